package dev.cannery.internal.source;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Converts exceptions of the YAML parser to one-line messages with a location. */
final class YamlWords {
    private static final Pattern INDENT = Pattern.compile("^[\\s\\p{Z}\\u200B\\uFEFF]+");
    private static final Pattern ODD_SPACE = Pattern.compile("[\\p{Z}\\u200B\\uFEFF&&[^ ]]");
    private static final Pattern ODD_SEPARATOR = Pattern.compile("^\\s*(?:- *)*(?:-|\\w+:)(?=" + ODD_SPACE + ")");
    private static final Pattern WIDE_COLON = Pattern.compile("^[\\s\\-{]*\\w+ ?([\\uFF1A\\uFE55\\uFE13])");

    private static final Pattern VOWEL = Pattern.compile("[aeio]");

    private static final Pattern START = Pattern.compile("found character '(.)'? ?'?.*that cannot start any token.*");

    private static final Pattern COMMENT = Pattern.compile("^(//|/\\*)");

    private YamlWords() {}

    static SyntaxException of(String file, String text, YamlEngineException fault) {
        if (fault instanceof ReaderException reader) {
            String before = text.substring(
                    0,
                    text.offsetByCodePoints(0, Math.min(reader.getPosition(), text.codePointCount(0, text.length()))));
            SourceLocation at = new SourceLocation(
                    file,
                    1 + (int) before.chars().filter(c -> c == '\n').count(),
                    before.length() - before.lastIndexOf('\n'));
            return new SyntaxException(
                    at, "control characters are not allowed. Write them in quotes as \\x and two digits");
        }
        if (fault instanceof MarkedYamlEngineException marked) {
            Optional<Mark> mark = marked.getProblemMark().or(marked::getContextMark);
            SourceLocation at = new SourceLocation(
                    file,
                    mark.map(Mark::getLine).orElse(0) + 1,
                    mark.map(Mark::getColumn).orElse(0) + 1);
            return oddSpace(at, text)
                    .or(() -> oddSeparator(at, text))
                    .or(() -> wideColon(at, text))
                    .orElseGet(() -> new SyntaxException(at, finding(marked) + commentAbove(at, text)));
        }
        return new SyntaxException(new SourceLocation(file, 1, 1), "not valid YAML: " + fault.getMessage());
    }

    /** Finds an unusual space at the beginning of a line, which YAML does not accept; the error may be reported on a later line. */
    private static Optional<SyntaxException> oddSpace(SourceLocation at, String text) {
        List<String> lines = text.lines().limit(at.line()).toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher indent = INDENT.matcher(lines.get(i));
            if (indent.find() && ODD_SPACE.matcher(indent.group()).find()) {
                Matcher odd = ODD_SPACE.matcher(indent.group());
                int column = odd.find() ? odd.start() : 0;
                return Optional.of(new SyntaxException(
                        new SourceLocation(at.file(), i + 1, column + 1),
                        nameOf(indent.group().codePointAt(column)) + " is not allowed as indentation. Use spaces"));
            }
        }
        return Optional.empty();
    }

    /** Returns the problem of a key that begins with an unusual space; empty for any other key. */
    static Optional<String> oddIndent(String key) {
        return ODD_SPACE.matcher(key).lookingAt()
                ? Optional.of(nameOf(key.codePointAt(0)) + " is not allowed as indentation. Use spaces")
                : Optional.empty();
    }

    /** Finds an unusual space after the dash or the colon, in the failing line or the previous one: YAML separates with a space only. */
    private static Optional<SyntaxException> oddSeparator(SourceLocation at, String text) {
        List<String> lines = text.lines().limit(at.line()).toList();
        for (int i = Math.max(0, lines.size() - 2); i < lines.size(); i++) {
            Matcher separator = ODD_SEPARATOR.matcher(lines.get(i));
            if (separator.find()) {
                int column = separator.end();
                return Optional.of(new SyntaxException(
                        new SourceLocation(at.file(), i + 1, column + 1),
                        nameOf(lines.get(i).codePointAt(column)) + " is not allowed after '"
                                + lines.get(i).charAt(column - 1) + "'. Use a space"));
            }
        }
        return Optional.empty();
    }

    /** Finds the full-width colon of Chinese and Japanese keyboards, in the failing line or the previous one. */
    private static Optional<SyntaxException> wideColon(SourceLocation at, String text) {
        List<String> lines = text.lines().limit(at.line()).toList();
        for (int i = Math.max(0, lines.size() - 2); i < lines.size(); i++) {
            Matcher colon = WIDE_COLON.matcher(lines.get(i));
            if (colon.find()) {
                return Optional.of(new SyntaxException(
                        new SourceLocation(at.file(), i + 1, colon.start(1) + 1),
                        nameOf(colon.group(1).codePointAt(0)) + " is not a YAML colon. Use ':'"));
            }
        }
        return Optional.empty();
    }

    private static String nameOf(int character) {
        String name = String.valueOf(Character.getName(character)).toLowerCase(Locale.ROOT);
        return (VOWEL.matcher(name).lookingAt() ? "an " : "a ") + name + " (U+"
                + String.format(Locale.ROOT, "%04X", character) + ")";
    }

    private static String finding(MarkedYamlEngineException fault) {
        String context = String.valueOf(fault.getContext());
        String found = String.valueOf(fault.getProblem());
        if (found.contains("TAB")) {
            return "a tab is not allowed as indentation. Use spaces";
        }
        Matcher start = START.matcher(found);
        if (start.matches() || context.contains("scanning an alias")) {
            return "a text that starts with '" + (start.matches() ? start.group(1) : "*") + "' must be quoted";
        }
        if (found.startsWith("mapping values")) {
            return "unexpected ':'. Quote the text that contains it, or check the indentation of this line";
        }
        if (found.contains("expected <block end>")) {
            return "this line is not indented like the lines it belongs to";
        }
        if (context.startsWith("while parsing a flow") && found.matches(".*but got '?:'?")) {
            return "unexpected ':'. Quote the text that contains it";
        }
        String plain = found.replace("<stream end>", "the end of the file").replace("end of stream", "end of the file");
        return "not valid YAML: " + plain + openedAt(context, fault.getContextMark());
    }

    /** Returns a hint if the line above is a comment of another language, which YAML reads as a key or a text. */
    private static String commentAbove(SourceLocation at, String text) {
        boolean holdsOne = text.lines()
                .limit(at.line())
                .map(String::strip)
                .anyMatch(line -> COMMENT.matcher(line).find());
        return holdsOne ? ". Comments start with '#'" : "";
    }

    private static String openedAt(String context, Optional<Mark> opened) {
        boolean isOpen = context.startsWith("while parsing a flow") || context.startsWith("while scanning a quoted");
        return isOpen && opened.isPresent()
                ? ", not closed since line " + (opened.get().getLine() + 1) + ", column "
                        + (opened.get().getColumn() + 1)
                : "";
    }
}
