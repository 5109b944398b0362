package dev.cannery.internal.source;

/**
 * One problem in a file.
 *
 * @param at where; {@link SourceLocation#NOWHERE} if it is not in a file
 * @param path the part of the file, such as {@code interactions[2].request.prompt}; empty for the whole file
 * @param message what is wrong and what would be right
 */
public record SourceProblem(SourceLocation at, String path, String message) {
    /** Creates a problem that is not in a file. */
    public static SourceProblem of(String message) {
        return new SourceProblem(SourceLocation.NOWHERE, "", message);
    }

    /** Returns the problem in one line: {@code contracts/a.yaml:14:9 interactions[2].request.prompt: unknown operator 'x'}. */
    public String sentence() {
        String place = OneLine.visible(at.toString()) + (path.isEmpty() ? "" : " " + OneLine.of(path));
        return place.isEmpty() ? message : place + ": " + message;
    }
}
