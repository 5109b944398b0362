package dev.cannery.internal.verify.probe;

import dev.cannery.internal.verify.probe.FieldVerdict.Treatment;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.Outcome;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.VerificationResults;
import dev.cannery.internal.wire.Secrets;
import java.util.List;

/**
 * The results of a probe.
 *
 * @param refusals the result of the wrong requests; its target, start, duration and number of requests are those of the whole
 *     probe
 * @param fields how the target treats each field of a request
 * @param invalid the errors in its responses, apart from the verdicts on fields
 * @param end why the probe ended early; empty if it did not
 */
public record ProbeReport(VerificationResults refusals, List<FieldVerdict> fields, List<Finding> invalid, String end) {
    public ProbeReport {
        fields = List.copyOf(fields);
        invalid = List.copyOf(invalid);
        end = Secrets.redact(end);
    }

    /** Returns the number of fields with this treatment. */
    public long count(Treatment treatment) {
        return fields.stream().filter(field -> field.treatment() == treatment).count();
    }

    /**
     * Returns the overall outcome: passed if all responses and refusals are valid. An invalid response counts more than fields
     * that were not tried.
     */
    public Outcome outcome() {
        if (!end.isEmpty() && invalid.isEmpty()) {
            return Outcome.UNUSABLE;
        }
        boolean isSound = invalid.isEmpty() && refusals.count(Status.FAIL) == 0;
        return isSound ? Outcome.PASSED : Outcome.FAILED;
    }

    /** Returns the outcome as text. */
    public String summary() {
        if (!end.isEmpty()) {
            return "ended early: " + end;
        }
        return outcome() == Outcome.PASSED
                ? "all responses and refusals are valid"
                : "some responses or refusals are invalid";
    }
}
