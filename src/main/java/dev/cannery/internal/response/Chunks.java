package dev.cannery.internal.response;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.response.derived.Schedule;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The contents of a stream's chunks and when each is due. Choices stream side by side: the deltas at the same position of
 * each choice are due together.
 *
 * @param elements the elements of {@code choices} in sending order
 * @param dues when each is sent, counted from the moment the request was read
 * @param end when the last one, and what follows it, is sent; the response's delay when there is none
 */
record Chunks(List<byte[]> elements, List<Duration> dues, Duration end) {
    private static final int OVERHEAD = 48;

    /** Creates the chunks of these choices, each a list of deltas. */
    static Chunks of(List<List<Delta>> choices, DeltaWriter writer, Duration delay, Pacing pacing) {
        List<List<byte[]>> written = new ArrayList<>(choices.size());
        for (List<Delta> choice : choices) {
            int index = written.size();
            written.add(Json.writeAll(choice.stream()
                    .<Json.Writing>map(delta -> out -> writer.write(delta, index, out))
                    .toList()));
        }
        Schedule schedule = new Schedule(delay, pacing);
        int rounds = choices.stream().mapToInt(List::size).max().orElse(0);
        List<byte[]> elements = new ArrayList<>();
        List<Duration> dues = new ArrayList<>();
        Duration due = delay;
        for (int round = 0; round < rounds; round++) {
            due = schedule.next();
            for (List<byte[]> choice : written) {
                if (round < choice.size()) {
                    elements.add(choice.get(round));
                    dues.add(due);
                }
            }
        }
        return new Chunks(elements, dues, due);
    }

    /** Returns the approximate memory that the chunks hold, in bytes. */
    long weight() {
        return elements.stream().mapToLong(element -> OVERHEAD + element.length).sum();
    }

    /**
     * Returns a stream of these chunks. Its frames are created on access, so that streams in the journal or in progress hold no
     * memory per frame.
     *
     * @param before the frames sent before the chunks
     * @param head writes the beginning of each chunk
     * @param tail writes the end of each chunk
     * @param after the frames sent after the chunks
     */
    List<SseFrame> framed(List<SseFrame> before, Head head, Tail tail, List<SseFrame> after) {
        return new Frames(this, before, head, tail, after);
    }

    /** Whether a list of frames holds no memory per frame, so that it can be kept without copying. */
    static boolean areShared(List<SseFrame> frames) {
        return frames instanceof Frames;
    }

    /** Writes the element of {@code choices} that carries a delta of the choice of this index. */
    @FunctionalInterface
    interface DeltaWriter {
        void write(Delta delta, int index, JsonGenerator out) throws IOException;
    }

    /** Returns the beginning of the chunk with this number, up to its element. */
    @FunctionalInterface
    interface Head {
        byte[] of(int chunk);
    }

    /** Returns the end of the chunk with this number; {@code length} is the length of its element in bytes. */
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
            int past = at - chunks.elements.size();
            if (past >= 0) {
                return after.get(past);
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
