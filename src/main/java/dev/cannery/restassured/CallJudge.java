package dev.cannery.restassured;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.verify.exchange.Reply;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.FindingList;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges a call that a user makes. */
interface CallJudge {
    /** Returns what is wrong with the request; empty if it may be sent. */
    Optional<String> problemOf(ChatRequest request);

    /** Returns what is wrong with the response to a request that was sent; empty if it is valid. */
    Optional<String> problemOf(ChatRequest request, Reply reply);

    /** Returns the failures under a heading, one a line; empty if there are none. */
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
