package dev.cannery.response;

import dev.cannery.chat.ApiError;
import dev.cannery.chat.Json;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Renders errors as the live API sends them.
 *
 * <p>Those of 401 and 404 come from its gateway, as recorded: another indent, a final newline, a charset and none of the
 * API's own headers.
 */
final class ErrorRenderer {
    private ErrorRenderer() {}

    static RenderedResponse render(ApiError error, @Nullable Duration retryAfter, Duration delay, DerivedIds ids) {
        boolean gateway = error.status() == 401 || error.status() == 404;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", gateway ? "application/json; charset=utf-8" : "application/json");
        if (gateway) {
            headers.put("vary", "Origin");
        } else {
            headers.put("openai-version", "2020-10-01");
        }
        headers.put("x-request-id", ids.requestId());
        if (retryAfter != null) {
            headers.put("retry-after", String.valueOf(ceil(retryAfter, Duration.ofSeconds(1))));
            headers.put("retry-after-ms", String.valueOf(ceil(retryAfter, Duration.ofMillis(1))));
        }
        return new RenderedResponse(error.status(), headers, new Body.Whole(body(error, gateway)), delay);
    }

    private static ByteBuffer body(ApiError error, boolean gateway) {
        if (!gateway) {
            return ByteBuffer.wrap(Json.prettyBytes(error.toJson()));
        }
        byte[] json = Json.write(Json.Layout.WIDE, out -> out.writeTree(error.toJson()));
        return ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
    }

    /** How many units hold the duration: a client that waits so long never comes too early. */
    private static long ceil(Duration duration, Duration unit) {
        return duration.plus(unit).minusNanos(1).dividedBy(unit);
    }
}
