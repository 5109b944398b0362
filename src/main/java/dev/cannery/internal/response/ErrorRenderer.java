package dev.cannery.internal.response;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerHeaders;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.chat.style.ErrorLayout;
import dev.cannery.internal.chat.style.MessageTemplate;
import dev.cannery.internal.chat.style.NamedError;
import dev.cannery.internal.chat.style.WireDuration;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.response.derived.DerivedIds;
import dev.cannery.internal.wire.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders errors in the provider's form for each status. */
final class ErrorRenderer {
    private final AnswerStyle style;

    ErrorRenderer(AnswerStyle style) {
        this.style = style;
    }

    /** Renders a canned error. A named error gets the provider's own wording if the provider defines that name. */
    RenderedResponse render(CannedError canned, ChatRequest request, DerivedIds ids) {
        NamedError named = canned.name() == null
                ? null
                : style.errors().named(canned.name()).orElse(null);
        ApiError error = named == null ? canned.error() : named.error();
        if (canned.name() != null) {
            error = MessageTemplate.filled(error, values(canned, request));
        }
        Map<String, String> headers = headers(error.status(), ids);
        if (named != null) {
            headers.putAll(named.headers());
        }
        putRetryAfter(headers, canned.retryAfter());
        headers.putAll(canned.headers());
        Body body = canned.body() == null
                ? body(error, named)
                : new Body.Whole(StandardCharsets.UTF_8.encode(canned.body()));
        int sent = named == null || named.sentStatus() == 0 ? sent(error.status()) : named.sentStatus();
        return new RenderedResponse(sent, headers, body, canned.delay());
    }

    /** Returns the values for the placeholders in a named error's message. */
    private static Map<String, String> values(CannedError canned, ChatRequest request) {
        Map<String, String> values =
                new HashMap<>(Map.of("model", request.model(), "method", "POST", "path", request.path()));
        Duration wait = canned.retryAfter();
        if (wait != null) {
            values.put("wait", WireDuration.text(wait));
            values.put("seconds", String.valueOf(ceil(wait, Duration.ofSeconds(1))));
        }
        return values;
    }

    RenderedResponse render(ApiError error, DerivedIds ids) {
        return new RenderedResponse(sent(error.status()), headers(error.status(), ids), body(error, null), Delay.NONE);
    }

    private int sent(int status) {
        int sent = style.errorForm(status).sentStatus();
        return sent == 0 ? status : sent;
    }

    private Map<String, String> headers(int status, DerivedIds ids) {
        ErrorLayout form = style.errorForm(status);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", form.contentType());
        headers.putAll(form.headers().own());
        putIds(style.headers(), form.headers().account(), ids, headers);
        return headers;
    }

    /** Puts the headers that carry an id of the request. */
    static void putIds(AnswerHeaders given, boolean knowsAccount, DerivedIds ids, Map<String, String> headers) {
        given.always().ids().forEach((name, form) -> headers.put(name, ids.requestId(form, name)));
        if (knowsAccount) {
            given.account().ids().forEach((name, form) -> headers.put(name, ids.requestId(form, name)));
        }
    }

    private static void putRetryAfter(Map<String, String> headers, @Nullable Duration retryAfter) {
        if (retryAfter != null) {
            headers.put("retry-after", String.valueOf(ceil(retryAfter, Duration.ofSeconds(1))));
            headers.put("retry-after-ms", String.valueOf(ceil(retryAfter, Duration.ofMillis(1))));
        }
    }

    private Body body(ApiError error, @Nullable NamedError named) {
        JsonNode body = named == null ? style.errorBody(error) : style.errorBody(named, error);
        return new Body.Whole(bytes(body, style.errorForm(error.status())));
    }

    private static ByteBuffer bytes(JsonNode body, ErrorLayout form) {
        Json.Layout layout = switch (form.indent()) {
            case 0 -> Json.Layout.COMPACT;
            case 2 -> Json.Layout.PRETTY;
            default -> Json.Layout.WIDE;
        };
        String json = new String(Json.write(layout, out -> Json.writeTree(body, out)), StandardCharsets.UTF_8)
                .stripTrailing();
        String escaped = form.htmlEscaped()
                ? json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
                : json;
        return StandardCharsets.UTF_8.encode(form.endsWithNewline() ? escaped + "\n" : escaped);
    }

    /** Returns how many units cover the duration, rounded up: a client that waits this long never retries too early. */
    private static long ceil(Duration duration, Duration unit) {
        return duration.plus(unit).minusNanos(1).dividedBy(unit);
    }
}
