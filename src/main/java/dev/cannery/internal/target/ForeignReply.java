package dev.cannery.internal.target;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Detects replies that are not from the API: a redirect, an HTML page, an unknown path, a gateway without an upstream. */
public final class ForeignReply {
    private static final Set<Integer> OF_NOBODY = Set.of(404, 405, 502, 503, 504);

    /** The messages of frameworks and gateways for unknown paths, of Azure the last one. An API names the model or field. */
    private static final Set<String> OF_PATHS =
            Set.of("Not Found", "Method Not Allowed", "Bad Gateway", "Resource not found");

    /** A message on a path names it with the method, as those of OpenAI and Groq do. */
    private static final String NAMED_PATH = "POST /";

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
        String message = error.isTextual()
                ? error.textValue()
                : error.path("message").asText(body.path("message").asText(""));
        boolean isOfPath = OF_PATHS.contains(message) || message.contains(NAMED_PATH);
        boolean isError = error.isTextual()
                || error.isObject()
                || body.path("object").asText("").equals("error");
        return isError && !isOfPath;
    }
}
