package dev.cannery.verify;

import dev.cannery.internal.verify.report.ConsoleReport;
import dev.cannery.internal.verify.result.InteractionResult;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Something that is verified once, by whichever test asks for it first. */
final class SingleRun {
    private static final System.Logger LOG = System.getLogger("dev.cannery.verify");

    private final Verification verification;
    private final String asked;
    private @Nullable InteractionResult result;

    SingleRun(Verification verification, String asked) {
        this.verification = verification;
        this.asked = asked;
    }

    synchronized InteractionResult result() throws InterruptedException {
        if (result == null) {
            result = verification.run();
        }
        return result;
    }

    /** Passes, fails or aborts the test that runs. A warning passes, and is logged. */
    void judge() throws InterruptedException {
        InteractionResult found = result();
        String report = String.join("\n", ConsoleReport.lines(found)) + "\n  " + asked;
        switch (found.status()) {
            case PASS -> {}
            case WARN -> LOG.log(System.Logger.Level.WARNING, "\n" + report);
            case FAIL -> throw new AssertionFailedError("\n" + report);
            case PENDING -> throw new TestAbortedException("\n" + report);
            case SKIP -> throw new TestAbortedException(found.reason());
        }
    }

    /** What is done once. */
    @FunctionalInterface
    interface Verification {
        InteractionResult run() throws InterruptedException;
    }
}
