package dev.cannery.internal.junit.coverage;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The coverage of all contracts that tests loaded.
 *
 * @param interactions all interactions by contract and location, used or not
 */
record Coverage(List<InteractionCoverage> interactions) {
    Coverage {
        interactions = interactions.stream()
                .sorted(Comparator.comparing(InteractionCoverage::contract)
                        .thenComparing(InteractionCoverage::home)
                        .thenComparingInt(Coverage::line)
                        .thenComparing(InteractionCoverage::interaction))
                .toList();
    }

    private static int line(InteractionCoverage interaction) {
        String line = interaction.source().replaceAll("^.*:", "");
        return line.matches("\\d{1,9}") ? Integer.parseInt(line) : 0;
    }

    /**
     * Returns this coverage with that of earlier runs and other JVMs added, except outdated tests. Contracts that were loaded
     * again keep their current interactions.
     */
    Coverage after(Coverage earlier, Predicate<String> isOutdated) {
        Set<String> loaded =
                interactions.stream().map(InteractionCoverage::home).collect(Collectors.toSet());
        Stream<InteractionCoverage> merged = interactions.stream()
                .map(now -> earlier.interactions.stream()
                        .filter(now::isSame)
                        .findFirst()
                        .map(before -> now.after(before, isOutdated))
                        .orElse(now));
        Stream<InteractionCoverage> others = earlier.interactions.stream()
                .filter(before -> !loaded.contains(before.home()))
                .map(before -> before.without(isOutdated));
        return new Coverage(Stream.concat(merged, others).toList());
    }

    List<String> contracts() {
        return interactions.stream()
                .map(InteractionCoverage::contract)
                .distinct()
                .toList();
    }

    List<InteractionCoverage> of(String contract) {
        return interactions.stream()
                .filter(interaction -> interaction.contract().equals(contract))
                .toList();
    }
}
