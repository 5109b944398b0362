package dev.cannery.internal.junit;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Stops the shared mock server at the end of a launcher session with JUnit before 5.13; later versions do so by themselves. JUnit
 * finds this listener by its service file.
 */
public final class SessionEnd implements LauncherSessionListener {
    private static final System.Logger LOG = System.getLogger("dev.cannery.junit");

    private static int open;
    private static @Nullable AutoCloseable kept;

    /** A listener; JUnit makes one for each session. */
    public SessionEnd() {}

    /** What is kept for the session, made when it is first asked for; all callers keep the same type. */
    public static <T extends AutoCloseable> T keep(Class<T> type, Supplier<T> made) {
        synchronized (SessionEnd.class) {
            if (kept == null) {
                kept = made.get();
            }
            return type.cast(kept);
        }
    }

    /** What is kept for the session; empty when nothing is. */
    public static <T extends AutoCloseable> Optional<T> kept(Class<T> type) {
        synchronized (SessionEnd.class) {
            return Optional.ofNullable(type.cast(kept));
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
        AutoCloseable ended = null;
        synchronized (SessionEnd.class) {
            open--;
            if (open == 0) {
                ended = kept;
                kept = null;
            }
        }
        if (ended != null) {
            try {
                ended.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.WARNING, "the shared mock server could not be stopped", e);
            }
        }
    }
}
