package dev.cannery.contract.reader;

import dev.cannery.contract.Pacing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The times of a recorded stream, as its marks tell them. Each delta of a choice is as late as it was recorded; of choices that
 * grow side by side the last one tells.
 */
final class StubTimes {
    private final Map<StubChoice, List<Duration>> deltas = new HashMap<>();
    private Duration now = Duration.ZERO;
    private boolean isMarked;

    void pass(Duration gap) {
        isMarked = true;
        now = now.plus(gap);
    }

    /** An event of this choice has been read. */
    void endEvent(StubChoice choice) {
        List<Duration> times = deltas.computeIfAbsent(choice, fresh -> new ArrayList<>());
        while (times.size() < choice.deltaCount()) {
            times.add(now);
        }
    }

    /** The pacing of the recording, cut where the recording was; none without a mark. */
    Pacing pacing(Collection<StubChoice> choices) {
        if (!isMarked) {
            return Pacing.UNPACED;
        }
        List<String> pieces =
                choices.stream().flatMap(choice -> choice.pieces().stream()).toList();
        return new Pacing(
                pieces.isEmpty() ? new Pacing.Cut.ByToken() : new Pacing.Cut.ByPieces(pieces),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                0,
                gaps(),
                Pacing.EventForm.USUAL);
    }

    private List<Duration> gaps() {
        int rounds = deltas.values().stream().mapToInt(List::size).max().orElse(0);
        List<Duration> gaps = new ArrayList<>(rounds);
        Duration before = Duration.ZERO;
        for (int round = 0; round < rounds; round++) {
            Duration due = before;
            for (List<Duration> times : deltas.values()) {
                due = round < times.size() && times.get(round).compareTo(due) > 0 ? times.get(round) : due;
            }
            gaps.add(due.minus(before));
            before = due;
        }
        return gaps;
    }
}
