package dev.cannery.junit;

import dev.cannery.RecordedExchange;
import dev.cannery.internal.server.MockServer;
import dev.cannery.internal.server.OpenScope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The server that classes share, with a URL that leads to the test that has set system properties. */
final class JvmMock implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.cannery.junit");

    private final StartingServer starting = StartingServer.start();
    private final Deque<Lease> leases = new ArrayDeque<>();
    private @Nullable OpenScope stable;
    private final List<ClassMock> users = new ArrayList<>();
    private int past;

    /** Returns the server after it has started. */
    MockServer server() {
        return starting.started();
    }

    /**
     * Sets the system properties of the settings to a URL that leads to this scope. The returned action restores them.
     *
     * @param holder the mock of the class, or of the method's class
     * @throws ExtensionConfigurationException if a running test of another class has set properties
     */
    synchronized Runnable lease(Settings settings, ClassMock holder, OpenScope scope) {
        Lease latest = leases.peekLast();
        if (latest != null && !holder.isWithin(latest.holder())) {
            throw new ExtensionConfigurationException(settings.where() + ": the system properties "
                    + PropertyValues.names(settings.properties()) + " cannot be set, because "
                    + latest.settings().where() + " runs at the same time and has set "
                    + PropertyValues.names(latest.settings().properties())
                    + ". Put @ResourceLock(Resources.SYSTEM_PROPERTIES) on both classes.");
        }
        Lease lease = new Lease(settings, holder, scope, PropertyValues.set(settings, stable()));
        leases.add(lease);
        stable().leadTo(scope);
        return () -> release(lease);
    }

    /** Reports at the end of the session the requests that arrive for a class's tests after the class has ended. */
    synchronized void watch(ClassMock user) {
        users.add(user);
    }

    /** Returns the problem with requests outside of all scopes since the last call; empty if there were none. */
    synchronized Optional<String> past(OpenScope scope) {
        List<RecordedExchange> all = server().exchanges();
        List<RecordedExchange> fresh = all.subList(Math.min(past, all.size()), all.size());
        past = all.size();
        return ClassMock.past(fresh, server(), scope);
    }

    private OpenScope stable() {
        if (stable == null) {
            stable = server().openScope(List.of());
        }
        return stable;
    }

    private synchronized void release(Lease lease) {
        lease.values().close();
        leases.remove(lease);
        Lease latest = leases.peekLast();
        stable().leadTo(latest == null ? null : latest.scope());
    }

    @Override
    public synchronized void close() {
        starting.close();
        users.forEach(user -> user.late().ifPresent(report -> LOG.log(System.Logger.Level.WARNING, report)));
    }

    /**
     * System properties that are set until their test or class ends.
     *
     * @param settings the settings with the properties
     * @param holder the mock of the class
     * @param scope the scope that the URL leads to
     * @param values their previous values
     */
    private record Lease(Settings settings, ClassMock holder, OpenScope scope, PropertyValues values) {}
}
