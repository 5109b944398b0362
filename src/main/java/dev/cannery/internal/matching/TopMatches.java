package dev.cannery.internal.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The turns nearest to a request, nearest first: those with the smallest failing share. Of equals, the one with more rules that
 * hold is nearer, because that is less likely by accident; then the one that was tried first.
 */
final class TopMatches {
    private static final Comparator<Rank> NEAREST_FIRST = Comparator.comparingDouble(Rank::shareThatFails)
            .thenComparing(Rank::holding, Comparator.reverseOrder())
            .thenComparingInt(Rank::failing);

    private final int size;
    private final List<Rank> ranks = new ArrayList<>();

    TopMatches(int size) {
        this.size = size;
    }

    void add(Rank rank) {
        int at = ranks.size();
        while (at > 0 && NEAREST_FIRST.compare(rank, ranks.get(at - 1)) < 0) {
            at--;
        }
        if (at < size) {
            ranks.add(at, rank);
            if (ranks.size() > size) {
                ranks.remove(size);
            }
        }
    }

    /** Returns the nearer of two, the first of equals. */
    static Rank nearer(@Nullable Rank first, Rank second) {
        return first == null || NEAREST_FIRST.compare(second, first) < 0 ? second : first;
    }

    List<Rank> ranks() {
        return ranks;
    }

    /**
     * The nearness of one turn.
     *
     * @param interaction the index of the interaction
     * @param turn the index of the turn
     * @param holding the weight of its rules that hold, except those that hold only because a value is missing
     * @param failing the weight of its rules that fail, including fields that a strict interaction does not mention
     * @param like how much of what fails is compensated by similar texts
     */
    record Rank(int interaction, int turn, int holding, int failing, double like) {
        /** An additional failing weight, which matters more for turns with few rules, whose share is less meaningful. */
        private static final double DOUBT = 0.5;

        /** Returns the failing share: three of five rules that hold are nearer than none of one, although fewer fail there. */
        double shareThatFails() {
            return failing == 0 ? 0 : (failing - like + DOUBT) / (holding + failing + DOUBT);
        }
    }

    /** Counts the rules of one turn that hold and that fail. */
    static final class Tally {
        private int holding;
        private int failing;
        private double like;

        Tally(int failing) {
            this.failing = failing;
        }

        void holds(int weight) {
            holding += weight;
        }

        void fails(int weight, double likeness) {
            failing += weight;
            like += weight * likeness;
        }

        Rank rankOf(int interaction, int turn) {
            return new Rank(interaction, turn, holding, failing, like);
        }
    }
}
