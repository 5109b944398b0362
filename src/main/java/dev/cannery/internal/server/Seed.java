package dev.cannery.internal.server;

import dev.cannery.internal.chat.ChatEndpoint;
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
import dev.cannery.internal.server.responses.GivenResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A completion or Response that is stored from the start because a contract declares it.
 *
 * @param id its id
 * @param interaction the interaction that declares it
 * @param given the answer to the request that is built from the interaction's rules
 */
record Seed(String id, LoadedInteraction interaction, GivenResponse given) {
    /** Returns what a contract declares as stored. The id of a completion tells at which endpoint it is stored. */
    static List<Seed> of(LoadedContract contract, Providers providers, ResponseRenderer renderer) {
        List<Seed> seeds = new ArrayList<>();
        for (LoadedInteraction interaction : contract.interactions()) {
            if (!interaction.isStored()) {
                continue;
            }
            Turn turn = new Match(interaction, 0).turn();
            for (CannedResponse response : turn.responses()) {
                if (response instanceof CannedCompletion completion) {
                    boolean isResponse = completion.identity().isOfResponse();
                    ChatRequest request = ExampleRequest.of(turn)
                            .at(isResponse ? ChatEndpoint.RESPONSES : ChatEndpoint.CHAT_COMPLETIONS);
                    AnswerStyle style = providers
                            .of(Optional.of(contract.provider()), request.path())
                            .style();
                    seeds.add(new Seed(
                            String.valueOf(completion.identity().id()),
                            interaction,
                            new GivenResponse(renderer, completion, request, interaction.name(), style)));
                }
            }
        }
        return seeds;
    }

    /** Stores it where its endpoint finds it. */
    void storeIn(Memory memory) {
        if (isResponse()) {
            memory.responses().store(given);
        } else {
            memory.stored().add(given.request(), given.whole());
        }
    }

    /** Removes it, unless a client has done so. */
    void removeFrom(Memory memory) {
        if (isResponse()) {
            memory.responses().removeResponse(id);
        } else {
            memory.stored().remove(id);
        }
    }

    private boolean isResponse() {
        return given.request().endpoint() == ChatEndpoint.RESPONSES;
    }
}
