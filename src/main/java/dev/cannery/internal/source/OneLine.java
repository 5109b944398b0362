package dev.cannery.internal.source;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words for a complaint, which stays in one line that can be read, whatever a file holds. */
public final class OneLine {
    private static final int LONGEST_MESSAGE = 1_000;
    private static final int LONGEST_VALUE = 60;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final int IDEOGRAPHIC_SPACE = 0x3000;

    /** GitHub's, Azure's and TeamCity's runners obey these anywhere in a line. */
    private static final Pattern ORDER = Pattern.compile("(##\\w*)\\[");

    /** GitHub's runner obeys this at the beginning of a line. */
    private static final Pattern COMMAND = Pattern.compile("^(\\s*)::");

    private OneLine() {}

    /** A whole message, cut where it is very long. */
    public static String of(String message) {
        return shown(message, LONGEST_MESSAGE);
    }

    /** A value of the file, cut where it is long. */
    public static String value(String text) {
        return shown(text, LONGEST_VALUE);
    }

    /** Whether each character of the text can be seen, and none breaks the line. */
    public static boolean isVisible(String text) {
        return text.codePoints().noneMatch(OneLine::isUnseen);
    }

    /**
     * The text with each character that no one sees, or that breaks the line, as an escape, and with nothing in it that runners
     * of CI jobs obey wherever it stands; letters of any script stay.
     */
    public static String visible(String text) {
        if (isVisible(text)) {
            return disarmed(text);
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> append(point, visible));
        return disarmed(visible.toString());
    }

    /** The same of each line of a text, where a line does not begin like a command to a runner either. */
    public static String printed(String text) {
        return text.lines()
                        .map(line -> COMMAND.matcher(visible(line)).replaceFirst("$1\\\\u003a:"))
                        .collect(Collectors.joining("\n"))
                + (text.endsWith("\n") ? "\n" : "");
    }

    /** The bracket that makes an order of {@code ##[error]} or {@code ##vso[task]}, written so that JSON stays the same JSON. */
    private static String disarmed(String text) {
        return text.contains("##") ? ORDER.matcher(text).replaceAll("$1\\\\u005b") : text;
    }

    private static String shown(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length() && shown.length() < longest; ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            append(point, shown);
            if (shown.length() >= longest && i < text.length()) {
                shown.append('…');
            }
        }
        return disarmed(shown.toString());
    }

    private static void append(int point, StringBuilder line) {
        if (!isUnseen(point)) {
            line.appendCodePoint(point);
            return;
        }
        switch (point) {
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> {
                for (char unit : Character.toChars(point)) {
                    line.append(String.format("\\u%04x", (int) unit));
                }
            }
        }
    }

    private static boolean isUnseen(int point) {
        if (point >= ' ' && point < 0x7f) {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            // scripts and emoji join their letters by these two
            case Character.FORMAT -> point != ZERO_WIDTH_JOINER && point != ZERO_WIDTH_NON_JOINER;
            // a no-break space looks like a blank, which a text of another script has wide
            case Character.SPACE_SEPARATOR -> point != IDEOGRAPHIC_SPACE;
            default -> false;
        };
    }
}
