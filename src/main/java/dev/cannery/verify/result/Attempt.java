package dev.cannery.verify.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/**
 * One request that was put, and what was found in its answer.
 *
 * @param turn which turn of the interaction, from 1
 * @param request the body that was sent, not to be changed
 * @param status the answer's status, 0 when there was none
 * @param elapsed how long the answer took in all
 * @param events when each event of a stream came, after the request was sent
 * @param findings what was found
 */
public record Attempt(
        int turn, ObjectNode request, int status, Duration elapsed, List<Duration> events, List<Finding> findings) {
    public Attempt {
        events = List.copyOf(events);
        findings = List.copyOf(findings);
    }

    /** Whether the answer was as promised. */
    public boolean isKept() {
        return findings.stream().noneMatch(Finding::isFailure);
    }
}
