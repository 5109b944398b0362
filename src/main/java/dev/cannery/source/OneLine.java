package dev.cannery.source;

/** Words for a complaint, which stays in one line that can be read, whatever a file holds. */
public final class OneLine {
    private static final int LONGEST_MESSAGE = 1_000;
    private static final int LONGEST_VALUE = 60;

    private OneLine() {}

    /** A whole message, cut where it is very long. */
    public static String of(String message) {
        return shown(message, LONGEST_MESSAGE);
    }

    /** A value of the file, cut where it is long. */
    public static String value(String text) {
        return shown(text, LONGEST_VALUE);
    }

    private static String shown(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length() && shown.length() < longest; ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (point == '\n') {
                shown.append("\\n");
            } else if (Character.isISOControl(point)) {
                shown.append(String.format("\\u%04x", point));
            } else {
                shown.appendCodePoint(point);
            }
            if (shown.length() >= longest && i < text.length()) {
                shown.append('…');
            }
        }
        return shown.toString();
    }
}
