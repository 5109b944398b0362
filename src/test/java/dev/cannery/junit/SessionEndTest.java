package dev.cannery.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherFactory;

/** Only JUnit before 5.13 needs it, with which the projects below src/it/coexist run. */
class SessionEndTest {
    @Test
    void theSharedMockOutlivesASessionWithinTheSession() {
        JvmMock shared = SessionEnd.jvmMock();

        try (LauncherSession inner = LauncherFactory.openSession()) {
            assertThat(inner.getLauncher()).isNotNull();
            assertThat(SessionEnd.jvmMock()).isSameAs(shared);
        }

        assertThat(SessionEnd.startedMock()).containsSame(shared);
    }
}
