package dev.cannery.internal.server;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.example.ExampleRequest;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.response.ResponseRenderer;
import dev.cannery.internal.server.provider.Providers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A completion that is stored from the start because a contract declares it.
 *
 * @param id the id of the completion
 * @param interaction the interaction that declares it
 * @param request the request that it answers
 * @param completion the body as JSON text
 */
record Seed(String id, LoadedInteraction interaction, ChatRequest request, String completion) {
    /** Returns the stored completions that a contract declares. */
    static List<Seed> of(LoadedContract contract, Providers providers, ResponseRenderer renderer) {
        List<Seed> seeds = new ArrayList<>();
        for (LoadedInteraction interaction : contract.interactions()) {
            if (!interaction.isStored()) {
                continue;
            }
            Turn turn = new Match(interaction, 0).turn();
            ChatRequest request = ExampleRequest.of(turn).toChatRequest();
            AnswerStyle style = providers
                    .of(Optional.of(contract.provider()), request.path())
                    .style();
            for (CannedResponse response : turn.responses()) {
                if (response instanceof CannedCompletion completion) {
                    byte[] body = renderer.wholeBody(completion, request, interaction.name(), style);
                    String id = String.valueOf(completion.identity().id());
                    seeds.add(new Seed(id, interaction, request, new String(body, StandardCharsets.UTF_8)));
                }
            }
        }
        return seeds;
    }
}
