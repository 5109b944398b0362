package dev.cannery.internal.profile;

import dev.cannery.internal.chat.ApiError;
import java.util.List;
import java.util.Optional;

/**
 * What a provider would find wrong with a request.
 *
 * @param profile the profile's name
 * @param requestType the name of the request's type in that provider's documents
 * @param findings everything that is wrong, in the order in which the provider reports it
 */
public record Review(String profile, String requestType, List<ApiError> findings) {
    /** Keeps its own copy of the list. */
    public Review {
        findings = List.copyOf(findings);
    }

    /** Returns the error that the provider would answer; empty when it would accept the request. */
    public Optional<ApiError> refusal() {
        return findings.stream().findFirst();
    }
}
