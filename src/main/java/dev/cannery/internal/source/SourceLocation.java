package dev.cannery.internal.source;

/**
 * A location in a file.
 *
 * @param file the file as the user named it, with forward slashes; {@code java} for objects built in code
 * @param line the line, from 1; 0 when there is none
 * @param column the column, from 1; 0 when there is none
 */
public record SourceLocation(String file, int line, int column) implements Comparable<SourceLocation> {
    /** The location of everything built in code. */
    public static final SourceLocation CODE = new SourceLocation("java", 0, 0);

    /** The location of what is in no file, such as a name on the command line. */
    public static final SourceLocation NOWHERE = new SourceLocation("", 0, 0);

    /** Returns the file and line, such as {@code contracts/weather.yaml:6}. */
    public String fileAndLine() {
        return line == 0 ? file : file + ":" + line;
    }

    @Override
    public int compareTo(SourceLocation other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) {
            return byFile;
        }
        int byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
