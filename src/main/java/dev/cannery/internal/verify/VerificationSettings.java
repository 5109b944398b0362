package dev.cannery.internal.verify;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.target.Budget;
import dev.cannery.internal.target.Timeouts;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Level;
import dev.cannery.internal.verify.result.RequestedForm;
import dev.cannery.internal.verify.result.Status;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a verification.
 *
 * @param timeouts how long responses may take
 * @param budget the limits of requests and tokens
 * @param concurrency the number of requests in flight at once
 * @param forms the forms of responses to request
 * @param requests the folder of the requests that consumer tests recorded; it may be missing
 * @param recordings the folder to write replies to, or null to record nothing
 * @param probesErrors whether to send the wrong requests that the target must refuse
 * @param failsOn the lowest level of findings that fail an interaction
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
    /** The defaults: both forms, four requests at a time, default timeouts. */
    public static final VerificationSettings USUAL = new VerificationSettings(
            Timeouts.USUAL,
            Budget.Limits.NONE,
            4,
            Set.of(RequestedForm.JSON, RequestedForm.STREAM),
            Path.of("target", "cannery", "requests"),
            null,
            true);

    /** Creates settings in which warnings do not fail an interaction. */
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
            throw new IllegalArgumentException("at least one form must be selected");
        }
    }

    /** Returns the endpoints to which requests are sent, in the order in which they are declared. */
    public List<ChatEndpoint> endpoints() {
        return forms.stream().map(RequestedForm::endpoint).distinct().sorted().toList();
    }

    /** Returns these settings with another budget. */
    public VerificationSettings withBudget(Budget.Limits limits) {
        return new VerificationSettings(
                timeouts, limits, concurrency, forms, requests, recordings, probesErrors, failsOn);
    }

    /** Returns these settings with other timeouts. */
    public VerificationSettings withTimeouts(Timeouts other) {
        return new VerificationSettings(other, budget, concurrency, forms, requests, recordings, probesErrors, failsOn);
    }

    /** Returns these settings with the forms that they have, at these endpoints. */
    public VerificationSettings at(Collection<ChatEndpoint> endpoints) {
        return withForms(endpoints.stream()
                .flatMap(endpoint -> forms.stream().map(form -> form.at(endpoint)))
                .collect(Collectors.toSet()));
    }

    /** Returns these settings with only these forms. */
    public VerificationSettings withForms(Set<RequestedForm> others) {
        return new VerificationSettings(
                timeouts, budget, concurrency, others, requests, recordings, probesErrors, failsOn);
    }

    /** Returns these settings without the wrong requests that the target must refuse. */
    public VerificationSettings withoutErrors() {
        return new VerificationSettings(timeouts, budget, concurrency, forms, requests, recordings, false, failsOn);
    }

    /** Returns these settings with another level from which findings fail an interaction. */
    public VerificationSettings failingOn(Level least) {
        return new VerificationSettings(
                timeouts, budget, concurrency, forms, requests, recordings, probesErrors, least);
    }

    /** Returns the result, with warnings changed to failures if these settings require it. */
    InteractionResult judged(InteractionResult result) {
        return result.status() == Status.WARN && failsOn == Level.WARN
                ? result.as(Status.FAIL, "warnings count as failures")
                : result;
    }
}
