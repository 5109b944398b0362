package dev.cannery.internal.server.journal;

import static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder.responseDefinition;

import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.common.Timing;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestWrapper;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.LoggedResponse;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.matching.RequestPattern;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.SubEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.cannery.RecordedExchange;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.response.Body;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.server.answer.Answer;
import dev.cannery.internal.wire.QueryText;
import dev.cannery.internal.wire.Secrets;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds WireMock's records of exchanges. */
public final class ServeEvents {
    private ServeEvents() {}

    /**
     * Returns WireMock's record of an exchange, with at most this many bytes of each body. If WireMock did not handle
     * the exchange, the record looks as if it had.
     */
    public static ServeEvent of(JournalEntry exchange, int bodyBytes) {
        ServeEvent stubbed = exchange.answer().stubbed();
        if (stubbed != null) {
            return with(stubbed, stubbed.getRequest(), responseOf(exchange, bodyBytes));
        }
        RenderedResponse answer = exchange.answer().response();
        Match match = exchange.answer().match();
        ResponseDefinition definition = ResponseDefinition.notConfigured();
        StubMapping mapping = StubMapping.NOT_CONFIGURED;
        if (isMatched(exchange.answer().kind())) {
            definition = responseDefinition().withStatus(answer.status()).build();
            mapping = new StubMapping(RequestPattern.ANYTHING, definition);
        }
        if (match != null) {
            mapping.setName(match.interaction().name());
        }
        return new ServeEvent(
                exchange.id(),
                requestOf(exchange.request(), bodyBytes),
                mapping,
                definition,
                responseOf(exchange, bodyBytes),
                false,
                Timing.create(),
                subEvents(exchange.answer()));
    }

    /** Whether something matched the request, even if it then failed. */
    private static boolean isMatched(RecordedExchange.Kind kind) {
        return kind == RecordedExchange.Kind.ANSWERED
                || kind == RecordedExchange.Kind.FORWARDED
                || kind == RecordedExchange.Kind.FAILED;
    }

    private static ArrayDeque<SubEvent> subEvents(Answer answer) {
        ArrayDeque<SubEvent> events = new ArrayDeque<>();
        if (answer.fault() != null) {
            events.add(SubEvent.info("fault: " + answer.fault()));
        }
        return events;
    }

    /**
     * Returns the event redacted and without the response, because the journal knows what was sent. Its definition is
     * copied because the original refers to the request.
     */
    public static ServeEvent redacted(ServeEvent event) {
        RequestWrapper.Builder redacted = RequestWrapper.create().transformAbsoluteUrl(Secrets::redactAddress);
        LoggedRequest request = event.getRequest();
        for (String name : request.getAllHeaderKeys()) {
            if (Secrets.isHeader(name, request.getHeader(name))) {
                redacted.transformHeader(name, values -> List.of(Secrets.REDACTED));
            }
        }
        request.getCookies().keySet().forEach(redacted::removeCookie);
        return with(event, LoggedRequest.createFrom(redacted.wrap(request)), null);
    }

    private static ServeEvent with(ServeEvent event, LoggedRequest request, @Nullable LoggedResponse response) {
        return new ServeEvent(
                event.getId(),
                request,
                event.getStubMapping(),
                ResponseDefinition.copyOf(event.getResponseDefinition()),
                response,
                false,
                event.getTiming(),
                new ArrayDeque<>(event.getSubEvents()));
    }

    // WireMock has no other public way to create a logged request with a given date.
    private static LoggedRequest requestOf(ReceivedRequest request, int bodyBytes) {
        Map<String, String> headers = request.headerMap();
        headers.replaceAll(KnownCharset::in);
        String url = QueryText.escapeStrayPercents(request.url());
        return Json.mapToObject(
                Map.of(
                        "url",
                        url,
                        "absoluteUrl",
                        "http://" + request.host() + url,
                        "method",
                        request.method(),
                        "clientIp",
                        request.clientIp(),
                        "headers",
                        headers,
                        "cookies",
                        Map.of(),
                        "browserProxyRequest",
                        false,
                        "loggedDate",
                        request.at().toEpochMilli(),
                        "bodyAsBase64",
                        base64(new Body.Whole(request.body()), bodyBytes),
                        "protocol",
                        "HTTP/1.1"),
                LoggedRequest.class);
    }

    private static LoggedResponse responseOf(JournalEntry exchange, int bodyBytes) {
        HttpHeaders headers = new HttpHeaders(exchange.headers().stream()
                .map(header -> new HttpHeader(header.getName(), KnownCharset.in(header.getName(), header.getValue())))
                .toList());
        RenderedResponse answer = exchange.answer().response();
        return new LoggedResponse(answer.status(), headers, base64(answer.body(), bodyBytes), null, null);
    }

    private static String base64(Body body, int most) {
        List<ByteBuffer> parts = body.parts();
        long length = parts.stream().mapToLong(ByteBuffer::remaining).sum();
        ByteBuffer shown = ByteBuffer.allocate((int) Math.min(length, most));
        for (ByteBuffer part : parts) {
            ByteBuffer copy = part.duplicate();
            copy.limit(copy.position() + Math.min(copy.remaining(), shown.remaining()));
            shown.put(copy);
        }
        return Base64.getEncoder().encodeToString(shown.array());
    }
}
