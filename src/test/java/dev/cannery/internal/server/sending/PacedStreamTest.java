package dev.cannery.internal.server.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.response.Body;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.response.SseFrame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/** Sends streams to a connection that takes each write at once, or later. */
class PacedStreamTest {
    private static final int FRAMES = 20_000;

    @Test
    void manySmallFramesThatAreDueTogetherAreAllSent() throws Exception {
        assertThat(sent((isLast, bytes, written) -> written.succeeded())).isEqualTo(FRAMES);
    }

    @Test
    void framesAreSentOnceAndInOrderIfEachWriteEndsOnAnotherThread() throws Exception {
        ExecutorService connection = Executors.newFixedThreadPool(2);
        try {
            assertThat(sent((isLast, bytes, written) -> connection.execute(written::succeeded)))
                    .isEqualTo(FRAMES);
        } finally {
            connection.shutdownNow();
        }
    }

    /** Returns how many bytes were sent until the stream has ended without a failure. */
    private static int sent(PacedStream.Sink connection) throws Exception {
        // a frame that does not end a line is sent by itself
        List<SseFrame> frames =
                Collections.nCopies(FRAMES, new SseFrame(ByteBuffer.wrap(new byte[] {'x'}), Duration.ZERO));
        AtomicInteger bytesSent = new AtomicInteger();
        CompletableFuture<Void> end = new CompletableFuture<>();
        try (Pacer pacer = new Pacer(end::completeExceptionally)) {
            PacedStream.Sink counting = (isLast, bytes, written) -> {
                bytesSent.addAndGet(bytes.remaining());
                connection.write(isLast, bytes, written);
            };
            Callback done = Callback.from(() -> end.complete(null), end::completeExceptionally);
            new PacedStream(new Now(), frames, null, pacer, counting, done).start(Duration.ZERO);
            end.get(20, TimeUnit.SECONDS);
        }
        return bytesSent.get();
    }

    /** A response of which everything is due. */
    private static final class Now implements Delivery {
        private final long start = System.nanoTime();

        @Override
        public RenderedResponse response() {
            return new RenderedResponse(200, Map.of(), new Body.Whole(ByteBuffer.allocate(0)), Delay.NONE);
        }

        @Override
        public long momentOf(Duration due) {
            return start;
        }

        @Override
        public void end() {}
    }
}
