package dev.cannery.junit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Stops the shared mock server at the end of a launcher session with JUnit before 5.13; later versions do so by themselves. JUnit
 * finds this listener by its service file.
 */
public final class SessionEnd implements LauncherSessionListener {
    private static int open;
    private static @Nullable JvmMock mock;

    /** A listener; JUnit makes one for each session. */
    public SessionEnd() {}

    /** The shared mock of the session, started if it was not. */
    static JvmMock jvmMock() {
        synchronized (SessionEnd.class) {
            if (mock == null) {
                mock = new JvmMock();
            }
            return mock;
        }
    }

    /** The shared mock, if it was started. */
    static Optional<JvmMock> startedMock() {
        synchronized (SessionEnd.class) {
            return Optional.ofNullable(mock);
        }
    }

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        synchronized (SessionEnd.class) {
            open++;
        }
    }

    /** A test may open a session of its own; the server lives as long as the outermost. */
    @Override
    public void launcherSessionClosed(LauncherSession session) {
        JvmMock ended = null;
        synchronized (SessionEnd.class) {
            open--;
            if (open == 0) {
                ended = mock;
                mock = null;
            }
        }
        if (ended != null) {
            ended.close();
        }
    }
}
