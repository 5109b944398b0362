package dev.cannery.internal.verify.request;

import java.util.List;

/**
 * The requests of an interaction, or the reason why none can be built.
 *
 * @param requests the requests, one for each turn
 * @param problem what is missing in the contract; empty if nothing is
 * @param unsuited why the requests cannot be sent to the endpoint, which is no fault of the contract; empty if they can
 */
public record RequestPlan(List<PlannedRequest> requests, String problem, String unsuited) {
    public RequestPlan {
        requests = List.copyOf(requests);
    }

    static RequestPlan of(List<PlannedRequest> requests) {
        return new RequestPlan(requests, "", "");
    }

    static RequestPlan lacking(String problem) {
        return new RequestPlan(List.of(), problem, "");
    }

    static RequestPlan unsuited(String why) {
        return new RequestPlan(List.of(), "", why);
    }

    /** Returns this plan with other requests. */
    public RequestPlan with(List<PlannedRequest> others) {
        return new RequestPlan(others, problem, unsuited);
    }
}
