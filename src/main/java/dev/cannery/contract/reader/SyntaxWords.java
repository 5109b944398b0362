package dev.cannery.contract.reader;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.cannery.contract.SourceLocation;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a parser's exception means: where, and in one line without the parser's own picture of the text.
 *
 * @param file the file's name
 * @param isJson whether it was read as JSON, not as YAML
 * @param text the file's text
 * @param fault what the parser threw
 */
record SyntaxWords(String file, boolean isJson, String text, JsonProcessingException fault) {
    private static final Pattern MARK = Pattern.compile("line:? (\\d+), column:? (\\d+)");
    private static final Pattern JSON_MARK = Pattern.compile("\\[Source: [^\\]]*line: (\\d+), column: (\\d+)\\]");
    private static final Pattern JSON_ADVICE = Pattern.compile(
            ": was expecting \\(JSON.*|: expected a valid value.*| \\(not recognized.*| \\(code \\d+\\)| \\(\\(CTRL-CHAR, code \\d+\\)\\)");
    private static final Pattern STRANGE =
            Pattern.compile("[\\p{Cntrl}\\x7F-\\x84\\x86-\\x9F\\uFFFE\\uFFFF&&[^\\t\\r\\n]]");
    private static final Pattern START = Pattern.compile("found character '(.)'? ?'?.*that cannot start any token.*");

    /** Where the fault is: SnakeYAML names the place last in its message, its exception's location is where it began. */
    SourceLocation place() {
        Matcher strange = STRANGE.matcher(text);
        if (holdsStrangeCharacter() && strange.find()) {
            String before = text.substring(0, strange.start());
            return new SourceLocation(
                    file,
                    1 + (int) before.chars().filter(c -> c == '\n').count(),
                    before.length() - before.lastIndexOf('\n'));
        }
        List<MatchResult> marks = MARK.matcher(message(fault)).results().toList();
        if (!isJson && !marks.isEmpty()) {
            MatchResult mark = marks.get(marks.size() - 1);
            return new SourceLocation(file, Integer.parseInt(mark.group(1)), Integer.parseInt(mark.group(2)));
        }
        JsonLocation location = fault.getLocation();
        return location == null
                ? new SourceLocation(file, 1, 1)
                : new SourceLocation(file, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    /** What is wrong. */
    String message() {
        if (fault instanceof SourceParser.LimitException) {
            return message(fault);
        }
        return isJson ? "this is not JSON: " + jsonFinding() : yamlFinding();
    }

    private boolean holdsStrangeCharacter() {
        return message(fault).contains("special characters are not allowed");
    }

    private String jsonFinding() {
        String plain = JSON_MARK.matcher(message(fault)).replaceAll("line $1, column $2");
        return JSON_ADVICE.matcher(plain).replaceAll("");
    }

    private String yamlFinding() {
        String message = message(fault);
        if (message.contains("(TAB)")) {
            return "a tab stands where YAML wants blanks";
        }
        if (holdsStrangeCharacter()) {
            return "a control character stands here, in quotes it is written \\x and two digits";
        }
        if (message.startsWith("Expected a field name")) {
            return "a key must be a plain text";
        }
        String found = found(message);
        Matcher start = START.matcher(found);
        if (start.matches() || message.contains("scanning an alias")) {
            return "a text that begins with '" + (start.matches() ? start.group(1) : "*") + "' must be quoted";
        }
        if (found.startsWith("mapping values")) {
            return "a ':' is not expected here. Quote the text that holds it, or look at how this line is indented";
        }
        if (found.endsWith("but got ?")) {
            return "a text that holds '?' must be quoted between braces or brackets";
        }
        if (found.contains("expected <block end>")) {
            return "this line is not indented like those that it belongs to";
        }
        return "this is not YAML: " + found + openedAt(message);
    }

    /** SnakeYAML says first what it was doing and then, below its picture of the place, what it found. */
    private static String found(String message) {
        return message.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("found ")
                        || line.startsWith("expected ")
                        || line.startsWith("mapping values")
                        || line.startsWith("could not "))
                .reduce((first, second) -> second)
                .or(() -> message.lines().findFirst())
                .orElse("it ends too early")
                .replace("<stream end>", "the end of the file")
                .replace("end of stream", "end of the file");
    }

    private static String openedAt(String message) {
        List<MatchResult> marks = MARK.matcher(message).results().toList();
        boolean isOpen = message.startsWith("while parsing a flow") || message.startsWith("while scanning a quoted");
        return isOpen && marks.size() > 1
                ? ", nothing closes what begins in line " + marks.get(0).group(1) + ", column "
                        + marks.get(0).group(2)
                : "";
    }

    private static String message(JsonProcessingException fault) {
        return String.valueOf(fault.getOriginalMessage());
    }
}
