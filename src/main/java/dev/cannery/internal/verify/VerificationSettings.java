package dev.cannery.internal.verify;

import dev.cannery.internal.verify.exchange.Timeouts;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Level;
import dev.cannery.internal.verify.result.RequestedForm;
import dev.cannery.internal.verify.result.Status;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a verification goes about it.
 *
 * @param timeouts how long answers may take
 * @param budget how much may be spent
 * @param concurrency how many requests are under way at once
 * @param forms the forms in which answers are asked for
 * @param requests the folder of the requests that consumer tests recorded; it may be missing
 * @param recordings the folder to keep what comes back in, null to keep nothing
 * @param probesErrors whether the target is also asked what it refuses
 * @param failsOn the least level of a finding that fails an interaction
 */
public record VerificationSettings(
        Timeouts timeouts,
        Budget.Limits budget,
        int concurrency,
        Set<RequestedForm> forms,
        Path requests,
        @Nullable Path recordings,
        boolean probesErrors,
        Level failsOn) {
    /** Both forms, four at a time, with the usual patience. */
    public static final VerificationSettings USUAL = new VerificationSettings(
            Timeouts.USUAL,
            Budget.Limits.NONE,
            4,
            Set.of(RequestedForm.JSON, RequestedForm.STREAM),
            Path.of("target", "cannery", "requests"),
            null,
            true);

    /** The same, where warnings fail nothing. */
    public VerificationSettings(
            Timeouts timeouts,
            Budget.Limits budget,
            int concurrency,
            Set<RequestedForm> forms,
            Path requests,
            @Nullable Path recordings,
            boolean probesErrors) {
        this(timeouts, budget, concurrency, forms, requests, recordings, probesErrors, Level.FAIL);
    }

    public VerificationSettings {
        forms = Set.copyOf(forms);
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency must be 1 or more, was " + concurrency);
        }
        if (forms.isEmpty()) {
            throw new IllegalArgumentException("at least one form must be verified");
        }
    }

    /** The same with this budget. */
    public VerificationSettings withBudget(Budget.Limits limits) {
        return new VerificationSettings(
                timeouts, limits, concurrency, forms, requests, recordings, probesErrors, failsOn);
    }

    /** The same with this patience. */
    public VerificationSettings withTimeouts(Timeouts other) {
        return new VerificationSettings(other, budget, concurrency, forms, requests, recordings, probesErrors, failsOn);
    }

    /** The same with answers in these forms only. */
    public VerificationSettings withForms(Set<RequestedForm> others) {
        return new VerificationSettings(
                timeouts, budget, concurrency, others, requests, recordings, probesErrors, failsOn);
    }

    /** The same without a look at what the target refuses. */
    public VerificationSettings withoutErrors() {
        return new VerificationSettings(timeouts, budget, concurrency, forms, requests, recordings, false, failsOn);
    }

    /** The same, where findings of this level and worse fail an interaction. */
    public VerificationSettings failingOn(Level least) {
        return new VerificationSettings(
                timeouts, budget, concurrency, forms, requests, recordings, probesErrors, least);
    }

    /** The result as these settings see it: a warning is a failure where they say so. */
    InteractionResult judged(InteractionResult result) {
        return result.status() == Status.WARN && failsOn == Level.WARN
                ? result.as(Status.FAIL, "warnings fail it")
                : result;
    }
}
