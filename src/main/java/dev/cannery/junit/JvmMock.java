package dev.cannery.junit;

import dev.cannery.server.ChatScope;
import dev.cannery.server.MockChatServer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The server that classes share, and the one URL of it that leads to whichever test set system properties. */
final class JvmMock implements AutoCloseable {
    private final StartingServer starting = StartingServer.start();
    private final Deque<Lease> leases = new ArrayDeque<>();
    private @Nullable ChatScope stable;

    /** The server, once it has started. */
    MockChatServer server() {
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
    public void close() {
        starting.close();
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
