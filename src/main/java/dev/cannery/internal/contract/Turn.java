package dev.cannery.internal.contract;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One request of an interaction and its answer.
 *
 * @param request the rules on the request
 * @param responses the successive answers to it, at least one; the last repeats
 */
public record Turn(RequestPattern request, List<CannedResponse> responses) {
    /** Statuses that say how busy or broken a server is, whatever the request. */
    private static final Set<Integer> OF_THE_MOMENT = Set.of(408, 409, 425, 429, 500, 502, 503, 504, 529);

    public Turn {
        responses = List.copyOf(responses);
        if (responses.isEmpty()) {
            throw new IllegalArgumentException("a turn needs a response");
        }
    }

    /**
     * What among the responses only the mock can give, so that no provider can be asked for it; empty when there is no such
     * response.
     *
     * @param isGiven whether a declared state of the provider calls for the responses, so that an error of the moment can be asked for
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
            return Optional.of("an error that alternates with an answer");
        }
        return errors.stream()
                .map(error -> error.error().status())
                .filter(status -> !isGiven && OF_THE_MOMENT.contains(status))
                .findFirst()
                .map(status -> "an error of status " + status + ", which depends on the moment");
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
        return completion == null || completion.fault() == null
                ? Optional.empty()
                : Optional.of("the fault '" + completion.fault().kind().word() + "'");
    }
}
