package dev.cannery.internal.contract.reader;

import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.example.ExampleRequest;
import dev.cannery.internal.source.SourceNode;
import java.util.List;
import java.util.Optional;

/**
 * Reports what an interaction lacks whose completions are to be stored from the start: a request that they answer, and an id
 * by which each can be retrieved.
 */
final class StoredReview {
    private StoredReview() {}

    /** The interaction, of which something may have been reported. */
    static LoadedInteraction review(LoadedInteraction interaction, SourceNode node, Scope scope) {
        if (interaction.isStored()) {
            SourceNode member = node instanceof SourceNode.Mapping mapping ? mapping.member("stored") : null;
            problem(interaction)
                    .ifPresent(sentence ->
                            scope.member("stored").complain(member == null ? node : member, "'stored' " + sentence));
        }
        return interaction;
    }

    private static Optional<String> problem(LoadedInteraction interaction) {
        if (interaction.isConversation()) {
            return Optional.of("does not apply to a conversation. Write the interaction with 'response'");
        }
        List<CannedResponse> responses = interaction.turns().get(0).responses();
        Optional<String> ofResponses = responses.stream()
                .flatMap(response -> problem(response).stream())
                .findFirst();
        if (ofResponses.isPresent()) {
            return ofResponses;
        }
        long ids = responses.stream()
                .map(response -> ((CannedCompletion) response).identity().id())
                .distinct()
                .count();
        if (ids < responses.size()) {
            return Optional.of("needs another 'id' in each response");
        }
        List<String> missing = ExampleRequest.missingIn(interaction);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("needs a request that can be built: " + String.join(" and ", missing)
                        + (missing.size() == 1 ? " needs" : " need") + " an 'example'");
    }

    private static Optional<String> problem(CannedResponse response) {
        if (!(response instanceof CannedCompletion completion) || completion.fault() != null) {
            return Optional.of("needs a response that is a valid completion and no template");
        }
        return completion.identity().id() == null
                ? Optional.of("needs the 'id' of the completion. Write it in the response, such as 'id: chatcmpl-1'")
                : Optional.empty();
    }
}
