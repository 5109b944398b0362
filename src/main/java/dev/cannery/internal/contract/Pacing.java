package dev.cannery.internal.contract;

import dev.cannery.LineEnd;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The division of a streamed response into chunks, and the times at which they are due.
 *
 * @param cut where the text is split
 * @param first the time from the request to the first chunk
 * @param every the time from each chunk to the next
 * @param jitter by how much each wait may be shorter or longer than {@code every}
 * @param seed the seed of the random waits: the same seed gives the same waits
 * @param gaps the wait before each chunk, as recorded, instead of the others; chunks beyond the list are sent with the last
 * @param form how the events are formatted
 */
public record Pacing(
        Cut cut, Duration first, Duration every, Duration jitter, long seed, List<Duration> gaps, EventForm form) {
    private static final int MAX_HEARTBEATS = 1_000;

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

    /** Creates a pacing of events in their usual form. */
    public Pacing(Cut cut, Duration first, Duration every, Duration jitter, long seed) {
        this(cut, first, every, jitter, seed, List.of(), EventForm.USUAL);
    }

    /** Creates a pacing with equal waits. */
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
        if (!heartbeat.isZero() && wait.dividedBy(heartbeat) > MAX_HEARTBEATS) {
            throw new IllegalArgumentException("'heartbeat' gives " + wait.dividedBy(heartbeat)
                    + " comments in the longest wait of the stream, the maximum is " + MAX_HEARTBEATS);
        }
    }

    static void requireNotNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a duration must not be negative, was " + duration);
        }
    }

    /**
     * The format of the events of a stream. All formats are valid SSE, which clients must be able to read.
     *
     * @param lineEnd the line terminator
     * @param heartbeat the time between comments that keep the connection alive during a wait; zero for none
     * @param splitsCharacters whether an event is sent in two parts, split inside its first multi-byte character
     */
    public record EventForm(LineEnd lineEnd, Duration heartbeat, boolean splitsCharacters) {
        /** The format of the live API. */
        public static final EventForm USUAL = new EventForm(LineEnd.LF, Duration.ZERO, false);
    }

    /** The way in which a text is split into the deltas of a stream. */
    public sealed interface Cut {
        /** After each token of the model's tokenizer, but never inside a character. */
        record ByToken() implements Cut {}

        /** Before each word; its leading spaces belong to it. */
        record ByWord() implements Cut {}

        /**
         * After a number of user-perceived characters.
         *
         * @param size the number of characters, at least 1
         */
        record BySize(int size) implements Cut {
            public BySize {
                if (size < 1) {
                    throw new IllegalArgumentException("by must be at least 1 character, was " + size);
                }
            }
        }

        /**
         * At given places, even inside a character.
         *
         * @param fragments the fragments of the text
         */
        record ByFragments(List<String> fragments) implements Cut {
            public ByFragments {
                fragments = List.copyOf(fragments);
            }

            /** Returns the text that the fragments make up. */
            public String text() {
                return String.join("", fragments);
            }
        }
    }
}
