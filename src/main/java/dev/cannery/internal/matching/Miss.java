package dev.cannery.internal.matching;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.contract.rule.Mismatch;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why no interaction matched a request.
 *
 * @param path the request's path
 * @param loaded the number of loaded interactions
 * @param nearest the nearest interactions, nearest first
 */
public record Miss(String path, int loaded, List<NearMiss> nearest) {
    /** The number of mismatches in the sentence; the table shows all. */
    private static final int SHOWN = 3;

    public Miss {
        nearest = List.copyOf(nearest);
    }

    /** Returns the error response in the provider's format, so that any client shows the mismatched fields in the failing test. */
    public ApiError toApiError() {
        Optional<Mismatch> first = nearest.stream().findFirst().flatMap(NearMiss::firstMismatch);
        String param = first.map(mismatch -> mismatch.path().toString()).orElse(null);
        return new ApiError(404, "no_matching_interaction", "no_matching_interaction", param, sentence());
    }

    /** Returns the miss in one line. */
    public String sentence() {
        String head = "No interaction matched POST " + path + ". ";
        if (nearest.isEmpty()) {
            return head + "No interactions are loaded.";
        }
        NearMiss near = nearest.get(0);
        StringBuilder text = new StringBuilder(head)
                .append("Nearest: '")
                .append(near.title())
                .append("' (")
                .append(near.interaction().source().fileAndLine())
                .append("): ");
        List<String> sentences = near.outcomes().stream()
                .flatMap(outcome -> outcome.mismatches().stream())
                .map(Mismatch::sentence)
                .toList();
        text.append(sentences.stream().limit(SHOWN).collect(Collectors.joining("; ")));
        return sentences.size() > SHOWN
                ? text.append("; and ")
                        .append(sentences.size() - SHOWN)
                        .append(" more")
                        .toString()
                : text.toString();
    }
}
