package dev.cannery.internal.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.cannery.RecordedExchange;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.response.Body;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.server.sending.Delivery;
import dev.cannery.internal.server.sending.Timeline;
import dev.cannery.internal.wire.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.jetty.http.HttpFields;

/** An exchange that the engine answered; complete but for its end, which a stream reaches later. */
final class ChatExchange implements JournalEntry, Delivery {
    /** What the objects of an entry weigh beside the bytes that they hold. */
    private static final long OVERHEAD = 1_500;

    private final UUID id;
    private final ReceivedRequest request;
    private volatile Answer answer;
    private final HttpFields ahead;
    private final Timeline timeline;
    private final long weight;
    private volatile long endNanoTime;
    private volatile boolean ended;

    /**
     * An exchange whose answer is about to be sent.
     *
     * @param ahead the headers that stand ahead of those of the answer
     */
    ChatExchange(UUID id, ReceivedRequest request, Answer answer, HttpFields ahead, Timeline timeline) {
        this.id = id;
        this.request = request;
        this.answer = answer;
        this.ahead = ahead;
        this.timeline = timeline;
        this.weight =
                OVERHEAD + request.body().remaining() + answer.response().body().weight();
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

    /** Ends the exchange with another answer, because that one could not be made or sent. */
    void endInstead(Answer failure) {
        answer = failure;
        end();
    }

    ReceivedRequest request() {
        return request;
    }

    Answer answer() {
        return answer;
    }

    /** The headers that are sent, but for those that only say how: a length, or that there is none. */
    HttpFields headers() {
        HttpFields.Mutable headers = HttpFields.build(ahead);
        answer.response().headers().forEach(headers::put);
        return headers;
    }

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public long weight() {
        return weight;
    }

    @Override
    public boolean isTrouble() {
        return kind() != RecordedExchange.Kind.ANSWERED;
    }

    @Override
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

    /** The sentence that the client was sent. */
    private String summary() {
        return isTrouble() && answer.response().body() instanceof Body.Whole whole ? messageIn(whole.bytes()) : "";
    }

    @Override
    public ServeEvent toServeEvent(int bodyBytes) {
        return ServeEvents.of(this, bodyBytes);
    }

    @Override
    public Instant at() {
        return request.at();
    }

    @Override
    public long requestLength() {
        return request.body().remaining();
    }

    @Override
    public long responseLength() {
        return answer.response().body().parts().stream()
                .mapToLong(ByteBuffer::remaining)
                .sum();
    }

    /** Returns the sentence in the body of an error, whatever provider's form it has; the whole body if there is none. */
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
