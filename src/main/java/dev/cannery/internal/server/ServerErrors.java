package dev.cannery.internal.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.wire.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The errors that the server itself answers with. No client is to retry them: the next try would end alike. */
final class ServerErrors {
    private static final String TYPE = "invalid_request_error";

    private ServerErrors() {}

    static RenderedResponse render(ApiError error, Provider provider) {
        return provider.render(error).withHeader("x-should-retry", "false");
    }

    /** As {@link #render}, and the connection ends with the answer, because the rest of the request is not read. */
    static RenderedResponse renderAndClose(ApiError error, Provider provider) {
        return render(error, provider).withHeader("connection", "close");
    }

    /** The sentence in the body of an error, whatever provider's shape it has; the whole body when there is none. */
    static String messageIn(ByteBuffer body) {
        String text = StandardCharsets.UTF_8.decode(body.duplicate()).toString();
        try {
            JsonNode tree = Json.parse(text);
            JsonNode message = tree.path("error").isTextual() ? tree.path("error") : tree.findPath("message");
            return message.asText(text);
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    static ApiError noScope(String id) {
        return new ApiError(
                404,
                TYPE,
                "unknown_scope",
                null,
                "There is no scope '" + id + "' here: it was ended, has expired, or never was.");
    }

    static ApiError bodyTooLarge(long limit) {
        return new ApiError(
                413,
                TYPE,
                "request_too_large",
                null,
                "The request's body is larger than the allowed " + limit + " bytes.");
    }

    static ApiError bodyTooLargeForHeap(long limit) {
        return new ApiError(
                413,
                TYPE,
                "request_too_large",
                null,
                "The request's body is larger than the " + limit
                        + " bytes that the memory of this server bears. Give it more by java -Xmx.");
    }

    /** The answer to a request for which there is no memory at the moment; this one may be tried again. */
    static RenderedResponse overloaded(Provider provider) {
        ApiError error = new ApiError(
                503,
                "server_error",
                "server_overloaded",
                null,
                "The requests under way take all the memory that this server has for bodies. Try again later, or give it"
                        + " more by java -Xmx.");
        return provider.render(error).withHeader("retry-after", "1").withHeader("connection", "close");
    }

    /** The answer to a request for which there is no thread at the moment; this one may be tried again. */
    static RenderedResponse busy(Provider provider, String reason) {
        ApiError error = new ApiError(
                503, "server_error", "server_overloaded", null, "The server cannot take this request: " + reason + ".");
        return provider.render(error).withHeader("retry-after", "1").withHeader("connection", "close");
    }

    static ApiError bodyEncoded(String encoding) {
        return new ApiError(
                415,
                TYPE,
                "unsupported_encoding",
                null,
                "The request's body is encoded as '" + encoding
                        + "', and this server decodes no bodies. Send it as it is.");
    }

    static ApiError bodyTimeout(Duration timeout) {
        return new ApiError(
                408,
                TYPE,
                "request_timeout",
                null,
                "The request's body did not end within " + timeout.toMillis() + " ms.");
    }

    static ApiError wrongFault(String sentence) {
        return new ApiError(400, TYPE, "wrong_fault", null, sentence);
    }

    static ApiError closing() {
        return new ApiError(503, "server_error", "server_closing", null, "The server is about to stop.");
    }

    static ApiError originRefused(String sentence) {
        return new ApiError(403, TYPE, "origin_refused", null, sentence);
    }

    static ApiError adminRefused(String sentence) {
        return new ApiError(403, TYPE, "admin_refused", null, sentence);
    }

    static ApiError failure(int status, String sentence) {
        return new ApiError(status, status < 500 ? TYPE : "server_error", null, null, sentence);
    }
}
