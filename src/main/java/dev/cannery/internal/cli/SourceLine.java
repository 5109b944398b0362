package dev.cannery.internal.cli;

import dev.cannery.internal.source.SourceLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows the line of a file that a problem points to, with a caret below the column; on terminals only. */
final class SourceLine {
    private static final int WIDEST = 100;

    private SourceLine() {}

    /** Returns the line and the caret line, each after a line break; empty if there is no terminal or no such line. */
    static String under(SourceLocation at) {
        return Terminal.isPresent() ? of(at) : "";
    }

    static String of(SourceLocation at) {
        try (Stream<String> lines = Files.lines(Path.of(at.file()))) {
            Optional<String> line = lines.skip(Math.max(0, at.line() - 1)).findFirst();
            return line.filter(text -> at.column() >= 1 && at.column() <= text.length() + 1)
                    .map(text -> marked(text, at.column() - 1))
                    .orElse("");
        } catch (IOException | InvalidPathException | UncheckedIOException e) {
            return "";
        }
    }

    private static String marked(String line, int place) {
        int start = place < WIDEST ? 0 : place - WIDEST / 2;
        String shown =
                line.substring(start, Math.min(line.length(), start + WIDEST)).replace('\t', ' ');
        String end = System.lineSeparator();
        return end + "    " + shown + end + "    " + " ".repeat(place - start) + "^";
    }
}
