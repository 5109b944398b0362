package dev.cannery.internal.target;

import com.fasterxml.jackson.databind.JsonNode;
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
        if (reply.isRedirect()) {
            return true;
        }
        JsonNode body = reply.object();
        if (OF_NOBODY.contains(reply.status())) {
            return !body.has("choices") && !isErrorOfApi(body);
        }
        return reply.isPage() && body.isMissingNode();
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
