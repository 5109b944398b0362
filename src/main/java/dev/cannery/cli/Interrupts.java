package dev.cannery.cli;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets a second Ctrl-C end the process at once while the first is still being obeyed: the JVM itself would ignore it.
 *
 * <p>Java has no other way to it than a class of the JDK that need not be there. Without it a Ctrl-C works as ever.
 */
final class Interrupts {
    private static final int INTERRUPTED = 130;

    private Interrupts() {}

    static void obeyTheSecondAtOnce() {
        AtomicBoolean isEnding = new AtomicBoolean();
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object obeying = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            obey(isEnding);
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), obeying);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // this JDK has no such class, or is told to leave signals alone
        }
    }

    private static void obey(AtomicBoolean isEnding) {
        if (isEnding.getAndSet(true)) {
            Runtime.getRuntime().halt(INTERRUPTED);
        }
        new Thread(() -> System.exit(INTERRUPTED), "cannery-interrupted").start();
    }

    /** Adds a thread that runs when the process is asked to end. Whether it could: not when the process was asked already. */
    static boolean isAdded(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Removes such a thread. Whether it could: not when the process is about to end, and the thread at work. */
    static boolean isRemoved(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
