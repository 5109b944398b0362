package dev.cannery.internal.response.output;

import dev.cannery.internal.response.derived.DerivedIds;
import dev.cannery.internal.wire.JsonPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events that stream a Response, written once for all requests that get the same answer, with marks for the values that differ. The events of a
 * run of fragments share one pattern.
 */
public final class OutputEvents {
    private static final byte[] NOTHING = {};
    private static final byte[] NO_LOGPROBS = "[]".getBytes(StandardCharsets.US_ASCII);
    private static final int OVERHEAD = 32;
    private static final int PADDING_UNIT = 16;

    private final List<Run> runs = new ArrayList<>();
    private final List<Timing> timings = new ArrayList<>();

    /** When an event is sent. */
    public enum Timing {
        /** With the event before it. */
        WITH_PREVIOUS,
        /** With the fragment after it. */
        WITH_NEXT,
        /** When its fragment is due. */
        FRAGMENT
    }

    /**
     * The bytes of an event, in three parts, of which equal streams share the second.
     *
     * @param head the beginning
     * @param middle the fragment, empty if it has none
     * @param tail the end
     */
    @SuppressWarnings("ArrayRecordComponent") // compared with nothing
    public record Bytes(byte[] head, byte[] middle, byte[] tail) {}

    /**
     * Events with the same pattern.
     *
     * @param start the number of the first
     * @param fragments the fragment of each; null for a single event without a fragment
     * @param logprobs the probabilities of the tokens of each as JSON; empty if there are none
     */
    private record Run(
            JsonPattern pattern, int start, @Nullable Fragments fragments, List<byte[]> logprobs) {
        long weight() {
            return OVERHEAD
                    + pattern.weight()
                    + (fragments == null
                            ? 0
                            : (long) OVERHEAD * fragments.texts().size());
        }
    }

    /** Returns the number of events. */
    public int size() {
        return timings.size();
    }

    /** Returns when an event is sent. */
    public Timing timing(int index) {
        return timings.get(index);
    }

    /** Returns about how many bytes of memory they hold, without the fragments, which equal texts share. */
    public long weight() {
        return runs.stream().mapToLong(Run::weight).sum();
    }

    /** Adds an event without a fragment. */
    void add(byte[] event, Timing timing) {
        runs.add(new Run(JsonPattern.of(event), size(), null, List.of()));
        timings.add(timing);
    }

    /**
     * Adds the events of a text.
     *
     * @param event the event, with marks for its number, its fragment, and the values that belong to the fragment
     * @param logprobs the probabilities of the tokens of each fragment as JSON; empty if there are none
     */
    void addFragments(byte[] event, Fragments fragments, List<byte[]> logprobs) {
        int events = fragments.texts().size();
        if (events == 0) {
            return;
        }
        runs.add(new Run(JsonPattern.of(event), size(), fragments, List.copyOf(logprobs)));
        for (int i = 0; i < events; i++) {
            timings.add(Timing.FRAGMENT);
        }
    }

    /**
     * Returns the events of one stream.
     *
     * @param values the values of the marks that are the same in all of its events
     * @param padding derives the letters that hide the lengths of fragments; null if they are not hidden
     */
    public Filled with(JsonPattern.Values values, @Nullable DerivedIds padding) {
        return new Filled(this, values, padding);
    }

    /**
     * The events of one stream. Events are created on demand, so that a stream in progress, or one in the journal, needs little memory.
     */
    public static final class Filled {
        private final OutputEvents events;
        private final JsonPattern.Values values;
        private final @Nullable DerivedIds padding;
        /** The pattern of the last run of fragments that was asked for, with the values of this stream. */
        private volatile @Nullable Known known;

        private record Known(Run run, JsonPattern pattern) {}

        private Filled(OutputEvents events, JsonPattern.Values values, @Nullable DerivedIds padding) {
            this.events = events;
            this.values = values;
            this.padding = padding;
        }

        /** Returns an event. */
        public Bytes at(int index) {
            Run run = runOf(index);
            Fragments fragments = run.fragments();
            if (fragments == null) {
                return new Bytes(NOTHING, run.pattern().filled(values), NOTHING);
            }
            int fragment = index - run.start();
            JsonPattern pattern = patternOf(run);
            JsonPattern.Values own = mark -> switch (mark) {
                case Marks.PADDING -> padding(fragments.lengths().get(fragment), index);
                case Marks.NUMBER -> Marks.number(index);
                case Marks.LOGPROBS ->
                    run.logprobs().isEmpty() ? NO_LOGPROBS : run.logprobs().get(fragment);
                default -> NOTHING;
            };
            return new Bytes(
                    pattern.before(Marks.DELTA, own), fragments.json().get(fragment), pattern.after(Marks.DELTA, own));
        }

        private JsonPattern patternOf(Run run) {
            Known last = known;
            if (last == null || last.run.start() != run.start()) {
                last = new Known(run, run.pattern().with(values));
                known = last;
            }
            return last.pattern;
        }

        private Run runOf(int index) {
            List<Run> runs = events.runs;
            int low = 0;
            int high = runs.size() - 1;
            while (low < high) {
                int middle = (low + high + 1) >>> 1;
                if (runs.get(middle).start() <= index) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return runs.get(low);
        }

        /** Fragment and letters together have a multiple of 16 characters (18,806 of 18,816 recorded). */
        private byte[] padding(int length, int event) {
            byte[] letters = new byte[(PADDING_UNIT - length % PADDING_UNIT) % PADDING_UNIT];
            if (padding != null) {
                padding.pad(letters, 0, letters.length, event);
            }
            return letters;
        }
    }
}
