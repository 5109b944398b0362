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
 * The chunks of a stream, with the time at which each is due. Choices are streamed in parallel: their n-th deltas are due together.
 *
 * @param elements the elements of {@code choices}, in sending order
 * @param kinds the kind of each delta
 * @param dues when each is due, counted from the moment the request was read
 * @param end when the last one is due, and the end of the stream with it; the response's delay if there are no chunks
 */
record Chunks(List<byte[]> elements, List<Delta.Kind> kinds, List<Duration> dues, Duration end) {
    private static final int OVERHEAD = 48;

    /** Returns the chunks of these choices, each a list of deltas, in elements of this form. */
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

    /** Returns the index of the last chunk of this kind; -1 if there is none. */
    int last(Delta.Kind kind) {
        return kinds.lastIndexOf(kind);
    }

    /** Returns the approximate size of the chunks in memory, in bytes. */
    long weight() {
        return elements.stream().mapToLong(element -> OVERHEAD + element.length).sum();
    }

    /**
     * Returns a stream of these chunks. Its frames are created on demand, so that a stream in progress, or one in the journal, needs no memory for each of them.
     *
     * @param before the frames before the chunks
     * @param head returns the beginning of each chunk
     * @param tail returns the end of each chunk
     * @param after the frames after the chunks
     */
    List<SseFrame> framed(List<SseFrame> before, Head head, Tail tail, List<SseFrame> after) {
        return new Frames(this, before, head, tail, after);
    }

    /** Whether the frames of a list are created on demand, so that it need not be copied to be stored. */
    static boolean areShared(List<SseFrame> frames) {
        return frames instanceof Frames || frames instanceof OutputFrames;
    }

    /** Returns the bytes of a chunk, by its index, up to its element. */
    @FunctionalInterface
    interface Head {
        byte[] of(int chunk);
    }

    /** Returns the bytes of a chunk after its element, by its index and the length of the element. */
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
