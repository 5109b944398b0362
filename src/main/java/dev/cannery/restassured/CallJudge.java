package dev.cannery.restassured;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.verify.exchange.Reply;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.FindingList;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is to be said of a user's own call. */
interface CallJudge {
    /** What is wrong with the request; empty when it may be sent. */
    Optional<String> complaintOf(ChatRequest request);

    /** What is wrong with the answer to a request that was sent; empty when it is sound. */
    Optional<String> complaintOf(ChatRequest request, Reply reply);

    /** The failures in sentences under a heading; empty when there are none. */
    static Optional<String> told(String heading, FindingList findings) {
        return findings.hasFailure()
                ? Optional.of(findings.findings().stream()
                        .filter(Finding::isFailure)
                        .map(found ->
                                "  " + found.code() + "  " + found.mismatch().sentence())
                        .collect(Collectors.joining("\n", heading + ":\n\n", "")))
                : Optional.empty();
    }
}
