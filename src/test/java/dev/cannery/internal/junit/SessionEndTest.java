package dev.cannery.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherFactory;

/** Needed only by JUnit before 5.13, with which the projects below src/it/coexist run. */
class SessionEndTest {
    @Test
    void theSharedMockOutlivesASessionWithinTheSession() {
        Kept shared = SessionEnd.keep(Kept.class, Kept::new);

        try (LauncherSession inner = LauncherFactory.openSession()) {
            assertThat(inner.getLauncher()).isNotNull();
            assertThat(SessionEnd.keep(Kept.class, Kept::new)).isSameAs(shared);
        }

        assertThat(SessionEnd.find(Kept.class)).containsSame(shared);
    }

    private static final class Kept implements AutoCloseable {
        @Override
        public void close() {}
    }
}
