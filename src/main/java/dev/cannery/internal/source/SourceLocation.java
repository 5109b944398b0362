package dev.cannery.internal.source;

/**
 * A place in a file that somebody wrote.
 *
 * @param file the file as the user named it, with forward slashes; {@code java} for what was built in code
 * @param line the line, from 1; 0 when there is none
 * @param column the column, from 1; 0 when there is none
 */
public record SourceLocation(String file, int line, int column) implements Comparable<SourceLocation> {
    /** The place of whatever was built in code. */
    public static final SourceLocation CODE = new SourceLocation("java", 0, 0);

    /** The place of what no file holds, such as a name on the command line. */
    public static final SourceLocation NOWHERE = new SourceLocation("", 0, 0);

    /** The file and line, as {@code contracts/weather.yaml:6}. */
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
