package dev.cannery.internal.target;

import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.time.Durations;
import dev.cannery.internal.wire.Json;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Collects the fragments of a body with their times, until it ends or exceeds a timeout. */
final class BodyCollector implements Flow.Subscriber<List<ByteBuffer>> {
    /** A body stands in memory with its text and its tree, several at once: at 256 MB a stream of 32 MiB exhausts the heap. */
    private static final long MAX_BYTES =
            Math.min(Json.MAX_BYTES, Runtime.getRuntime().maxMemory() / 128);

    private final Timeouts timeouts;
    private final long start;
    private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final List<Reply.Arrival> arrivals = new ArrayList<>();
    private long size;

    BodyCollector(Timeouts timeouts, long start) {
        this.timeouts = timeouts;
        this.start = start;
    }

    Reply collect(int status, Map<String, String> headers, Flow.Publisher<List<ByteBuffer>> body)
            throws InterruptedException {
        body.subscribe(this);
        Reply.Failure failure = null;
        boolean isOver = false;
        try {
            while (!isOver && failure == null) {
                Signal signal = signals.poll(patience().toNanos(), TimeUnit.NANOSECONDS);
                isOver = signal != null && signal.arrival == null && signal.fault == null;
                failure = signal == null ? impatience() : take(signal);
            }
        } finally {
            Flow.Subscription source = subscription.get();
            if (source != null) {
                source.cancel();
            }
        }
        return new Reply(status, headers, arrivals, elapsed(), failure);
    }

    private Reply.@Nullable Failure take(Signal signal) {
        if (signal.fault != null) {
            return new Reply.Failure(FindingId.BROKEN_OFF, "connection closed in the middle");
        }
        Reply.Arrival arrival = signal.arrival;
        if (arrival == null) {
            return null;
        }
        size += arrival.bytes().length;
        if (size > MAX_BYTES) {
            return new Reply.Failure(FindingId.TOO_LARGE, "more than " + MAX_BYTES + " bytes");
        }
        arrivals.add(arrival);
        Flow.Subscription source = subscription.get();
        if (source != null) {
            source.request(1);
        }
        return null;
    }

    private Duration patience() {
        Duration left = timeouts.total().minus(elapsed());
        Duration patience = left.compareTo(timeouts.gap()) < 0 ? left : timeouts.gap();
        return patience.isNegative() ? Duration.ZERO : patience;
    }

    private Reply.Failure impatience() {
        boolean isTotal = elapsed().compareTo(timeouts.total()) >= 0;
        return new Reply.Failure(
                FindingId.STALLED,
                isTotal
                        ? "incomplete after " + Durations.write(timeouts.total())
                        : "no data for " + Durations.write(timeouts.gap()));
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
        subscription.set(source);
        source.request(1);
    }

    /** Returns the bytes of buffers that the client reads next to each other. */
    private static byte[] bytesOf(List<ByteBuffer> buffers) {
        ByteBuffer bytes = ByteBuffer.allocate(
                buffers.stream().mapToInt(ByteBuffer::remaining).sum());
        buffers.forEach(bytes::put);
        return bytes.array();
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        signals.add(new Signal(new Reply.Arrival(elapsed(), bytesOf(buffers)), null));
    }

    @Override
    public void onError(Throwable fault) {
        signals.add(new Signal(null, fault));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal(null, null));
    }

    /** A fragment, an error, or neither at the end of the body. */
    private record Signal(
            Reply.@Nullable Arrival arrival, @Nullable Throwable fault) {}
}
