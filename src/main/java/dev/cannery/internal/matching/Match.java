package dev.cannery.internal.matching;

import dev.cannery.Interaction;
import dev.cannery.RecordedExchange;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedTemplate;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.Turn;
import org.jspecify.annotations.Nullable;

/**
 * The turn that answers a request.
 *
 * @param interaction the interaction
 * @param index the index of the turn, from 0
 */
public record Match(LoadedInteraction interaction, int index) {
    /** Returns the turn that answered a recorded request; null if there was none. */
    public static @Nullable Match of(RecordedExchange exchange) {
        Interaction interaction = exchange.conclusion().answeredBy();
        return interaction == null
                ? null
                : new Match(
                        LoadedInteraction.of(interaction), exchange.conclusion().turn());
    }

    /**
     * Returns the chosen response with its templates filled in.
     *
     * @param chosen one of the turn's responses
     * @throws dev.cannery.internal.contract.template.TemplateException when a template cannot be filled in
     */
    public CannedResponse fill(CannedResponse chosen, ChatRequest request) {
        if (!(chosen instanceof CannedTemplate template)) {
            return chosen;
        }
        return template.fill(request, turn().request().groupsIn(request));
    }

    /** Returns the turn itself. */
    public Turn turn() {
        return interaction.turns().get(index);
    }
}
