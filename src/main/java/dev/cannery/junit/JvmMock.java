package dev.cannery.junit;

import dev.cannery.server.ChatScope;
import dev.cannery.server.MockChatServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The server that classes share, and the one URL of it that leads to whichever test set system properties. */
final class JvmMock implements AutoCloseable {
    private final StartingServer starting = StartingServer.start();
    private final Map<String, String> owners = new HashMap<>();
    private @Nullable ChatScope stable;

    /** The server, once it has started. */
    MockChatServer server() {
        return starting.started();
    }

    /**
     * Sets the properties that the settings ask for, to a URL that leads to this scope until the lease is closed.
     *
     * @throws ExtensionConfigurationException when another test that runs has set one of them
     */
    synchronized AutoCloseable lease(Settings settings, ChatScope scope) {
        if (settings.properties().isEmpty()) {
            return () -> {};
        }
        if (!owners.isEmpty()) {
            Map.Entry<String, String> other = owners.entrySet().iterator().next();
            throw new ExtensionConfigurationException(settings.where() + ": the system properties "
                    + PropertyValues.names(settings.properties()) + " cannot be set, because " + other.getValue()
                    + " runs at the same time and has set " + other.getKey()
                    + ". Put @ResourceLock(Resources.SYSTEM_PROPERTIES) on both");
        }
        ChatScope led = stable();
        PropertyValues values = PropertyValues.set(settings, led);
        owners.put(PropertyValues.names(settings.properties()), settings.where());
        led.leadTo(scope);
        return () -> release(values, led);
    }

    private ChatScope stable() {
        if (stable == null) {
            stable = server().openScope(List.of());
        }
        return stable;
    }

    private synchronized void release(PropertyValues values, ChatScope led) {
        values.close();
        owners.clear();
        led.leadTo(null);
    }

    @Override
    public void close() {
        starting.close();
    }
}
