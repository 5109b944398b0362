package dev.cannery.internal.verify.request;

import java.util.List;

/**
 * The requests of an interaction, or why there are none.
 *
 * @param requests the requests by turn
 * @param problem what the contract lacks, empty when nothing
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
