package dev.cannery.matching.index;

import dev.cannery.contract.Interaction;
import dev.cannery.contract.Turn;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which interactions are worth trying. Each waits for one rule of each of its turns: of those that the index can tell not to
 * hold the one that the fewest turns share. An interaction with a turn that has no such rule is always tried.
 */
final class Candidates {
    private static final int[] NOBODY = {};

    private final BitSet always = new BitSet();
    private final BitSet awaited = new BitSet();
    private final Map<Integer, int[]> waiting = new HashMap<>();

    private Candidates() {}

    static Candidates of(List<Interaction> interactions, RuleTable table) {
        Candidates candidates = new Candidates();
        int[] shares = shares(interactions, table);
        for (int i = 0; i < interactions.size(); i++) {
            for (Turn turn : interactions.get(i).turns()) {
                candidates.add(i, table.rulesOf(turn), table, shares);
            }
        }
        return candidates;
    }

    private static int[] shares(List<Interaction> interactions, RuleTable table) {
        int[] shares = new int[table.size()];
        for (Interaction interaction : interactions) {
            for (Turn turn : interaction.turns()) {
                table.rulesOf(turn).numbers().forEach(rule -> shares[rule]++);
            }
        }
        return shares;
    }

    private void add(int interaction, TurnRules rules, RuleTable table, int[] shares) {
        Optional<Integer> best =
                rules.numbers().filter(table::isGuarded).boxed().min(Comparator.comparingInt(rule -> shares[rule]));
        best.ifPresentOrElse(
                rule -> {
                    awaited.set(rule);
                    waiting.merge(rule, new int[] {interaction}, Candidates::joined);
                },
                () -> always.set(interaction));
    }

    /** The interactions worth trying when at most these rules hold; the caller's own. */
    BitSet of(BitSet possible) {
        BitSet candidates = (BitSet) always.clone();
        BitSet met = (BitSet) awaited.clone();
        met.and(possible);
        met.stream().forEach(rule -> {
            for (int interaction : waiting.getOrDefault(rule, NOBODY)) {
                candidates.set(interaction);
            }
        });
        return candidates;
    }

    private static int[] joined(int[] first, int[] next) {
        return IntStream.concat(IntStream.of(first), IntStream.of(next)).toArray();
    }
}
