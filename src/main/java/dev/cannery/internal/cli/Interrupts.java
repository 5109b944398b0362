package dev.cannery.internal.cli;

import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends the process at once on a second Ctrl-C while the first is still being handled; the JVM itself ignores it.
 *
 * <p>This needs {@code sun.misc.Signal}, which a JDK may lack. Without it, Ctrl-C works as usual.
 */
final class Interrupts {
    private static final int INTERRUPTED = 130;
    private static final int PATIENCE_SECONDS = 10;

    private Interrupts() {}

    static void exitOnSecondInterrupt() {
        AtomicBoolean isEnding = new AtomicBoolean();
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object handling = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            onInterrupt(isEnding);
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), handling);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // this JDK has no such class, or runs without signal handling
        }
    }

    private static void onInterrupt(AtomicBoolean isEnding) {
        if (isEnding.getAndSet(true)) {
            Runtime.getRuntime().halt(INTERRUPTED);
        }
        new Thread(() -> System.exit(INTERRUPTED), "cannery-interrupted").start();
    }

    /**
     * Runs some work on this thread and interrupts it when the process is asked to end. The process then waits a few seconds
     * at most for the work to report its partial results.
     */
    static <T> T finishing(Callable<T> work) throws Exception {
        Thread worker = Thread.currentThread();
        CountDownLatch over = new CountDownLatch(1);
        Thread stop = new Thread(
                () -> {
                    worker.interrupt();
                    await(over);
                },
                "cannery-stop");
        if (!isAdded(stop)) {
            return work.call();
        }
        exitOnSecondInterrupt();
        try {
            return work.call();
        } finally {
            over.countDown();
            isRemoved(stop);
        }
    }

    private static void await(CountDownLatch over) {
        try {
            over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Adds a thread that runs when the process is asked to end. Returns false if the process has already been asked to end. */
    static boolean isAdded(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Removes such a thread. Returns false if the process is already ending and the thread is running. */
    static boolean isRemoved(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
