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
 * An open stream. The pacer advances it when a frame is due, and the connection when a write has ended. There is never
 * more than one write in progress, so a slow reader delays only itself.
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
    private volatile @Nullable Turn turn;

    /**
     * Creates a stream; {@code start()} starts it.
     *
     * @param sink receives the frames
     * @param ending how the stream breaks after the last frame; null for a clean end
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

    /** Called when a write has ended: sends the frames that have become due. */
    @Override
    public void succeeded() {
        if (!lastSent) {
            advance();
        } else if (ended.compareAndSet(false, true)) {
            done.succeeded();
        }
    }

    /** Called when the client has disconnected or the server closes: ends the stream and its schedule. */
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

    /** Writes parts of the response; the callback completes when the next write may follow. */
    @FunctionalInterface
    interface Sink {
        void write(boolean isLast, ByteBuffer bytes, Callback done);
    }

    /**
     * Sends what is due. A write that ends at once comes back to the loop here instead of going deeper, because a thousand small
     * frames would exhaust the stack. Exceptions are caught here, because they would be lost in every caller.
     */
    private void advance() {
        Turn running = turn;
        if (running != null && running.thread == Thread.currentThread()) {
            running.isAgain = true;
            return;
        }
        Turn mine = new Turn();
        turn = mine;
        try {
            do {
                mine.isAgain = false;
                if (!ended.get()) {
                    sendDue();
                }
            } while (mine.isAgain);
        } catch (Exception | Error e) {
            failed(new Delivery.Fault(e));
        } finally {
            if (turn == mine) {
                turn = null;
            }
        }
    }

    /** The thread that sends, and whether its last write has ended already. */
    private static final class Turn {
        private final Thread thread = Thread.currentThread();
        private boolean isAgain;
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
            // The first write must not be the last: Jetty would then set a Content-Length, and the response would not
            // be a stream.
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

    /** Returns the frames whose time has come. */
    private List<SseFrame> due() {
        long now = System.nanoTime();
        List<SseFrame> due = new ArrayList<>(1);
        while (next + due.size() < frames.size()) {
            SseFrame frame = due.isEmpty() ? upcoming() : frames.get(next + due.size());
            if (delivery.momentOf(frame.due()) - now > 0) {
                break;
            }
            due.add(frame);
            // a frame that ends inside an event must not be joined with the rest of the event
            if (!frame.endsLine()) {
                break;
            }
        }
        return due;
    }

    /** Returns the next frame. It is fetched only once, because it may be created on demand. */
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
