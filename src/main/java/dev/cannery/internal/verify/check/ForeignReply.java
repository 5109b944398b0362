package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.verify.exchange.Reply;
import dev.cannery.internal.verify.result.FindingList;
import java.util.Set;

/** Tells the replies of what is not the API: a redirect, a page, a path that nobody serves, a gateway before nobody. */
public final class ForeignReply {
    private static final Set<Integer> OF_NOBODY = Set.of(404, 405, 502, 503, 504);

    /** What frameworks say of a path that they do not know; an API says which model or field it means. */
    private static final Set<String> OF_PATHS = Set.of("Not Found", "Method Not Allowed", "Bad Gateway");

    private ForeignReply() {}

    /** Whether something else than the API replies. */
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

    /** Reports that something else than the API replies, and what to mend. */
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
        // OpenAI says this of a path without its /v1
        boolean isOfPath = error.path("message").asText("").startsWith("Invalid URL (");
        return (error.isObject() && !isOfPath) || body.path("object").asText("").equals("error");
    }
}
