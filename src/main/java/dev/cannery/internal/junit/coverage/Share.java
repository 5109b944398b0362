package dev.cannery.internal.junit.coverage;

import java.util.List;
import java.util.stream.Stream;

/**
 * How many of how many.
 *
 * @param used how many were exercised
 * @param all how many there are
 */
record Share(long used, long all) {
    static Share ofInteractions(List<InteractionCoverage> interactions) {
        return new Share(
                interactions.stream().filter(InteractionCoverage::isUsed).count(), interactions.size());
    }

    static Share ofTurns(List<InteractionCoverage> interactions) {
        return of(turns(interactions).map(TurnCoverage::answered).toList());
    }

    static Share ofRules(List<InteractionCoverage> interactions) {
        return of(turns(interactions).flatMap(turn -> turn.rules().stream()).toList());
    }

    private static Stream<TurnCoverage> turns(List<InteractionCoverage> interactions) {
        return interactions.stream().flatMap(interaction -> interaction.turns().stream());
    }

    private static Share of(List<Exercised> parts) {
        return new Share(parts.stream().filter(Exercised::isUsed).count(), parts.size());
    }

    boolean isWhole() {
        return used == all;
    }

    @Override
    public String toString() {
        return used + " of " + all;
    }
}
