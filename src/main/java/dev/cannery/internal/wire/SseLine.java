package dev.cannery.internal.wire;

/**
 * One line of a stream of server-sent events.
 *
 * @param field the name ahead of the colon, as {@code data}; empty for a comment and for a blank line
 * @param value what follows the colon, without one blank at its start
 */
public record SseLine(String field, String value) {
    private static final String DATA = "data";

    /** The line of this text, which has no line end. */
    public static SseLine of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new SseLine(text, "");
        }
        boolean isIndented = text.startsWith(" ", colon + 1);
        return new SseLine(text.substring(0, colon), text.substring(colon + (isIndented ? 2 : 1)));
    }

    /** Whether it holds data, or a part of them. */
    public boolean isData() {
        return field.equals(DATA);
    }
}
