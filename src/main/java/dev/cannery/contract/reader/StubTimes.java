package dev.cannery.contract.reader;

import dev.cannery.contract.Pacing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The times of a recorded stream, as its marks tell them: one gap for the opening, each piece of text, and the end. */
final class StubTimes {
    private final List<Duration> gaps = new ArrayList<>();
    private Duration passed = Duration.ZERO;
    private int pieces;
    private boolean isMarked;

    void pass(Duration gap) {
        isMarked = true;
        passed = passed.plus(gap);
    }

    /** An event ended, and so many pieces of text have been read by now. */
    void endEvent(int piecesByNow) {
        if (gaps.isEmpty()) {
            take();
        }
        for (; pieces < piecesByNow; pieces++) {
            take();
        }
    }

    private void take() {
        gaps.add(passed);
        passed = Duration.ZERO;
    }

    /** The pacing of the recording, cut where the recording was if it has one text; none without a mark. */
    Pacing pacing(Collection<StubChoice> choices) {
        if (!isMarked) {
            return Pacing.UNPACED;
        }
        take();
        Optional<Pacing.Cut.ByPieces> cut =
                choices.size() == 1 ? choices.iterator().next().cut() : Optional.empty();
        return new Pacing(
                cut.<Pacing.Cut>map(pieces -> pieces).orElse(new Pacing.Cut.ByToken()),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                0,
                gaps,
                Pacing.EventForm.USUAL);
    }
}
