package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.verify.exchange.Reply;
import dev.cannery.internal.verify.result.FindingList;
import java.util.Set;

/** Detects replies that are not from the API: a redirect, an HTML page, an unknown path, a gateway without an upstream. */
public final class ForeignReply {
    private static final Set<Integer> OF_NOBODY = Set.of(404, 405, 502, 503, 504);

    /** The messages of frameworks for unknown paths. An API names the model or field. */
    private static final Set<String> OF_PATHS = Set.of("Not Found", "Method Not Allowed", "Bad Gateway");

    private ForeignReply() {}

    /** Whether the reply is not from the API. */
    public static boolean is(Reply reply) {
        if (reply.status() == 0 || reply.failure() != null || reply.isStream()) {
            return false;
        }
        JsonNode body = BodyReading.parse(reply.body());
        if (reply.isRedirect()) {
            return true;
        }
        if (OF_NOBODY.contains(reply.status())) {
            return !body.has("choices") && !isErrorOfApi(body);
        }
        return reply.isPage() && body.isMissingNode();
    }

    /** Reports a reply that is not from the API, with a hint how to fix it. */
    public static void report(Reply reply, String address, FindingList findings) {
        String type = reply.header("content-type");
        String kind = type.isEmpty() ? "" : " (" + type + ")";
        TextNode actual = TextNode.valueOf(reply.status() + kind + " from " + address);
        findings.fail(FindingId.NOT_THE_API, FieldPath.of("status"), StatusWords.ofForeign(reply), actual);
    }

    private static boolean isErrorOfApi(JsonNode body) {
        JsonNode error = body.path("error");
        if (error.isTextual()) {
            return !OF_PATHS.contains(error.textValue());
        }
        // OpenAI's message for a path without /v1
        boolean isOfPath = error.path("message").asText("").startsWith("Invalid URL (");
        return (error.isObject() && !isOfPath) || body.path("object").asText("").equals("error");
    }
}
