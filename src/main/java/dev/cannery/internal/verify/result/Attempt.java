package dev.cannery.internal.verify.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/**
 * One request that was put, and what was found in its answer.
 *
 * @param turn which turn of the interaction, from 1
 * @param sent what was sent
 * @param answer what came back
 * @param findings what was found
 */
public record Attempt(int turn, Sent sent, Answer answer, List<Finding> findings) {
    public Attempt {
        findings = List.copyOf(findings);
    }

    /** Whether the answer was as promised. */
    public boolean isKept() {
        return findings.stream().noneMatch(Finding::isFailure);
    }

    /**
     * A request as it was sent.
     *
     * @param name what is wrong with it, as {@code an unknown model}; empty for a request of a contract
     * @param body the body, not to be changed
     * @param wrongKey a key that is none, with which it was sent instead of the target's; empty for the target's
     */
    public record Sent(String name, ObjectNode body, String wrongKey) {
        /** A request of a contract. */
        public static Sent of(ObjectNode body) {
            return new Sent("", body, "");
        }
    }

    /**
     * An answer as it came.
     *
     * @param status the status, 0 when there was none
     * @param elapsed how long the answer took in all
     * @param events when each event of a stream came, after the request was sent
     * @param excerpt the beginning of the body, without secrets
     * @param requestId the name that the provider gave the request, as {@code x-request-id: req_1}; empty for none
     */
    public record Answer(int status, Duration elapsed, List<Duration> events, String excerpt, String requestId) {
        /** No answer, since nothing was sent. */
        public static final Answer NONE = new Answer(0, Duration.ZERO, List.of(), "", "");

        public Answer {
            events = List.copyOf(events);
        }
    }
}
