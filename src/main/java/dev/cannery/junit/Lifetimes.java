package dev.cannery.junit;

import dev.cannery.internal.junit.SessionEnd;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * Keeps things in JUnit's stores so that every version closes them. Before 5.13 a store closes only what implements an interface
 * of JUnit's, and no store lives as long as a launcher session.
 */
final class Lifetimes {
    private static final boolean IS_BEFORE_5_13 =
            !exists("org.junit.jupiter.api.extension.ExtensionContext$StoreScope");

    private Lifetimes() {}

    private static boolean exists(String type) {
        try {
            Class.forName(type, false, ExtensionContext.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** The value of this type in a store, which closes it; made when it is first asked for. */
    static <T extends AutoCloseable> T keep(Store store, Class<T> type, Supplier<T> made) {
        return store.getOrComputeIfAbsent(
                type,
                key -> {
                    T value = made.get();
                    if (IS_BEFORE_5_13) {
                        Before513.closeWith(store, type, value);
                    }
                    return value;
                },
                type);
    }

    /** Closes a value when the store is closed, in place of any of that key before. */
    static void closeWith(Store store, Object key, AutoCloseable value) {
        if (IS_BEFORE_5_13) {
            Before513.closeWith(store, key, value);
        } else {
            store.put(key, value);
        }
    }

    /** The mock that outlives a run: when failed tests run again in the same session, Spring's cached contexts know its URL. */
    static JvmMock ofSession(ExtensionContext context, ExtensionContext.Namespace namespace) {
        return IS_BEFORE_5_13
                ? SessionEnd.keep(JvmMock.class, JvmMock::new)
                : keep(From513.session(context, namespace), JvmMock.class, JvmMock::new);
    }

    /** The mock of the session; empty when it was not started. */
    static Optional<JvmMock> startedOfSession(ExtensionContext context, ExtensionContext.Namespace namespace) {
        return IS_BEFORE_5_13
                ? SessionEnd.kept(JvmMock.class)
                : Optional.ofNullable(From513.session(context, namespace).get(JvmMock.class, JvmMock.class));
    }

    /** What only newer versions have; loaded only with them. */
    private static final class From513 {
        static Store session(ExtensionContext context, ExtensionContext.Namespace namespace) {
            return context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, namespace);
        }
    }

    /** What newer versions deprecate; loaded only with older ones. */
    private static final class Before513 {
        @SuppressWarnings("deprecation")
        static void closeWith(Store store, Object key, AutoCloseable value) {
            store.put(new Closed(key), (Store.CloseableResource) value::close);
        }

        /**
         * The key of what closes a value, next to that of the value.
         *
         * @param key the key of the value
         */
        private record Closed(Object key) {}
    }
}
