package dev.cannery.internal.contract;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One request of an interaction and its responses.
 *
 * @param request the rules on the request
 * @param responses the successive responses, at least one; the last repeats
 */
public record Turn(RequestPattern request, List<CannedResponse> responses) {
    /** Statuses that depend on the state of a server, not on the request. */
    private static final Set<Integer> OF_THE_MOMENT = Set.of(408, 409, 425, 429, 500, 502, 503, 504, 529);

    public Turn {
        responses = List.copyOf(responses);
        if (responses.isEmpty()) {
            throw new IllegalArgumentException("a turn needs a response");
        }
    }

    /**
     * Returns which of the responses only the mock can give, so that a provider cannot be verified; empty when there is none.
     *
     * @param isGiven whether a declared state of the provider causes the responses, so that temporary errors can be verified
     */
    Optional<String> onlyOfMock(boolean isGiven) {
        for (CannedResponse response : responses) {
            Optional<String> reason = onlyOfMock(response);
            if (reason.isPresent()) {
                return reason;
            }
        }
        List<CannedError> errors = responses.stream()
                .filter(CannedError.class::isInstance)
                .map(CannedError.class::cast)
                .toList();
        if (!errors.isEmpty() && errors.size() < responses.size()) {
            return Optional.of("an error that alternates with a completion");
        }
        return errors.stream()
                .map(error -> error.error().status())
                .filter(status -> !isGiven && OF_THE_MOMENT.contains(status))
                .findFirst()
                .map(status -> "an error with status " + status + ", which is temporary");
    }

    private static Optional<String> onlyOfMock(CannedResponse response) {
        if (response instanceof CannedFault fault) {
            return Optional.of("the fault '" + fault.kind().word() + "'");
        }
        if (response instanceof CannedBody) {
            return Optional.of("a literal body");
        }
        CannedCompletion completion = response instanceof CannedTemplate template
                ? template.written()
                : response instanceof CannedCompletion plain ? plain : null;
        if (completion == null || completion.isValid()) {
            return Optional.empty();
        }
        return Optional.of(
                completion.fault() == null
                        ? "the misbehaviour '"
                                + completion.misbehaviours().get(0).word() + "'"
                        : "the fault '" + completion.fault().kind().word() + "'");
    }
}
