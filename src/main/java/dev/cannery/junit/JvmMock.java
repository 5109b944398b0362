package dev.cannery.junit;

import dev.cannery.RecordedExchange;
import dev.cannery.internal.server.ChatScope;
import dev.cannery.internal.server.MockServer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The server that classes share, and the one URL of it that leads to whichever test set system properties. */
final class JvmMock implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.cannery.junit");

    private final StartingServer starting = StartingServer.start();
    private final Deque<Lease> leases = new ArrayDeque<>();
    private @Nullable ChatScope stable;
    private final List<ClassMock> users = new ArrayList<>();
    private int past;

    /** The server, once it has started. */
    MockServer server() {
        return starting.started();
    }

    /**
     * Sets the properties that the settings ask for, to a URL that leads to this scope until what is returned is run.
     *
     * @param holder the mock of the class that asks, or whose method does
     * @throws ExtensionConfigurationException when a test of another class runs and has set some
     */
    synchronized Runnable lease(Settings settings, ClassMock holder, ChatScope scope) {
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

    /** Reports at the end of the session what still comes to the tests of a class when that has ended. */
    synchronized void watch(ClassMock user) {
        users.add(user);
    }

    /** Reports the requests since the last call that came to no scope of the server; empty if there were none. */
    synchronized Optional<String> past(ChatScope scope) {
        List<RecordedExchange> all = server().exchanges();
        List<RecordedExchange> fresh = all.subList(Math.min(past, all.size()), all.size());
        past = all.size();
        return ClassMock.past(fresh, server(), scope);
    }

    private ChatScope stable() {
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
     * Properties that are set until their test or class is over.
     *
     * @param settings what asked for them
     * @param holder the mock of the class
     * @param scope where they lead
     * @param values what they were before
     */
    private record Lease(Settings settings, ClassMock holder, ChatScope scope, PropertyValues values) {}
}
