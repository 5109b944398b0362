package dev.cannery;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition that another thread fulfils, and fails after a timeout. */
public final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration INTERVAL = Duration.ofMillis(5);

    private Await() {}

    /** Returns once the condition holds; throws an assertion error that names it after twenty seconds. */
    public static void until(String condition, BooleanSupplier holds) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("within " + PATIENCE.toSeconds() + " seconds: " + condition);
            }
            Thread.sleep(INTERVAL.toMillis());
        }
    }
}
