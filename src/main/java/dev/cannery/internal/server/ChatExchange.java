package dev.cannery.internal.server;

import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.cannery.internal.response.Body;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.server.transport.Delivery;
import dev.cannery.internal.server.transport.Timeline;
import java.nio.ByteBuffer;
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
    private final Reply reply;
    private final HttpFields ahead;
    private final Timeline timeline;
    private final long weight;
    private volatile long endNanoTime;
    private volatile boolean ended;

    /**
     * An exchange whose answer is about to be sent.
     *
     * @param ahead the headers that stand ahead of those of the reply
     */
    ChatExchange(UUID id, ReceivedRequest request, Reply reply, HttpFields ahead, Timeline timeline) {
        this.id = id;
        this.request = request;
        this.reply = reply;
        this.ahead = ahead;
        this.timeline = timeline;
        this.weight =
                OVERHEAD + request.body().remaining() + reply.response().body().weight();
    }

    @Override
    public RenderedResponse answer() {
        return reply.response();
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

    ReceivedRequest request() {
        return request;
    }

    Reply reply() {
        return reply;
    }

    /** The headers that are sent, but for those that only say how: a length, or that there is none. */
    HttpFields headers() {
        HttpFields.Mutable headers = HttpFields.build(ahead);
        reply.response().headers().forEach(headers::put);
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
        return new RecordedExchange(
                request.toRecorded(),
                new RecordedExchange.Conclusion(kind(), reply.match(), explanation(), summary()),
                reply.response().status(),
                reply.fault(),
                request.at(),
                duration);
    }

    private RecordedExchange.Kind kind() {
        if (reply.missReport() != null) {
            return RecordedExchange.Kind.MISSED;
        }
        if (reply.match() != null) {
            return RecordedExchange.Kind.ANSWERED;
        }
        int status = reply.response().status();
        if (status < 400 && reply.fault() == null) {
            return RecordedExchange.Kind.ANSWERED;
        }
        return status < 500 ? RecordedExchange.Kind.REFUSED : RecordedExchange.Kind.FAILED;
    }

    private String explanation() {
        return reply.missReport() != null ? reply.missReport() : summary();
    }

    /** The sentence that the client was sent. */
    private String summary() {
        return isTrouble() && reply.response().body() instanceof Body.Whole whole
                ? ServerErrors.messageIn(whole.bytes())
                : "";
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
        return reply.response().body().parts().stream()
                .mapToLong(ByteBuffer::remaining)
                .sum();
    }
}
