package dev.cannery.internal.response.output;

import dev.cannery.internal.response.derived.DerivedIds;
import dev.cannery.internal.wire.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an event that is sent many times with another fragment and another number. They are written once, with marks for what
 * differs.
 */
final class EventPattern {
    private static final int PADDING_UNIT = 16;

    private final List<byte[]> segments = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();

    /** Creates the pattern of an event that was written with marks. */
    EventPattern(byte[] event) {
        int from = 0;
        for (int i = 0; i < event.length; i++) {
            if (event[i] > 0 && event[i] <= Mark.values().length) {
                segments.add(slice(event, from, i));
                marks.add(Mark.values()[event[i] - 1]);
                from = i + 1;
            }
        }
        segments.add(slice(event, from, event.length));
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** What differs between the events of a pattern. Each is marked by a byte that JSON and the lines of an event cannot hold. */
    enum Mark {
        /** The fragment. */
        DELTA(1),
        /** The letters that hide its length. */
        PADDING(2),
        /** The number of the event. */
        NUMBER(3),
        /** The probabilities of its tokens. */
        LOGPROBS(4);

        private final char mark;

        Mark(int mark) {
            this.mark = (char) mark;
        }

        /** Returns what writes the mark in place of a value. */
        Json.Writing writing() {
            String text = String.valueOf(mark);
            String value = this == PADDING ? '"' + text + '"' : text;
            return out -> out.writeRawValue(value);
        }
    }

    /**
     * What stands for the marks of one event.
     *
     * @param delta the fragment as JSON
     * @param length its number of characters
     * @param logprobs the probabilities of its tokens as JSON, null for none
     * @param number the number of the event
     * @param padding what derives the letters, null for none
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Filling(
            byte[] delta,
            int length,
            byte @Nullable [] logprobs,
            int number,
            @Nullable DerivedIds padding) {}

    /** Returns the event up to the fragment. */
    byte[] head(Filling filling) {
        int delta = marks.indexOf(Mark.DELTA);
        return delta == 0 ? segments.get(0) : joined(0, delta, filling);
    }

    /** Returns the event after the fragment. */
    byte[] tail(Filling filling) {
        return joined(marks.indexOf(Mark.DELTA) + 1, marks.size(), filling);
    }

    private byte[] joined(int from, int to, Filling filling) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(256);
        joined.writeBytes(segments.get(from));
        for (int i = from; i < to; i++) {
            joined.writeBytes(
                    switch (marks.get(i)) {
                        case DELTA -> filling.delta();
                        case PADDING -> padding(filling);
                        case NUMBER -> String.valueOf(filling.number()).getBytes(StandardCharsets.US_ASCII);
                        case LOGPROBS -> filling.logprobs() == null ? NO_LOGPROBS : filling.logprobs();
                    });
            joined.writeBytes(segments.get(i + 1));
        }
        return joined.toByteArray();
    }

    private static final byte[] NO_LOGPROBS = "[]".getBytes(StandardCharsets.US_ASCII);

    /** Fragment and letters together have a multiple of 16 characters (18,806 of 18,816 recorded). */
    private static byte[] padding(Filling filling) {
        DerivedIds letters = filling.padding();
        byte[] padding = new byte[(PADDING_UNIT - filling.length() % PADDING_UNIT) % PADDING_UNIT];
        if (letters != null) {
            letters.pad(padding, 0, padding.length, filling.number());
        }
        return padding;
    }
}
