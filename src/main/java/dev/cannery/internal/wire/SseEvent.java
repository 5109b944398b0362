package dev.cannery.internal.wire;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A server-sent event, or comments that stand alone.
 *
 * @param text the lines with their ends as they were sent, from the blank lines before the event to the one that ends it
 * @param line the number of its first line, from 1
 * @param isEnded whether a blank line ended it; only the last event of a stream may have none
 */
public record SseEvent(String text, int line, boolean isEnded) {
    /** The data of the last event in a stream of completions. */
    public static final String DONE = "[DONE]";

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Returns the lines without their ends, blank ones included, and without a byte order mark at the start of the stream. */
    public List<Line> lines() {
        boolean isMarked = line == 1 && text.startsWith(BYTE_ORDER_MARK);
        return (isMarked ? text.substring(1) : text).lines().map(Line::of).toList();
    }

    /** Returns the data, or null for comments alone. */
    public @Nullable String data() {
        List<String> parts =
                lines().stream().filter(Line::isData).map(Line::value).toList();
        return parts.isEmpty() ? null : String.join("\n", parts);
    }

    /** Returns the event's name, or an empty text if it has none. */
    public String name() {
        return lines().stream().filter(Line::isName).map(Line::value).reduce("", (first, next) -> next);
    }

    /** Returns the same event with other data, which is put in one line. */
    SseEvent withData(String data) {
        boolean[] isWritten = {false};
        String changed = lines().stream()
                .filter(line -> !line.isData() || !isWritten[0])
                .map(line -> {
                    isWritten[0] |= line.isData();
                    return line.isData() ? Line.DATA + ": " + data : line.text();
                })
                .collect(Collectors.joining("\n", "", "\n"));
        return new SseEvent(changed, line, isEnded);
    }

    /**
     * A line of a stream.
     *
     * @param text the line without its end
     * @param field the name before the colon, as {@code data}; empty for a comment and for a blank line
     * @param value what follows the colon, without one blank at its start
     */
    public record Line(String text, String field, String value) {
        private static final String DATA = "data";

        static Line of(String text) {
            int colon = text.indexOf(':');
            if (colon < 0) {
                return new Line(text, text, "");
            }
            boolean isIndented = text.startsWith(" ", colon + 1);
            return new Line(text, text.substring(0, colon), text.substring(colon + (isIndented ? 2 : 1)));
        }

        /** Whether the line holds data. */
        public boolean isData() {
            return field.equals(DATA);
        }

        /** Whether the line names the event. */
        public boolean isName() {
            return field.equals("event");
        }

        /** Whether the line is a comment, which clients skip. */
        public boolean isComment() {
            return text.startsWith(":");
        }

        /** Whether a value follows the colon without the usual blank, which some clients expect. */
        public boolean lacksBlank() {
            return !value.isEmpty() && text.length() == field.length() + 1 + value.length();
        }

        /** Whether the field has a name that the standard does not know and that is not a misspelled {@code data}. */
        public boolean isOtherField() {
            return text.length() > field.length()
                    && field.matches("[A-Za-z][A-Za-z_-]*")
                    && !field.equalsIgnoreCase(DATA);
        }
    }
}
