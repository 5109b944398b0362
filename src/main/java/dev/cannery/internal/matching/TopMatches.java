package dev.cannery.internal.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The turns that came nearest to a request, nearest first: those of which the least fails. Of equals the one of which more
 * holds is nearer, since that is less by chance; of these the one that was tried first.
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

    /** The nearer one of two, of equals the first. */
    static Rank nearer(@Nullable Rank first, Rank second) {
        return first == null || NEAREST_FIRST.compare(second, first) < 0 ? second : first;
    }

    List<Rank> ranks() {
        return ranks;
    }

    /**
     * How near one turn came.
     *
     * @param interaction the index of the interaction in the list of all
     * @param turn which of its turns
     * @param holding how many of its rules hold, some of which count for more than one; those that hold of nothing do not
     * @param failing how many do not, fields that a strict one does not mention among them
     * @param like how much of what fails is made up for by texts that are nearly those of the request
     */
    record Rank(int interaction, int turn, int holding, int failing, double like) {
        /** As if half a rule more had failed: where much is judged, a share says more than where there is little. */
        private static final double DOUBT = 0.5;

        /** Three of five rules that hold are nearer than none of one, though fewer fail there. */
        double shareThatFails() {
            return failing == 0 ? 0 : (failing - like + DOUBT) / (holding + failing + DOUBT);
        }
    }

    /** Counts what holds of one turn and what fails. */
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
