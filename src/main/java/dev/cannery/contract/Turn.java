package dev.cannery.contract;

import java.util.List;

/**
 * One request of an interaction and its answer.
 *
 * @param request the rules on the request
 * @param responses the successive answers to it, at least one; the last repeats
 */
public record Turn(RequestPattern request, List<CannedResponse> responses) {
    public Turn {
        responses = List.copyOf(responses);
        if (responses.isEmpty()) {
            throw new IllegalArgumentException("a turn needs a response");
        }
    }
}
