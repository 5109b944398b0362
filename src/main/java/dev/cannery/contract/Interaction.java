package dev.cannery.contract;

import java.util.List;

/**
 * One pair of the contract: rules on a request, and the answer to every request that satisfies them.
 *
 * @param name the name, unique in its contract
 * @param source where it is written
 * @param request the rules
 * @param responses the successive answers, at least one; the last repeats
 * @param notes words for people, never looked at when matching
 */
public record Interaction(
        String name, SourceLocation source, RequestPattern request, List<CannedResponse> responses, Notes notes) {
    public Interaction {
        responses = List.copyOf(responses);
    }

    /**
     * Words for people.
     *
     * @param description what the interaction is for; empty when not said
     * @param tags labels to choose interactions by
     */
    public record Notes(String description, List<String> tags) {
        /** No words at all. */
        public static final Notes NONE = new Notes("", List.of());

        public Notes {
            tags = List.copyOf(tags);
        }
    }
}
