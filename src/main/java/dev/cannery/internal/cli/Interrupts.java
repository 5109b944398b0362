package dev.cannery.internal.cli;

import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets a second Ctrl-C end the process at once while the first is still being obeyed: the JVM itself would ignore it.
 *
 * <p>Java has no other way to it than a class of the JDK that need not be there. Without it a Ctrl-C works as ever.
 */
final class Interrupts {
    private static final int INTERRUPTED = 130;
    private static final int PATIENCE_SECONDS = 10;

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
            // this JDK has no such class, or runs without signal handling
        }
    }

    private static void obey(AtomicBoolean isEnding) {
        if (isEnding.getAndSet(true)) {
            Runtime.getRuntime().halt(INTERRUPTED);
        }
        new Thread(() -> System.exit(INTERRUPTED), "cannery-interrupted").start();
    }

    /**
     * Does some work on this thread, which is interrupted when the process is asked to end. The process ends when the work has
     * told what it found by then, but not later than a few seconds.
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
        obeyTheSecondAtOnce();
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
