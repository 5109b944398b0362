package dev.cannery.internal.response.output;

import dev.cannery.internal.response.derived.DerivedIds;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events that stream a Response. The events of a run of fragments are put together when they are asked for: a stream that is under
 * way, or that is remembered, holds only the fragments.
 */
public final class OutputEvents {
    private static final byte[] NOTHING = {};
    private static final int OVERHEAD = 32;

    private final List<Run> runs = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
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

    private interface Run {
        Bytes at(int index);

        long weight();
    }

    /** Returns the number of events. */
    public int size() {
        return timings.size();
    }

    /** Returns when an event is sent. */
    public Timing timing(int index) {
        return timings.get(index);
    }

    /** Returns an event. */
    public Bytes at(int index) {
        int low = 0;
        int high = starts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts.get(middle) <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return runs.get(low).at(index - starts.get(low));
    }

    /** Returns about how many bytes of memory they hold. */
    public long weight() {
        return runs.stream().mapToLong(Run::weight).sum();
    }

    void add(byte[] event, Timing timing) {
        add(
                new Run() {
                    @Override
                    public Bytes at(int index) {
                        return new Bytes(NOTHING, event, NOTHING);
                    }

                    @Override
                    public long weight() {
                        return (long) OVERHEAD + event.length;
                    }
                },
                1,
                timing);
    }

    /**
     * Adds the events of a text.
     *
     * @param fragments the fragments as JSON
     * @param lengths their numbers of characters
     * @param logprobs the probabilities of the tokens of each as JSON; empty if there are none
     * @param padding what derives the letters that hide their lengths, null for none
     */
    void addFragments(
            EventPattern pattern,
            List<byte[]> fragments,
            List<Integer> lengths,
            List<byte[]> logprobs,
            @Nullable DerivedIds padding) {
        if (fragments.isEmpty()) {
            return;
        }
        int first = size();
        add(
                new Run() {
                    @Override
                    public Bytes at(int index) {
                        EventPattern.Filling filling = new EventPattern.Filling(
                                fragments.get(index),
                                lengths.get(index),
                                logprobs.isEmpty() ? null : logprobs.get(index),
                                first + index,
                                padding);
                        return new Bytes(pattern.head(filling), filling.delta(), pattern.tail(filling));
                    }

                    @Override
                    public long weight() {
                        return fragments.stream()
                                .mapToLong(fragment -> OVERHEAD + fragment.length)
                                .sum();
                    }
                },
                fragments.size(),
                Timing.FRAGMENT);
    }

    private void add(Run run, int events, Timing timing) {
        runs.add(run);
        starts.add(size());
        for (int i = 0; i < events; i++) {
            timings.add(timing);
        }
    }
}
