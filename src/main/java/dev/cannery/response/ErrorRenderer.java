package dev.cannery.response;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.chat.ApiError;
import dev.cannery.chat.ErrorForm;
import dev.cannery.chat.Json;
import dev.cannery.contract.CannedError;
import dev.cannery.contract.Delay;
import dev.cannery.response.derived.DerivedIds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Renders errors in the form that a provider gives them at their status. */
final class ErrorRenderer {
    private ErrorRenderer() {}

    static RenderedResponse render(CannedError canned, DerivedIds ids) {
        ApiError error = canned.error();
        RenderedResponse plain = render(error.status(), error.toJson(), ErrorForm.ofOpenAi(error.status()), ids);
        Map<String, String> headers = new LinkedHashMap<>(plain.headers());
        Duration retryAfter = canned.retryAfter();
        if (retryAfter != null) {
            headers.put("retry-after", String.valueOf(ceil(retryAfter, Duration.ofSeconds(1))));
            headers.put("retry-after-ms", String.valueOf(ceil(retryAfter, Duration.ofMillis(1))));
        }
        headers.putAll(canned.headers());
        return new RenderedResponse(error.status(), headers, plain.body(), canned.delay());
    }

    static RenderedResponse render(int status, ObjectNode body, ErrorForm form, DerivedIds ids) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", form.contentType());
        if (form.varyOrigin()) {
            headers.put("vary", "Origin");
        }
        if (form.accountHeaders()) {
            headers.put("openai-version", "2020-10-01");
        }
        headers.put("x-request-id", ids.requestId());
        return new RenderedResponse(status, headers, new Body.Whole(bytes(body, form)), Delay.NONE);
    }

    private static ByteBuffer bytes(ObjectNode body, ErrorForm form) {
        Json.Layout layout = switch (form.indent()) {
            case 0 -> Json.Layout.COMPACT;
            case 2 -> Json.Layout.PRETTY;
            default -> Json.Layout.WIDE;
        };
        String json =
                new String(Json.write(layout, out -> out.writeTree(body)), StandardCharsets.UTF_8).stripTrailing();
        String escaped = form.htmlEscaped()
                ? json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
                : json;
        return StandardCharsets.UTF_8.encode(form.endsWithNewline() ? escaped + "\n" : escaped);
    }

    /** How many units hold the duration: a client that waits so long never comes too early. */
    private static long ceil(Duration duration, Duration unit) {
        return duration.plus(unit).minusNanos(1).dividedBy(unit);
    }
}
