package dev.cannery.internal.verify.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/**
 * One request that was sent, and the findings in its response.
 *
 * @param turn the turn of the interaction, from 1
 * @param sent the request
 * @param answer the response
 * @param findings the findings in the response
 */
public record Attempt(int turn, Sent sent, Answer answer, List<Finding> findings) {
    public Attempt {
        findings = List.copyOf(findings);
    }

    /** Whether the response has no failure. */
    public boolean hasPassed() {
        return findings.stream().noneMatch(Finding::isFailure);
    }

    /**
     * A request that was sent.
     *
     * @param name what is wrong with it, such as {@code an unknown model}; empty for a request of a contract
     * @param body the body, not to be changed
     * @param wrongKey the invalid key that it was sent with; empty if it was sent with the target's key
     */
    public record Sent(String name, ObjectNode body, String wrongKey) {
        /** Returns a request of a contract. */
        public static Sent of(ObjectNode body) {
            return new Sent("", body, "");
        }
    }

    /**
     * A response that was received.
     *
     * @param status the status; 0 if there was no response
     * @param elapsed the time until the end of the response
     * @param events the arrival time of each event of a stream, since the request was sent
     * @param excerpt the beginning of the body, without secrets
     * @param requestId the provider's id of the request, such as {@code x-request-id: req_1}; empty for none
     */
    public record Answer(int status, Duration elapsed, List<Duration> events, String excerpt, String requestId) {
        /** No response, since nothing was sent. */
        public static final Answer NONE = new Answer(0, Duration.ZERO, List.of(), "", "");

        public Answer {
            events = List.copyOf(events);
        }
    }
}
