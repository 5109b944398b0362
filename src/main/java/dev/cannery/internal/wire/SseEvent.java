package dev.cannery.internal.wire;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A server-sent event, or comments without an event.
 *
 * @param text the lines with their line ends as sent, from the blank lines before the event to the one that ends it
 * @param line the number of its first line, from 1
 * @param isEnded whether a blank line ended it; only the last event of a stream may lack one
 */
public record SseEvent(String text, int line, boolean isEnded) {
    /** The data of the last event in a stream of completions. */
    public static final String DONE = "[DONE]";

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Returns the lines without line ends, including blank ones, and without a byte order mark at the start of the stream. */
    public List<Line> lines() {
        boolean isMarked = line == 1 && text.startsWith(BYTE_ORDER_MARK);
        return (isMarked ? text.substring(1) : text).lines().map(Line::of).toList();
    }

    /** Returns the data, or null if there are only comments. */
    public @Nullable String data() {
        List<String> parts =
                lines().stream().filter(Line::isData).map(Line::value).toList();
        return parts.isEmpty() ? null : String.join("\n", parts);
    }

    /** Returns the event's name; empty if it has none. */
    public String name() {
        return lines().stream().filter(Line::isName).map(Line::value).reduce("", (first, next) -> next);
    }

    /** Returns the same event with other data, which is written in one line. */
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
     * @param text the line without its line end
     * @param field the name before the colon, such as {@code data}; empty for a comment and for a blank line
     * @param value the text after the colon, without one leading space
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

        /** Whether the line contains data. */
        public boolean isData() {
            return field.equals(DATA);
        }

        /** Whether the line contains the event's name. */
        public boolean isName() {
            return field.equals("event");
        }

        /** Whether the line is a comment, which clients ignore. */
        public boolean isComment() {
            return text.startsWith(":");
        }

        /** Whether the usual space after the colon is missing, which some clients expect. */
        public boolean lacksBlank() {
            return !value.isEmpty() && text.length() == field.length() + 1 + value.length();
        }

        /** Whether the field has a name that the standard does not define and that is not a misspelled {@code data}. */
        public boolean isOtherField() {
            return text.length() > field.length()
                    && field.matches("[A-Za-z][A-Za-z_-]*")
                    && !field.equalsIgnoreCase(DATA);
        }
    }
}
