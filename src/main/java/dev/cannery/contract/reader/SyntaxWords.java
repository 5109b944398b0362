package dev.cannery.contract.reader;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.cannery.contract.SourceLocation;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a parser's exception means, in one line without the parser's own picture of the text. */
final class SyntaxWords {
    private static final Pattern MARK = Pattern.compile("line (\\d+), column (\\d+)");

    private SyntaxWords() {}

    /** Where the fault is: SnakeYAML names the place last in its message, its exception's location is where it began. */
    static SourceLocation place(String file, JsonProcessingException fault) {
        List<MatchResult> marks =
                MARK.matcher(fault.getOriginalMessage()).results().toList();
        if (!marks.isEmpty()) {
            MatchResult mark = marks.get(marks.size() - 1);
            return new SourceLocation(file, Integer.parseInt(mark.group(1)), Integer.parseInt(mark.group(2)));
        }
        JsonLocation location = fault.getLocation();
        return location == null
                ? new SourceLocation(file, 1, 1)
                : new SourceLocation(file, location.getLineNr(), location.getColumnNr());
    }

    static String of(JsonProcessingException fault) {
        String message = fault.getOriginalMessage();
        if (message.contains("(TAB)")) {
            return "a tab stands where YAML wants blanks";
        }
        if (message.startsWith("this ")) {
            return message;
        }
        String kind = file(fault) ? "this is not JSON: " : "this is not YAML: ";
        return kind + finding(message);
    }

    private static boolean file(JsonProcessingException fault) {
        return !fault.getClass().getName().contains(".yaml.");
    }

    private static String finding(String message) {
        List<String> lines = message.lines().map(String::strip).toList();
        // SnakeYAML says first what it was doing and then, below its picture of the place, what it found
        return lines.stream()
                .filter(line -> line.startsWith("found ")
                        || line.startsWith("expected ")
                        || line.startsWith("mapping values")
                        || line.startsWith("could not "))
                .reduce((first, second) -> second)
                .orElse(lines.isEmpty() ? "it ends too early" : lines.get(0));
    }
}
