package dev.cannery.internal.server.sending;

import dev.cannery.internal.response.SseFrame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * One open stream. It is moved on by the pacer when a frame is due, and by the connection when a write has ended; there is
 * never more than one write under way, so a slow reader delays nobody but itself.
 */
final class PacedStream implements Callback {
    private final Delivery delivery;
    private final List<SseFrame> frames;
    private final Pacer pacer;
    private final Sink sink;
    private final Callback done;
    private final @Nullable BrokenEnding ending;
    private final AtomicBoolean ended = new AtomicBoolean();
    private int next;
    private @Nullable SseFrame upcoming;
    private boolean headersSent;
    private boolean lastSent;
    private volatile Pacer.@Nullable Alarm wake;

    /**
     * A stream that begins when it is started.
     *
     * @param sink where the frames go
     * @param ending what happens behind the last frame instead of a sound end, null for a sound end
     */
    PacedStream(
            Delivery delivery,
            List<SseFrame> frames,
            @Nullable BrokenEnding ending,
            Pacer pacer,
            Sink sink,
            Callback done) {
        this.delivery = delivery;
        this.frames = frames;
        this.ending = ending;
        this.pacer = pacer;
        this.sink = sink;
        this.done = done;
    }

    void start(Duration delay) {
        long begin = delivery.momentOf(delay);
        if (begin - System.nanoTime() > 0) {
            wake = pacer.at(begin, this::advance);
        } else {
            advance();
        }
    }

    /** A write ended: what has become due meanwhile leaves next. */
    @Override
    public void succeeded() {
        if (!lastSent) {
            advance();
        } else if (ended.compareAndSet(false, true)) {
            done.succeeded();
        }
    }

    /** The client went away, or the server closes: the stream ends and so does its schedule. */
    @Override
    public void failed(Throwable failure) {
        if (ended.compareAndSet(false, true)) {
            Pacer.Alarm pending = wake;
            if (pending != null) {
                pending.cancel();
            }
            delivery.end();
            done.failed(failure);
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    /** Takes the parts of one write; the callback completes when more may follow. */
    @FunctionalInterface
    interface Sink {
        void write(boolean isLast, ByteBuffer bytes, Callback done);
    }

    /** An exception thrown here would be lost, whatever the caller. */
    private void advance() {
        if (ended.get()) {
            return;
        }
        try {
            sendDue();
        } catch (Exception | Error e) {
            failed(new Delivery.Fault(e));
        }
    }

    private void sendDue() {
        List<SseFrame> leaving = due();
        if (headersSent && leaving.isEmpty() && next < frames.size()) {
            wake = pacer.at(delivery.momentOf(upcoming().due()), this::advance);
        } else if (headersSent && ending != null && next == frames.size()) {
            delivery.end();
            ending.happen(Callback.from(done::succeeded, this::failed));
        } else if (headersSent) {
            lastSent = ending == null && next + leaving.size() == frames.size();
            if (lastSent) {
                delivery.end();
            }
            write(leaving);
        } else {
            headersSent = true;
            // The first write must not be the last, or the answer would get a length and be no stream any more.
            write(leaving.subList(0, Math.min(leaving.size(), Math.max(0, frames.size() - 1))));
        }
    }

    private void write(List<SseFrame> leaving) {
        next += leaving.size();
        if (!leaving.isEmpty()) {
            upcoming = null;
        }
        sink.write(lastSent, join(leaving), this);
    }

    /** The frames whose time has come. */
    private List<SseFrame> due() {
        long now = System.nanoTime();
        List<SseFrame> due = new ArrayList<>(1);
        while (next + due.size() < frames.size()) {
            SseFrame frame = due.isEmpty() ? upcoming() : frames.get(next + due.size());
            if (delivery.momentOf(frame.due()) - now > 0) {
                break;
            }
            due.add(frame);
            // what ends inside an event must not be joined with the rest of it
            if (!frame.endsLine()) {
                break;
            }
        }
        return due;
    }

    /** The next frame; it may be made when it is asked for, so it is asked for once. */
    private SseFrame upcoming() {
        if (upcoming == null) {
            upcoming = frames.get(next);
        }
        return upcoming;
    }

    private static ByteBuffer join(List<SseFrame> leaving) {
        if (leaving.isEmpty()) {
            return BufferUtil.EMPTY_BUFFER;
        }
        if (leaving.size() == 1) {
            return leaving.get(0).bytes();
        }
        ByteBuffer all =
                ByteBuffer.allocate(leaving.stream().mapToInt(SseFrame::size).sum());
        leaving.forEach(frame -> frame.putInto(all));
        return all.flip();
    }
}
