package dev.cannery.server;

import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.cannery.response.Body;
import dev.cannery.response.RenderedResponse;
import dev.cannery.server.transport.Delivery;
import dev.cannery.server.transport.Timeline;
import java.time.Duration;
import java.util.UUID;

/** An exchange that the engine answered; complete but for its end, which a stream reaches later. */
final class ChatExchange implements JournalEntry, Delivery {
    /** What the objects of an entry weigh beside the bytes that they hold. */
    private static final long OVERHEAD = 1_500;

    private final UUID id;
    private final ReceivedRequest request;
    private final Reply reply;
    private final Timeline timeline;
    private final long weight;
    private volatile long endNanoTime;
    private volatile boolean ended;

    ChatExchange(UUID id, ReceivedRequest request, Reply reply, Timeline timeline) {
        this.id = id;
        this.request = request;
        this.reply = reply;
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

    @Override
    public UUID id() {
        return id;
    }

    @Override
    public long weight() {
        return weight;
    }

    @Override
    public RecordedExchange toRecorded() {
        Duration duration = ended ? Duration.ofNanos(endNanoTime - request.nanoTime()) : null;
        return new RecordedExchange(
                request.toRecorded(),
                new RecordedExchange.Conclusion(kind(), reply.match(), explanation()),
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
        return reply.response().status() < 500 ? RecordedExchange.Kind.REFUSED : RecordedExchange.Kind.FAILED;
    }

    private String explanation() {
        if (reply.missReport() != null) {
            return reply.missReport();
        }
        return reply.match() == null && reply.response().body() instanceof Body.Whole whole
                ? ServerErrors.messageIn(whole.bytes())
                : "";
    }

    @Override
    public ServeEvent toServeEvent() {
        return ServeEvents.of(this);
    }
}
