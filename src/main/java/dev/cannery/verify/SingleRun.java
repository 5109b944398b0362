package dev.cannery.verify;

import dev.cannery.internal.verify.report.ConsoleReport;
import dev.cannery.internal.verify.result.InteractionResult;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** A verification that runs once, on the first request for its result. */
final class SingleRun {
    private static final System.Logger LOG = System.getLogger("dev.cannery.verify");

    private final Verification verification;
    private final String verified;
    private @Nullable InteractionResult result;

    SingleRun(Verification verification, String verified) {
        this.verification = verification;
        this.verified = verified;
    }

    synchronized InteractionResult result() throws InterruptedException {
        if (result == null) {
            result = verification.run();
        }
        return result;
    }

    /** Passes, fails or aborts the running test. A warning passes and is logged. */
    void check() throws InterruptedException {
        InteractionResult found = result();
        String report = String.join("\n", ConsoleReport.lines(found)) + "\n  " + verified;
        switch (found.status()) {
            case PASS -> {}
            case WARN -> LOG.log(System.Logger.Level.WARNING, "\n" + report);
            case FAIL -> throw new AssertionFailedError("\n" + report);
            case PENDING -> throw new TestAbortedException("\n" + report);
            case SKIP -> throw new TestAbortedException(found.reason());
        }
    }

    /** The verification to run. */
    @FunctionalInterface
    interface Verification {
        InteractionResult run() throws InterruptedException;
    }
}
