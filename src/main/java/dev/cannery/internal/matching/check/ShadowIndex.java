package dev.cannery.internal.matching.check;

import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPattern;
import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.AnyOf;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Exemplified;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.TextMatch;
import dev.cannery.internal.matching.Implication;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds, for each interaction, an earlier one that matches whenever it does.
 *
 * <p>An earlier interaction is stored under one key that every interaction has which it can shadow: a literal, or three letters
 * of a text in one of its rules, or only the part of the request of a rule. The rarest of its keys is used. So each interaction is
 * compared with few others, and the time is linear in their number.
 */
final class ShadowIndex {
    private static final int GRAM = 3;
    private static final String EVERYTHING = "";

    private final Map<String, List<LoadedInteraction>> byKey = new HashMap<>();

    /** Returns an earlier interaction that always matches first; conversations neither have nor are one. */
    Optional<LoadedInteraction> shadowOf(LoadedInteraction later) {
        if (later.isConversation()) {
            return Optional.empty();
        }
        RequestPattern pattern = patternOf(later);
        Set<String> keys = new HashSet<>(Set.of(EVERYTHING));
        pattern.rules().forEach(rule -> collectNarrowKeys(rule.part().label(), rule.constraint(), keys));
        return keys.stream()
                .flatMap(key -> byKey.getOrDefault(key, List.of()).stream())
                .filter(earlier -> shadows(patternOf(earlier), pattern))
                .findFirst();
    }

    void add(LoadedInteraction earlier) {
        if (!earlier.isConversation()) {
            byKey.computeIfAbsent(rarestKey(patternOf(earlier)), key -> new ArrayList<>())
                    .add(earlier);
        }
    }

    private static RequestPattern patternOf(LoadedInteraction interaction) {
        return interaction.turns().get(0).request();
    }

    private static boolean shadows(RequestPattern earlier, RequestPattern later) {
        // a strict interaction matches what another strict one matches only if it mentions the same fields
        if (earlier.isStrict() && (!later.isStrict() || !fieldsOf(earlier).containsAll(fieldsOf(later)))) {
            return false;
        }
        return earlier.rules().stream()
                .allMatch(wide -> later.rules().stream()
                        .anyMatch(narrow -> narrow.part().equals(wide.part())
                                && Implication.holds(narrow.constraint(), wide.constraint())));
    }

    private static List<String> fieldsOf(RequestPattern pattern) {
        return pattern.rules().stream().map(rule -> rule.part().field()).toList();
    }

    private String rarestKey(RequestPattern pattern) {
        Set<String> keys = new HashSet<>();
        pattern.rules().forEach(rule -> collectWideKeys(rule.part().label(), rule.constraint(), keys));
        return keys.stream()
                .min(Comparator.comparingInt((String key) ->
                                byKey.getOrDefault(key, List.of()).size())
                        .thenComparing(Comparator.reverseOrder()))
                .orElse(EVERYTHING);
    }

    /** Collects keys that every constraint implied by this one also has. */
    private static void collectWideKeys(String label, Constraint constraint, Set<String> keys) {
        if (constraint instanceof AnyOf) {
            keys.add(label);
        } else {
            collectKeys(label, constraint, keys, ShadowIndex::collectWideKeys);
        }
    }

    private static void collectNarrowKeys(String label, Constraint constraint, Set<String> keys) {
        if (constraint instanceof AnyOf any) {
            // what all options imply, the first one implies
            collectNarrowKeys(label, any.options().get(0), keys);
        } else {
            collectKeys(label, constraint, keys, ShadowIndex::collectNarrowKeys);
        }
    }

    private static void collectKeys(String label, Constraint constraint, Set<String> keys, Collector inside) {
        keys.add(label);
        if (constraint instanceof Exemplified exemplified) {
            inside.collect(label, exemplified.constraint(), keys);
        } else if (constraint instanceof AllOf all) {
            all.parts().forEach(part -> inside.collect(label, part, keys));
        } else if (constraint instanceof Literal literal && literal.value().isTextual()) {
            keys.add(label + ":=" + literal.value().textValue());
            collectGrams(label, literal.value().textValue(), keys);
        } else if (constraint instanceof TextMatch match) {
            collectGrams(label, match.text(), keys);
        }
    }

    @FunctionalInterface
    private interface Collector {
        void collect(String label, Constraint constraint, Set<String> keys);
    }

    private static void collectGrams(String label, String text, Set<String> keys) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i + GRAM <= lower.length(); i++) {
            keys.add(label + ":~" + lower.substring(i, i + GRAM));
        }
    }
}
