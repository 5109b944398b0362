package dev.cannery.internal.junit;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Stops the shared mock server at the end of a launcher session with JUnit before 5.13; later versions close their stores
 * themselves. JUnit finds this listener through its service file.
 */
public final class SessionEnd implements LauncherSessionListener {
    private static final System.Logger LOG = System.getLogger("dev.cannery.junit");

    private static int open;
    private static @Nullable AutoCloseable current;

    /** Creates a listener; JUnit creates one for each session. */
    public SessionEnd() {}

    /** Returns the session's object of this type, creating it on first use. All callers must use the same type. */
    public static <T extends AutoCloseable> T keep(Class<T> type, Supplier<T> made) {
        synchronized (SessionEnd.class) {
            if (current == null) {
                current = made.get();
            }
            return type.cast(current);
        }
    }

    /** Returns the session's object; empty if there is none. */
    public static <T extends AutoCloseable> Optional<T> find(Class<T> type) {
        synchronized (SessionEnd.class) {
            return Optional.ofNullable(type.cast(current));
        }
    }

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        synchronized (SessionEnd.class) {
            open++;
        }
    }

    /** Closes the object at the end of the outermost session, since a test may open a session of its own. */
    @Override
    public void launcherSessionClosed(LauncherSession session) {
        AutoCloseable ended = null;
        synchronized (SessionEnd.class) {
            open--;
            if (open == 0) {
                ended = current;
                current = null;
            }
        }
        if (ended != null) {
            try {
                ended.close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.WARNING, "cannot stop the shared mock server", e);
            }
        }
    }
}
