package dev.cannery.internal.server.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacerTest {
    @Test
    void nothingIsEarlyAndLittleIsLate() throws InterruptedException {
        try (Pacer pacer = new Pacer(failure -> {})) {
            int count = 500;
            CountDownLatch done = new CountDownLatch(count);
            AtomicLong earliest = new AtomicLong(Long.MAX_VALUE);
            AtomicLong lateness = new AtomicLong();
            for (int i = 0; i < count; i++) {
                long due = System.nanoTime() + Duration.ofMillis(20).toNanos() + i * 400_000L;
                pacer.at(due, () -> {
                    long late = System.nanoTime() - due;
                    earliest.accumulateAndGet(late, Math::min);
                    lateness.addAndGet(late);
                    done.countDown();
                });
            }
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(earliest.get()).isGreaterThanOrEqualTo(0);
            assertThat(Duration.ofNanos(lateness.get() / count)).isLessThan(Duration.ofMillis(500));
        }
    }

    @Test
    void whatIsCancelledDoesNotHappen() throws InterruptedException {
        try (Pacer pacer = new Pacer(failure -> {})) {
            CountDownLatch rung = new CountDownLatch(1);
            Pacer.Alarm alarm = pacer.at(System.nanoTime() + 50_000_000, rung::countDown);
            alarm.cancel();
            assertThat(rung.await(150, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    @Test
    void aClosedPacerTakesWhatComesLateWithoutComplaint() {
        Pacer pacer = new Pacer(failure -> {});
        pacer.close();
        pacer.at(System.nanoTime(), () -> {}).cancel();
    }

    @Test
    void anErrorOfATaskIsReportedAndTheNextTaskStillRuns() throws InterruptedException {
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        CountDownLatch next = new CountDownLatch(1);
        try (Pacer pacer = new Pacer(failures::add)) {
            pacer.at(System.nanoTime(), () -> {
                throw new OutOfMemoryError("made");
            });
            pacer.at(System.nanoTime() + 1_000_000, next::countDown);
            assertThat(next.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(failures).singleElement().isInstanceOf(OutOfMemoryError.class);
    }
}
