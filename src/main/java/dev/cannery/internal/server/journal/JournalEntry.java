package dev.cannery.internal.server.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.cannery.RecordedExchange;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.response.Body;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.server.answer.Answer;
import dev.cannery.internal.server.sending.Delivery;
import dev.cannery.internal.server.sending.Timeline;
import dev.cannery.internal.wire.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.jetty.http.HttpFields;

/**
 * An exchange in the journal, stored as it was received and sent; each of its two views is built on demand. Only the
 * end of the response is set later.
 */
public final class JournalEntry implements Delivery {
    /** The size of an entry's objects, in addition to the bytes they hold. */
    private static final long OVERHEAD = 1_500;

    /** The additional size of WireMock's own record of an exchange. */
    private static final long STUB_OVERHEAD = 2_500;

    private final UUID id;
    private final ReceivedRequest request;
    private final Answer answer;
    private final HttpFields ahead;
    private final Timeline timeline;
    private final long weight;
    private volatile long endNanoTime;
    private volatile boolean ended;

    /**
     * Creates the entry of an exchange whose response is about to be sent.
     *
     * @param ahead headers that are sent before those of the answer
     */
    public JournalEntry(UUID id, ReceivedRequest request, Answer answer, HttpFields ahead, Timeline timeline) {
        this.id = id;
        this.request = request;
        this.answer = answer;
        this.ahead = ahead;
        this.timeline = timeline;
        this.weight = OVERHEAD
                + (answer.stubbed() == null ? 0 : STUB_OVERHEAD)
                + request.weight()
                + answer.response().body().weight();
    }

    @Override
    public RenderedResponse response() {
        return answer.response();
    }

    @Override
    public long momentOf(Duration due) {
        return timeline.momentOf(due);
    }

    @Override
    public void end() {
        endNanoTime = System.nanoTime();
        ended = true;
    }

    /** Returns an entry for the same request with another answer, because this one could not be created or sent. */
    public JournalEntry answeredBy(Answer failure) {
        JournalEntry other = new JournalEntry(id, request, failure, HttpFields.EMPTY, timeline);
        other.end();
        return other;
    }

    public ReceivedRequest request() {
        return request;
    }

    public Answer answer() {
        return answer;
    }

    /** Returns the headers that are sent, except those that describe the framing of the body. */
    public HttpFields headers() {
        HttpFields.Mutable headers = HttpFields.build(ahead);
        answer.response().headers().forEach(headers::put);
        return headers;
    }

    /** Returns the entry's id, which is the same in both views. */
    public UUID id() {
        return id;
    }

    /** Returns the approximate size in memory, in bytes. */
    public long weight() {
        return weight;
    }

    /** Whether the request went wrong: it missed, was refused, or failed. */
    public boolean isTrouble() {
        return kind().isTrouble();
    }

    /** Returns the exchange for users of the server. */
    public RecordedExchange toRecorded() {
        Duration duration = ended ? Duration.ofNanos(endNanoTime - request.nanoTime()) : null;
        Match match = answer.match();
        return new RecordedExchange(
                request.toRecorded(),
                new RecordedExchange.Conclusion(
                        kind(),
                        match == null ? null : match.interaction(),
                        match == null ? 0 : match.index(),
                        explanation(),
                        summary()),
                answer.response().status(),
                answer.fault(),
                request.at(),
                duration);
    }

    private RecordedExchange.Kind kind() {
        return answer.kind();
    }

    private String explanation() {
        return answer.cause() instanceof Answer.Cause.Missed missed ? missed.report() : summary();
    }

    /** Returns the message that the client received. */
    private String summary() {
        return isTrouble() && answer.response().body() instanceof Body.Whole whole ? messageIn(whole.bytes()) : "";
    }

    /** Returns the exchange for WireMock's admin API and {@code verify}. */
    public ServeEvent toServeEvent() {
        return toServeEvent(Integer.MAX_VALUE);
    }

    /** Returns the same as {@link #toServeEvent()}, with at most this many bytes of each body. */
    public ServeEvent toServeEvent(int bodyBytes) {
        return ServeEvents.of(this, bodyBytes);
    }

    /** Returns when the request had been received completely. */
    public Instant at() {
        return request.at();
    }

    /** Returns the size of the request's body in bytes. */
    public long requestLength() {
        return request.body().remaining();
    }

    /** Returns the size of the response's body in bytes. */
    public long responseLength() {
        return answer.response().body().parts().stream()
                .mapToLong(ByteBuffer::remaining)
                .sum();
    }

    /** Returns the message of an error body in any provider's form; the whole body if it has no message. */
    private static String messageIn(ByteBuffer body) {
        String text = StandardCharsets.UTF_8.decode(body.duplicate()).toString();
        try {
            JsonNode tree = Json.parse(text);
            JsonNode message = tree.path("error").isTextual() ? tree.path("error") : tree.findPath("message");
            return message.asText(text);
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
