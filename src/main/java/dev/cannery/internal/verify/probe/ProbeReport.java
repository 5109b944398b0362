package dev.cannery.internal.verify.probe;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.verify.probe.FieldVerdict.Treatment;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Outcome;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.VerificationResults;
import dev.cannery.internal.wire.Secrets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The results of a probe.
 *
 * @param results the results of the wrong requests and of those that every server answers; its target, start, duration and number
 *     of requests are those of the whole probe
 * @param endpoints the results of each endpoint
 */
public record ProbeReport(VerificationResults results, List<OfEndpoint> endpoints) {
    public ProbeReport {
        endpoints = List.copyOf(endpoints);
    }

    /**
     * The results of one endpoint.
     *
     * @param endpoint the endpoint
     * @param fields how the target treats each field of a request
     * @param invalid the errors in its responses, apart from the verdicts on fields
     * @param end why the probe of this endpoint ended early; empty if it did not
     */
    public record OfEndpoint(ChatEndpoint endpoint, List<FieldVerdict> fields, List<Finding> invalid, String end) {
        public OfEndpoint {
            fields = List.copyOf(fields);
            invalid = List.copyOf(invalid);
            end = Secrets.redact(end);
        }

        /** Returns the number of fields with this treatment. */
        public long count(Treatment treatment) {
            return fields.stream()
                    .filter(field -> field.treatment() == treatment)
                    .count();
        }
    }

    /** Returns the number of fields with this treatment, at all endpoints. */
    public long count(Treatment treatment) {
        return endpoints.stream().mapToLong(one -> one.count(treatment)).sum();
    }

    /**
     * Returns the overall outcome: passed if all responses and refusals are valid. An invalid response counts more than fields
     * that were not tried.
     */
    public Outcome outcome() {
        if (endpoints.stream().anyMatch(this::isInvalid)) {
            return Outcome.FAILED;
        }
        return endpoints.stream().allMatch(one -> one.end().isEmpty()) ? Outcome.PASSED : Outcome.UNUSABLE;
    }

    /** Whether an endpoint has invalid responses. Where the probe ended early, refusals may have the same reason. */
    private boolean isInvalid(OfEndpoint one) {
        return !one.invalid().isEmpty()
                || (one.end().isEmpty()
                        && results.results().stream()
                                .filter(result -> result.subject().form().endpoint() == one.endpoint())
                                .map(InteractionResult::status)
                                .anyMatch(Status.FAIL::equals));
    }

    /** Returns the outcome as text: why the probe ended early, or whether the responses are valid. */
    public String summary() {
        if (!end().isEmpty()) {
            boolean isEverywhere = endpoints.stream().noneMatch(one -> one.end().isEmpty());
            return "ended early" + (isEverywhere ? "" : " at " + pathsOfEnds()) + ": " + end();
        }
        return outcome() == Outcome.PASSED
                ? "all responses and refusals are valid"
                : "some responses or refusals are invalid";
    }

    /** Returns why the probe ended early, at one endpoint or all; empty if it did not. */
    public String end() {
        return endpoints.stream()
                .map(OfEndpoint::end)
                .filter(end -> !end.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private String pathsOfEnds() {
        return endpoints.stream()
                .filter(one -> !one.end().isEmpty())
                .map(one -> one.endpoint().path())
                .collect(Collectors.joining(" and "));
    }
}
