package dev.cannery.internal.verify.probe;

import dev.cannery.internal.verify.probe.FieldVerdict.Treatment;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.Outcome;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.VerificationResults;
import dev.cannery.internal.wire.Secrets;
import java.util.List;

/**
 * Everything that a probe found.
 *
 * @param refusals how the target refuses what it must refuse; whom was asked, when, for how long and how often is that of the
 *     whole probe
 * @param fields what it does with each field of a request
 * @param unsound what is wrong with its answers, apart from the verdicts on fields
 * @param end why not everything was asked, empty when all was
 */
public record ProbeReport(VerificationResults refusals, List<FieldVerdict> fields, List<Finding> unsound, String end) {
    public ProbeReport {
        fields = List.copyOf(fields);
        unsound = List.copyOf(unsound);
        end = Secrets.redact(end);
    }

    /** How many fields are treated like this. */
    public long count(Treatment treatment) {
        return fields.stream().filter(field -> field.treatment() == treatment).count();
    }

    /**
     * What it comes to. A target that answers soundly and refuses as it should keeps what it promises; an unsound answer
     * counts more than what was not asked.
     */
    public Outcome outcome() {
        if (!end.isEmpty() && unsound.isEmpty()) {
            return Outcome.UNUSABLE;
        }
        boolean isSound = unsound.isEmpty() && refusals.count(Status.FAIL) == 0;
        return isSound ? Outcome.KEPT : Outcome.BROKEN;
    }

    /** The same for people. */
    public String words() {
        if (!end.isEmpty()) {
            return "ended early: " + end;
        }
        return outcome() == Outcome.KEPT ? "answers and refusals are valid" : "some answers or refusals are not valid";
    }
}
