package dev.cannery.internal.matching.index;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Selects the interactions worth trying. Each waits for one rule of each of its turns: the rarest of those that the index can
 * rule out. An interaction with a turn without such a rule is always tried.
 */
final class Candidates {
    private final BitSet always = new BitSet();
    /** For each rule the interactions that wait for it, null when there are none. */
    private final int[] @Nullable [] waiting;

    private Candidates(int rules) {
        this.waiting = new int[rules][];
    }

    static Candidates of(int interactions, RuleTable table) {
        Candidates candidates = new Candidates(table.size());
        int[] shares = shares(interactions, table);
        for (int i = 0; i < interactions; i++) {
            for (int turn = 0; turn < table.turnsOf(i); turn++) {
                candidates.add(i, table.rulesOf(i, turn), table, shares);
            }
        }
        return candidates;
    }

    private static int[] shares(int interactions, RuleTable table) {
        int[] shares = new int[table.size()];
        for (int i = 0; i < interactions; i++) {
            for (int turn = 0; turn < table.turnsOf(i); turn++) {
                table.rulesOf(i, turn).numbers().forEach(rule -> shares[rule]++);
            }
        }
        return shares;
    }

    private void add(int interaction, TurnRules rules, RuleTable table, int[] shares) {
        Optional<Integer> best =
                rules.numbers().filter(table::isGuarded).boxed().min(Comparator.comparingInt(rule -> shares[rule]));
        best.ifPresentOrElse(rule -> waiting[rule] = joined(waiting[rule], interaction), () -> always.set(interaction));
    }

    /** Returns the interactions worth trying when at most these rules hold, in order. */
    int[] of(BitSet possible) {
        IntStream.Builder met = IntStream.builder();
        for (int rule = possible.nextSetBit(0); rule >= 0; rule = possible.nextSetBit(rule + 1)) {
            int[] waiters = waiting[rule];
            if (waiters != null) {
                IntStream.of(waiters).forEach(met);
            }
        }
        IntStream all = always.isEmpty() ? met.build() : IntStream.concat(always.stream(), met.build());
        return all.sorted().distinct().toArray();
    }

    private static int[] joined(int @Nullable [] waiters, int next) {
        if (waiters == null) {
            return new int[] {next};
        }
        int[] joined = Arrays.copyOf(waiters, waiters.length + 1);
        joined[waiters.length] = next;
        return joined;
    }
}
