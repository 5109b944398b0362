package dev.cannery.internal.wire;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON text that is written once, with numbered marks in place of the values that differ each time it is sent.
 *
 * <p>Immutable and thread-safe.
 */
public final class JsonPattern {
    /** The bytes around the number of a mark. JSON escapes both inside of strings and allows neither outside. */
    private static final char BEGIN = 1;

    private static final char END = 2;
    private static final byte[] NOTHING = {};

    /** The bytes around the marks: one more than there are marks. */
    private final byte[][] segments;

    private final int[] marks;

    private JsonPattern(byte[][] segments, int[] marks) {
        this.segments = segments;
        this.marks = marks;
    }

    /** Returns a writer of a mark in place of a value. */
    public static Json.Writing mark(int number) {
        String mark = BEGIN + String.valueOf(number) + END;
        return out -> out.writeRawValue(mark);
    }

    /** Returns a writer of a mark as the content of a string. */
    public static Json.Writing quotedMark(int number) {
        String mark = "\"" + BEGIN + number + END + "\"";
        return out -> out.writeRawValue(mark);
    }

    /** Returns a text as the JSON string that may replace a mark. */
    public static byte[] text(String value) {
        byte[] bytes = new byte[value.length() + 2];
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            if (letter < ' ' || letter >= 0x7F || letter == '"' || letter == '\\') {
                return Json.compactBytes(TextNode.valueOf(value));
            }
            bytes[i + 1] = (byte) letter;
        }
        bytes[0] = '"';
        bytes[bytes.length - 1] = '"';
        return bytes;
    }

    /** Creates the pattern of a text that was written with marks. */
    public static JsonPattern of(byte[] written) {
        List<byte[]> segments = new ArrayList<>();
        List<Integer> marks = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < written.length; i++) {
            if (written[i] == BEGIN) {
                int end = i;
                while (written[end] != END) {
                    end++;
                }
                segments.add(Arrays.copyOfRange(written, from, i));
                marks.add(Integer.parseInt(new String(written, i + 1, end - i - 1, StandardCharsets.US_ASCII)));
                from = end + 1;
                i = end;
            }
        }
        segments.add(Arrays.copyOfRange(written, from, written.length));
        return new JsonPattern(
                segments.toArray(byte[][]::new),
                marks.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The values of the marks. */
    @FunctionalInterface
    public interface Values {
        /** Returns the JSON that replaces a mark; null to leave the mark. */
        byte @Nullable [] of(int mark);
    }

    /** Returns the text with all values. */
    public byte[] filled(Values values) {
        return filled(0, marks.length, values);
    }

    /** Returns the text up to the first of these marks, with all values; it must not be modified. */
    public byte[] before(int mark, Values values) {
        return filled(0, indexOf(mark), values);
    }

    /** Returns the text after the first of these marks, with all values; it must not be modified. */
    public byte[] after(int mark, Values values) {
        return filled(indexOf(mark) + 1, marks.length, values);
    }

    private int indexOf(int mark) {
        for (int i = 0; i < marks.length; i++) {
            if (marks[i] == mark) {
                return i;
            }
        }
        return marks.length;
    }

    private byte[] filled(int from, int to, Values values) {
        if (from >= to) {
            return from < segments.length ? segments[from] : NOTHING;
        }
        byte[][] filling = new byte[to - from][];
        int length = segments[to].length;
        for (int i = from; i < to; i++) {
            byte[] value = values.of(marks[i]);
            filling[i - from] = value == null ? NOTHING : value;
            length += segments[i].length + filling[i - from].length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (int i = from; i < to; i++) {
            at = put(segments[i], all, at);
            at = put(filling[i - from], all, at);
        }
        put(segments[to], all, at);
        return all;
    }

    private static int put(byte[] part, byte[] all, int at) {
        System.arraycopy(part, 0, all, at, part.length);
        return at + part.length;
    }

    /** Returns the pattern with these values, in which the marks without one are left. */
    public JsonPattern with(Values values) {
        List<byte[]> left = new ArrayList<>();
        int[] leftMarks = new int[marks.length];
        int size = 0;
        int from = 0;
        for (int i = 0; i < marks.length; i++) {
            if (values.of(marks[i]) == null) {
                left.add(filled(from, i, values));
                leftMarks[size++] = marks[i];
                from = i + 1;
            }
        }
        left.add(filled(from, marks.length, values));
        return new JsonPattern(left.toArray(byte[][]::new), Arrays.copyOf(leftMarks, size));
    }

    /** Returns about how many bytes of memory it takes. */
    public long weight() {
        long weight = 0;
        for (byte[] segment : segments) {
            weight += 24 + segment.length;
        }
        return weight;
    }
}
