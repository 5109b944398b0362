package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NoticeLinesTest {
    private final CountDownLatch isRead = new CountDownLatch(1);
    private final StringWriter printed = new StringWriter();

    @Test
    void addingNeverBlocksAndDroppedNoticesAreCounted() throws InterruptedException {
        NoticeLines lines = new NoticeLines(new PrintWriter(new Pipe()));
        for (int i = 0; i < 1_500; i++) {
            lines.add("notice " + i);
        }
        isRead.countDown();
        // closing waits half a second, which may not be enough on a busy machine
        for (int i = 0; i < 20 && !text().contains("notice 999" + System.lineSeparator()); i++) {
            lines.close();
        }
        assertThat(text())
                .startsWith("notice 0")
                .contains("notice 999", " were dropped")
                .doesNotContain("1499");
    }

    @Test
    void boundsTheSizeOfTheQueue() {
        NoticeLines lines = new NoticeLines(new PrintWriter(new Pipe()));
        String large = "x".repeat(1 << 20);
        for (int i = 0; i < 20; i++) {
            lines.add(large);
        }
        isRead.countDown();
        for (int i = 0; i < 20 && !text().contains("dropped"); i++) {
            lines.close();
        }
        assertThat(text()).contains(" notices were dropped").hasSizeLessThan(6 << 20);
    }

    private String text() {
        synchronized (printed) {
            return printed.toString();
        }
    }

    /** Blocks until somebody reads. */
    private final class Pipe extends Writer {
        @Override
        public void write(char[] characters, int offset, int length) throws IOException {
            try {
                isRead.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            synchronized (printed) {
                printed.write(characters, offset, length);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
