package dev.cannery;

/** The line separator of a stream. All are valid in server-sent events; live APIs use {@link #LF}. */
public enum LineEnd {
    /** A line feed. */
    LF("\n"),
    /** A carriage return and a line feed. */
    CRLF("\r\n"),
    /** A carriage return. */
    CR("\r");

    private final String characters;

    LineEnd(String characters) {
        this.characters = characters;
    }

    /** Returns the characters of the separator. */
    public String characters() {
        return characters;
    }
}
