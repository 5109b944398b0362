package dev.cannery.internal.cli;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.verify.VerificationCase;
import dev.cannery.internal.verify.VerificationRun;
import dev.cannery.internal.verify.report.EarlierResults;
import dev.cannery.internal.verify.result.InteractionResult;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that refer to the results of an earlier run. */
final class EarlierOptions {
    @Option(
            names = "--only-failed",
            paramLabel = "RESULTS",
            description = "Verify only what failed in this file of an earlier --json.")
    private @Nullable Path earlier;

    @Option(
            names = "--baseline",
            paramLabel = "RESULTS",
            description = "Known failures: what failed in this file of an earlier --json does not fail the run.")
    private @Nullable Path baseline;

    /** Whether to send the requests that the target must refuse: not if they passed in the earlier run. */
    boolean asksRefusals() {
        if (earlier == null) {
            return true;
        }
        EarlierResults results = read(earlier);
        return hasFailedRefusals(results)
                || Arrays.stream(ChatEndpoint.values())
                        .map(VerificationRun::refusalsSubject)
                        .noneMatch(results::has);
    }

    private static boolean hasFailedRefusals(EarlierResults results) {
        return Arrays.stream(ChatEndpoint.values())
                .map(VerificationRun::refusalsSubject)
                .anyMatch(results::hasFailed);
    }

    List<VerificationCase> chosen(List<VerificationCase> cases) {
        if (earlier == null) {
            return cases;
        }
        EarlierResults results = read(earlier);
        List<VerificationCase> failed =
                cases.stream().filter(one -> results.hasFailed(one.subject())).toList();
        if (failed.isEmpty() && !hasFailedRefusals(results)) {
            throw new UserError("--only-failed: none of the " + cases.size() + " cases failed according to '" + earlier
                    + "', so there is nothing to verify again");
        }
        return failed;
    }

    /** Returns the function that applies the baseline to results. Reads the file now, so that an error costs no requests. */
    UnaryOperator<InteractionResult> judge() {
        return baseline == null ? result -> result : asBaseline(baseline)::judged;
    }

    private static EarlierResults asBaseline(Path file) {
        try {
            return read(file).asBaseline();
        } catch (IllegalArgumentException e) {
            throw new UserError("--baseline: " + e.getMessage());
        }
    }

    private static EarlierResults read(Path file) {
        try {
            return EarlierResults.read(file);
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }
}
