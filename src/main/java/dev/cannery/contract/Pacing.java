package dev.cannery.contract;

import java.time.Duration;
import java.util.List;

/**
 * How a streamed answer is cut into chunks and when each is due.
 *
 * @param cut where the text is cut
 * @param first the time from the request to the first chunk
 * @param every the time from each chunk to the next
 * @param jitter how much shorter or longer than {@code every} each wait may be
 * @param seed what the waits grow from: the same one gives the same waits
 */
public record Pacing(Cut cut, Duration first, Duration every, Duration jitter, long seed) {
    /** A chunk for each token, all at once. */
    public static final Pacing UNPACED = new Pacing(new Cut.ByToken(), Duration.ZERO, Duration.ZERO);

    public Pacing {
        requireNotNegative("first", first);
        requireNotNegative("every", every);
        requireNotNegative("jitter", jitter);
    }

    /** A pacing whose waits are all the same. */
    public Pacing(Cut cut, Duration first, Duration every) {
        this(cut, first, every, Duration.ZERO, 0);
    }

    static void requireNotNegative(String name, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, was " + duration);
        }
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
