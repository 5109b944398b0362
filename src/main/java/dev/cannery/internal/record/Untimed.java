package dev.cannery.internal.record;

import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.source.SourceLocation;

/** Interactions and responses without their timing and their origin, which differ whenever the same is recorded again. */
final class Untimed {
    private Untimed() {}

    static LoadedInteraction of(LoadedInteraction interaction) {
        return interaction
                .withTurns(interaction.turns().stream()
                        .map(turn -> new Turn(
                                turn.request(),
                                turn.responses().stream().map(Untimed::of).toList()))
                        .toList())
                .withSource(SourceLocation.CODE);
    }

    static CannedResponse of(CannedResponse response) {
        return response instanceof CannedCompletion completion
                ? new CannedCompletion(
                        completion.choices(),
                        completion.usage(),
                        completion.identity(),
                        completion.delay(),
                        Pacing.UNPACED,
                        completion.head(),
                        completion.fault(),
                        completion.misbehaviours(),
                        completion.recorded())
                : response;
    }
}
