package dev.cannery.internal.source;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Formats texts for messages, which must stay on one readable line whatever a file contains. */
public final class OneLine {
    private static final int LONGEST_MESSAGE = 1_000;
    private static final int LONGEST_VALUE = 60;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final int IDEOGRAPHIC_SPACE = 0x3000;

    /** A command that GitHub's, Azure's and TeamCity's runners execute anywhere in a line. */
    private static final Pattern LOG_COMMAND = Pattern.compile("(##\\w*)\\[");

    /** A command that GitHub's runner executes at the beginning of a line. */
    private static final Pattern COMMAND = Pattern.compile("^(\\s*)::");

    private OneLine() {}

    /** Returns a whole message, shortened if it is very long. */
    public static String of(String message) {
        return shown(message, LONGEST_MESSAGE);
    }

    /** Returns a value of the file, shortened if it is long. */
    public static String value(String text) {
        return shown(text, LONGEST_VALUE);
    }

    /** Whether all characters of the text are visible, and none breaks the line. */
    public static boolean isVisible(String text) {
        return text.codePoints().noneMatch(OneLine::isInvisible);
    }

    /**
     * Returns the text with invisible characters and line breaks escaped, and without commands that CI runners execute anywhere in a
     * line. Letters of any script are kept.
     */
    public static String visible(String text) {
        if (isVisible(text)) {
            return disarmed(text);
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> append(point, visible));
        return disarmed(visible.toString());
    }

    /** Returns each line of a text made visible, and without commands that a runner executes at the beginning of a line. */
    public static String printed(String text) {
        return text.lines()
                        .map(line -> COMMAND.matcher(visible(line)).replaceFirst("$1\\\\u003a:"))
                        .collect(Collectors.joining("\n"))
                + (text.endsWith("\n") ? "\n" : "");
    }

    /** Escapes the bracket of commands such as {@code ##[error]} or {@code ##vso[task]}, in a way that keeps JSON unchanged. */
    private static String disarmed(String text) {
        return text.contains("##") ? LOG_COMMAND.matcher(text).replaceAll("$1\\\\u005b") : text;
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
        if (!isInvisible(point)) {
            line.appendCodePoint(point);
            return;
        }
        switch (point) {
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> {
                for (char unit : Character.toChars(point)) {
                    line.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
            }
        }
    }

    private static boolean isInvisible(int point) {
        if (point >= ' ' && point < 0x7f) {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            // scripts and emoji join their letters with these two
            case Character.FORMAT -> point != ZERO_WIDTH_JOINER && point != ZERO_WIDTH_NON_JOINER;
            // a no-break space looks like a space, and another script has a wide one
            case Character.SPACE_SEPARATOR -> point != IDEOGRAPHIC_SPACE;
            default -> false;
        };
    }
}
