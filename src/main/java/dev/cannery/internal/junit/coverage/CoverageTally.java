package dev.cannery.internal.junit.coverage;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.rule.Absent;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.source.SourceLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Collects which tests exercise which parts of the contracts. */
final class CoverageTally {
    private final Map<Key, Noted> interactions = new LinkedHashMap<>();

    /** Adds the contracts that a test could use. */
    synchronized void load(Collection<LoadedContract> contracts) {
        for (LoadedContract contract : contracts) {
            for (LoadedInteraction interaction : contract.interactions()) {
                interactions.computeIfAbsent(Key.of(contract.name(), interaction), key -> new Noted(interaction));
            }
        }
    }

    /** Adds a request of a test that a turn answered. */
    synchronized void note(String test, String contract, Match match, ChatRequest request) {
        Noted noted = interactions.get(Key.of(contract, match.interaction()));
        if (noted != null) {
            noted.note(test, match.index(), request);
        }
    }

    synchronized Coverage coverage() {
        List<InteractionCoverage> all = new ArrayList<>();
        interactions.forEach((key, noted) -> all.add(noted.coverage(key)));
        return new Coverage(all);
    }

    private record Key(String contract, String interaction, SourceLocation source) {
        static Key of(String contract, LoadedInteraction interaction) {
            return new Key(contract, interaction.name(), interaction.source());
        }
    }

    private static final class Noted {
        private final LoadedInteraction interaction;
        private final IdentityHashMap<Turn, Set<String>> turns = new IdentityHashMap<>();
        private final IdentityHashMap<FieldRule, Set<String>> rules = new IdentityHashMap<>();

        Noted(LoadedInteraction interaction) {
            this.interaction = interaction;
        }

        void note(String test, int index, ChatRequest request) {
            Turn turn = interaction.turns().get(index);
            turns.computeIfAbsent(turn, key -> new TreeSet<>()).add(test);
            for (FieldRule rule : turn.request().rules()) {
                if (rule.constraint() instanceof Absent
                        || !rule.valueIn(request).isMissingNode()) {
                    rules.computeIfAbsent(rule, key -> new TreeSet<>()).add(test);
                }
            }
        }

        InteractionCoverage coverage(Key key) {
            List<TurnCoverage> covered = new ArrayList<>();
            for (Turn turn : interaction.turns()) {
                covered.add(new TurnCoverage(
                        new Exercised("turn " + (covered.size() + 1), tests(turns.get(turn))),
                        turn.request().rules().stream()
                                .map(rule -> new Exercised(rule.part().label(), tests(rules.get(rule))))
                                .toList()));
            }
            return new InteractionCoverage(
                    key.contract(), key.interaction(), key.source().fileAndLine(), covered);
        }

        private static List<String> tests(@org.jspecify.annotations.Nullable Set<String> noted) {
            return noted == null ? List.of() : List.copyOf(noted);
        }
    }
}
