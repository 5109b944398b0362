package dev.cannery.internal.verify.request;

import java.util.List;

/**
 * The requests of an interaction, or the reason why none can be built.
 *
 * @param requests the requests, one for each turn
 * @param problem what is missing in the contract; empty if nothing is
 */
public record RequestPlan(List<PlannedRequest> requests, String problem) {
    public RequestPlan {
        requests = List.copyOf(requests);
    }

    static RequestPlan of(List<PlannedRequest> requests) {
        return new RequestPlan(requests, "");
    }

    static RequestPlan lacking(String problem) {
        return new RequestPlan(List.of(), problem);
    }
}
