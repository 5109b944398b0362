package dev.cannery.internal.server;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.LoggedResponse;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.cannery.RecordedExchange;
import dev.cannery.RecordedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An exchange that a stub of WireMock answered.
 *
 * @param event WireMock's own record of it, redacted
 */
record StubExchange(ServeEvent event) implements JournalEntry {
    private static final long OVERHEAD = 4_000;

    @Override
    public UUID id() {
        return event.getId();
    }

    @Override
    public long weight() {
        LoggedResponse response = event.getResponse();
        return OVERHEAD
                + lengthOf(event.getRequest().getBody())
                + (response == null ? 0 : lengthOf(response.getBody()));
    }

    @Override
    public boolean isTrouble() {
        return false;
    }

    @Override
    public ServeEvent toServeEvent(int bodyBytes) {
        return event;
    }

    @Override
    public Instant at() {
        return event.getRequest().getLoggedDate().toInstant();
    }

    @Override
    public long requestLength() {
        return lengthOf(event.getRequest().getBody());
    }

    @Override
    public long responseLength() {
        LoggedResponse response = event.getResponse();
        return response == null ? 0 : lengthOf(response.getBody());
    }

    @Override
    public RecordedExchange toRecorded() {
        LoggedRequest request = event.getRequest();
        Map<String, String> headers = new LinkedHashMap<>();
        for (HttpHeader header : request.getHeaders().all()) {
            headers.put(header.key(), String.join(", ", header.values()));
        }
        LoggedResponse response = event.getResponse();
        Integer total = event.getTiming().getTotalTime();
        return new RecordedExchange(
                new RecordedRequest(
                        request.getMethod().getName(), request.getUrl(), headers, request.getBodyAsString()),
                new RecordedExchange.Conclusion(RecordedExchange.Kind.STUBBED, null, 0, "", ""),
                response == null ? 0 : response.getStatus(),
                null,
                request.getLoggedDate().toInstant(),
                total == null ? null : Duration.ofMillis(total));
    }

    private static int lengthOf(byte @Nullable [] body) {
        return body == null ? 0 : body.length;
    }
}
