package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.RepeatedKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Parses the body of a reply as JSON. */
final class BodyReading {
    private static final FieldPath BODY = FieldPath.of("body");
    static final FieldPath CONTENT_TYPE = FieldPath.of("headers").member("content-type");

    private BodyReading() {}

    /** Returns the body's object, or a missing node and a finding if the body is not an object. */
    static JsonNode object(Reply reply, FindingId wrongType, FindingList findings) {
        byte[] body = reply.body();
        requireUtf8(body, findings);
        JsonNode json = reply.object();
        TextNode type = TextNode.valueOf(reply.header("content-type"));
        if (!type.asText().toLowerCase(Locale.ROOT).startsWith("application/json")) {
            String expected = reply.isPage() ? StatusWords.PAGE : "application/json";
            findings.fail(wrongType, CONTENT_TYPE, expected, type);
        }
        String text = new String(body, StandardCharsets.UTF_8);
        if (!json.isObject()) {
            findings.fail(FindingId.BODY_NOT_JSON, BODY, "a JSON object", TextNode.valueOf(text));
        }
        RepeatedKey.in(text)
                .ifPresent(
                        key -> findings.fail(FindingId.REPEATED_KEY, BODY, "each member once", TextNode.valueOf(key)));
        return json;
    }

    static void requireUtf8(byte[] body, FindingList findings) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            TextNode text = TextNode.valueOf(new String(body, StandardCharsets.UTF_8));
            findings.fail(FindingId.NOT_UTF8, BODY, "UTF-8 text", text);
        }
    }

    /** Returns the object in a list of one, since some providers wrap errors this way; a missing node for any other body. */
    static JsonNode onlyElement(byte[] body) {
        try {
            JsonNode json = Json.parse(body);
            return json.isArray() && json.size() == 1 ? json.path(0) : MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
