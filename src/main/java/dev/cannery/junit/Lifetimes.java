package dev.cannery.junit;

import dev.cannery.internal.junit.SessionEnd;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * Puts values into JUnit's stores so that every JUnit version closes them. Before 5.13, a store closes only values that
 * implement an interface of JUnit, and no store lives as long as a launcher session.
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

    /** Returns the value of this type in a store, creating it on first use. The store closes it. */
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

    /** Closes a value when the store is closed, replacing an earlier value of the same key. */
    static void closeWith(Store store, Object key, AutoCloseable value) {
        if (IS_BEFORE_5_13) {
            Before513.closeWith(store, key, value);
        } else {
            store.put(key, value);
        }
    }

    /** Returns the shared mock of the launcher session. It outlives a run, since Spring's cached contexts keep its URL when failed tests run again. */
    static JvmMock ofSession(ExtensionContext context, ExtensionContext.Namespace namespace) {
        return IS_BEFORE_5_13
                ? SessionEnd.keep(JvmMock.class, JvmMock::new)
                : keep(From513.session(context, namespace), JvmMock.class, JvmMock::new);
    }

    /** Returns the shared mock of the session; empty if it was not started. */
    static Optional<JvmMock> startedOfSession(ExtensionContext context, ExtensionContext.Namespace namespace) {
        return IS_BEFORE_5_13
                ? SessionEnd.find(JvmMock.class)
                : Optional.ofNullable(From513.session(context, namespace).get(JvmMock.class, JvmMock.class));
    }

    /** Calls that exist only in newer versions; loaded only with them. */
    private static final class From513 {
        static Store session(ExtensionContext context, ExtensionContext.Namespace namespace) {
            return context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, namespace);
        }
    }

    /** Calls that newer versions deprecate; loaded only with older ones. */
    private static final class Before513 {
        @SuppressWarnings("deprecation")
        static void closeWith(Store store, Object key, AutoCloseable value) {
            store.put(new Closed(key), (Store.CloseableResource) value::close);
        }

        /**
         * The key of the entry that closes a value.
         *
         * @param key the key of the value
         */
        private record Closed(Object key) {}
    }
}
