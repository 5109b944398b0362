package dev.cannery.internal.response;

import dev.cannery.internal.chat.style.Template;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.response.derived.Schedule;
import dev.cannery.internal.wire.Json;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/**
 * What the chunks of a stream carry, and when. Choices grow side by side: the deltas at the same place of each are due
 * together.
 *
 * @param elements the elements of {@code choices}, in the order in which they leave
 * @param kinds what the delta of each is
 * @param dues when each leaves, counted from the moment the request was read
 * @param end when the last one leaves, and what follows it; the response's delay when there is none
 */
record Chunks(List<byte[]> elements, List<Delta.Kind> kinds, List<Duration> dues, Duration end) {
    private static final int OVERHEAD = 48;

    /** The chunks of these choices, each a list of deltas, in elements of this form. */
    static Chunks of(List<List<Delta>> choices, Template element, Duration delay, Pacing pacing) {
        List<List<byte[]>> written = new ArrayList<>(choices.size());
        for (List<Delta> choice : choices) {
            int index = written.size();
            written.add(Json.writeAll(choice.stream()
                    .<Json.Writing>map(delta -> out -> delta.writeTo(out, index, element))
                    .toList()));
        }
        Schedule schedule = new Schedule(delay, pacing);
        int rounds = choices.stream().mapToInt(List::size).max().orElse(0);
        List<byte[]> elements = new ArrayList<>();
        List<Delta.Kind> kinds = new ArrayList<>();
        List<Duration> dues = new ArrayList<>();
        Duration due = delay;
        for (int round = 0; round < rounds; round++) {
            due = schedule.next();
            for (int choice = 0; choice < choices.size(); choice++) {
                if (round < choices.get(choice).size()) {
                    elements.add(written.get(choice).get(round));
                    kinds.add(choices.get(choice).get(round).kind());
                    dues.add(due);
                }
            }
        }
        return new Chunks(elements, kinds, dues, due);
    }

    /** The number of the last chunk of this kind, -1 if there is none. */
    int last(Delta.Kind kind) {
        return kinds.lastIndexOf(kind);
    }

    /** About how many bytes of memory they hold. */
    long weight() {
        return elements.stream().mapToLong(element -> OVERHEAD + element.length).sum();
    }

    /**
     * A stream of these chunks. Its frames are made when they are asked for: a stream that the journal remembers, or that is
     * under way, holds nothing for each of them.
     *
     * @param before what leaves ahead of them
     * @param head tells how each chunk begins
     * @param tail tells how each ends
     * @param after what leaves behind them
     */
    List<SseFrame> framed(List<SseFrame> before, Head head, Tail tail, List<SseFrame> after) {
        return new Frames(this, before, head, tail, after);
    }

    /** Whether a list of frames holds nothing for each of them, so that it need not be copied to be kept. */
    static boolean areShared(List<SseFrame> frames) {
        return frames instanceof Frames || frames instanceof OutputFrames;
    }

    /** How the chunk of this number begins, up to its element. */
    @FunctionalInterface
    interface Head {
        byte[] of(int chunk);
    }

    /** How the chunk of this number ends, whose element is so long. */
    @FunctionalInterface
    interface Tail {
        byte[] of(int chunk, int length);
    }

    private static final class Frames extends AbstractList<SseFrame> implements RandomAccess {
        private final Chunks chunks;
        private final List<SseFrame> before;
        private final Head head;
        private final Tail tail;
        private final List<SseFrame> after;

        Frames(Chunks chunks, List<SseFrame> before, Head head, Tail tail, List<SseFrame> after) {
            this.chunks = chunks;
            this.before = before;
            this.head = head;
            this.tail = tail;
            this.after = after;
        }

        @Override
        public SseFrame get(int index) {
            int at = index - before.size();
            if (at < 0) {
                return before.get(index);
            }
            int behind = at - chunks.elements.size();
            if (behind >= 0) {
                return after.get(behind);
            }
            byte[] element = chunks.elements.get(at);
            return SseFrame.of(head.of(at), element, tail.of(at, element.length), chunks.dues.get(at));
        }

        @Override
        public int size() {
            return before.size() + chunks.elements.size() + after.size();
        }
    }
}
