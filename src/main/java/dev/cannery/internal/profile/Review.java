package dev.cannery.internal.profile;

import dev.cannery.internal.chat.ApiError;
import java.util.List;
import java.util.Optional;

/**
 * The problems that a provider would find in a request.
 *
 * @param profile the profile's name
 * @param requestType the name of the request's type in the provider's documentation
 * @param findings all problems, in the order in which the provider reports them
 */
public record Review(String profile, String requestType, List<ApiError> findings) {
    /** Keeps its own copy of the list. */
    public Review {
        findings = List.copyOf(findings);
    }

    /** Returns the error that the provider would send; empty when it would accept the request. */
    public Optional<ApiError> refusal() {
        return findings.stream().findFirst();
    }
}
