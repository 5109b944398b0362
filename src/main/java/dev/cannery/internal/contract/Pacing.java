package dev.cannery.internal.contract;

import dev.cannery.LineEnd;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a streamed answer is cut into chunks and when each is due.
 *
 * @param cut where the text is cut
 * @param first the time from the request to the first chunk
 * @param every the time from each chunk to the next
 * @param jitter how much shorter or longer than {@code every} each wait may be
 * @param seed what the waits grow from: the same one gives the same waits
 * @param gaps the wait ahead of each chunk, as it was recorded, instead of the others; chunks beyond come with the last
 * @param form how the events are written
 */
public record Pacing(
        Cut cut, Duration first, Duration every, Duration jitter, long seed, List<Duration> gaps, EventForm form) {
    private static final int MOST_HEARTBEATS = 1_000;

    /** A chunk for each token, all at once. */
    public static final Pacing UNPACED = new Pacing(new Cut.ByToken(), Duration.ZERO, Duration.ZERO);

    public Pacing {
        requireNotNegative(first);
        requireNotNegative(every);
        requireNotNegative(jitter);
        gaps = List.copyOf(gaps);
        gaps.forEach(gap -> requireNotNegative(gap));
        requireFewHeartbeats(form.heartbeat(), longest(first, every.plus(jitter), gaps));
    }

    /** A pacing of events in their usual form. */
    public Pacing(Cut cut, Duration first, Duration every, Duration jitter, long seed) {
        this(cut, first, every, jitter, seed, List.of(), EventForm.USUAL);
    }

    /** A pacing whose waits are all the same. */
    public Pacing(Cut cut, Duration first, Duration every) {
        this(cut, first, every, Duration.ZERO, 0);
    }

    private static Duration longest(Duration first, Duration every, List<Duration> gaps) {
        return Stream.concat(Stream.of(first, every), gaps.stream())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static void requireFewHeartbeats(Duration heartbeat, Duration wait) {
        requireNotNegative(heartbeat);
        if (!heartbeat.isZero() && wait.dividedBy(heartbeat) > MOST_HEARTBEATS) {
            throw new IllegalArgumentException("'heartbeat' makes " + wait.dividedBy(heartbeat)
                    + " lines in the longest wait of the stream, the most are " + MOST_HEARTBEATS);
        }
    }

    static void requireNotNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a duration must not be negative, was " + duration);
        }
    }

    /**
     * How the events of a stream are written: all of it is sound SSE, which a client must be able to read.
     *
     * @param lineEnd what ends a line
     * @param heartbeat the time between the comments that keep the connection alive in a wait; zero for none
     * @param splitsCharacters whether an event leaves in two parts, cut between the bytes of its first character of several
     */
    public record EventForm(LineEnd lineEnd, Duration heartbeat, boolean splitsCharacters) {
        /** As the live API writes them. */
        public static final EventForm USUAL = new EventForm(LineEnd.LF, Duration.ZERO, false);
    }

    /** Where a text is cut into the deltas of a stream. */
    public sealed interface Cut {
        /** After each token of the model's tokenizer, but never inside a character. */
        record ByToken() implements Cut {}

        /** Before each word; its leading blanks go with it. */
        record ByWord() implements Cut {}

        /**
         * After so many characters as people see them; 1 is a character at a time.
         *
         * @param size how many, 1 or more
         */
        record BySize(int size) implements Cut {
            public BySize {
                if (size < 1) {
                    throw new IllegalArgumentException("by must be 1 or more characters, was " + size);
                }
            }
        }

        /**
         * Where it is said, inside a character even.
         *
         * @param pieces the text, cut
         */
        record ByPieces(List<String> pieces) implements Cut {
            public ByPieces {
                pieces = List.copyOf(pieces);
            }

            /** The text that the pieces make up. */
            public String text() {
                return String.join("", pieces);
            }
        }
    }
}
