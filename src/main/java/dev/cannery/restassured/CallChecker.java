package dev.cannery.restassured;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.FindingList;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks the request and the response of a user's call. */
interface CallChecker {
    /** Returns the problem with the request; empty if it may be sent. */
    Optional<String> problemOf(ChatRequest request);

    /** Returns the problem with the response to a request; empty if it is valid. */
    Optional<String> problemOf(ChatRequest request, Reply reply);

    /** Returns the problem with a request to the Responses API of a provider that does not have it. */
    static String lacks(String provider) {
        return "'" + provider
                + "' has no Responses API. Call its chat completions, or use a provider that has it, such as openai";
    }

    /** Returns the failures under a heading, one per line; empty if there are none. */
    static Optional<String> failures(String heading, FindingList findings) {
        return findings.hasFailure()
                ? Optional.of(findings.findings().stream()
                        .filter(Finding::isFailure)
                        .map(found ->
                                "  " + found.code() + "  " + found.mismatch().sentence())
                        .collect(Collectors.joining("\n", heading + ":\n\n", "")))
                : Optional.empty();
    }
}
