package dev.cannery.internal.junit.coverage;

import java.util.List;
import java.util.stream.Stream;

/**
 * A share of parts that were exercised.
 *
 * @param used the number of exercised parts
 * @param all the number of all parts
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
