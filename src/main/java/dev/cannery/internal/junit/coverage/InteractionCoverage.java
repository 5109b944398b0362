package dev.cannery.internal.junit.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The coverage of one interaction, turn by turn.
 *
 * @param contract the contract's name
 * @param interaction the interaction's name
 * @param source its location, such as {@code contracts/weather.yaml:9}
 * @param turns its turns
 */
record InteractionCoverage(String contract, String interaction, String source, List<TurnCoverage> turns) {
    InteractionCoverage {
        turns = List.copyOf(turns);
    }

    boolean isUsed() {
        return turns.stream().anyMatch(turn -> turn.answered().isUsed());
    }

    boolean isSame(InteractionCoverage other) {
        return contract.equals(other.contract) && interaction.equals(other.interaction) && file().equals(other.file());
    }

    /** Returns the contract and its file as a key: interactions of a file are loaded together. */
    String home() {
        return contract + "\n" + file();
    }

    private String file() {
        return source.replaceAll(":\\d+$", "");
    }

    InteractionCoverage after(InteractionCoverage earlier, Predicate<String> isOutdated) {
        List<TurnCoverage> merged = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            merged.add(i < earlier.turns.size() ? turns.get(i).after(earlier.turns.get(i), isOutdated) : turns.get(i));
        }
        return new InteractionCoverage(contract, interaction, source, merged);
    }

    InteractionCoverage without(Predicate<String> isOutdated) {
        return new InteractionCoverage(
                contract,
                interaction,
                source,
                turns.stream().map(turn -> turn.without(isOutdated)).toList());
    }
}
