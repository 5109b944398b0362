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

/** What the YAML parser's exception means: where, and in one line without the parser's own picture of the text. */
final class YamlWords {
    private static final Pattern INDENT = Pattern.compile("^[\\s\\p{Z}\\u200B\\uFEFF]+");
    private static final Pattern ODD_SPACE = Pattern.compile("[\\p{Z}\\u200B\\uFEFF&&[^ ]]");
    private static final Pattern WIDE_COLON = Pattern.compile("^[\\s\\-{]*\\w+ ?([\\uFF1A\\uFE55\\uFE13])");

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
                    at, "a control character stands here, in quotes it is written \\x and two digits");
        }
        if (fault instanceof MarkedYamlEngineException marked) {
            Optional<Mark> mark = marked.getProblemMark().or(marked::getContextMark);
            SourceLocation at = new SourceLocation(
                    file,
                    mark.map(Mark::getLine).orElse(0) + 1,
                    mark.map(Mark::getColumn).orElse(0) + 1);
            return oddSpace(at, text)
                    .or(() -> wideColon(at, text))
                    .orElseGet(() -> new SyntaxException(at, finding(marked) + commentAbove(at, text)));
        }
        return new SyntaxException(new SourceLocation(file, 1, 1), "this is not YAML: " + fault.getMessage());
    }

    /** A space that looks like one and is none to YAML: at the beginning of a line, where it fails this line or a later one. */
    private static Optional<SyntaxException> oddSpace(SourceLocation at, String text) {
        List<String> lines = text.lines().limit(at.line()).toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher indent = INDENT.matcher(lines.get(i));
            if (indent.find() && ODD_SPACE.matcher(indent.group()).find()) {
                Matcher odd = ODD_SPACE.matcher(indent.group());
                int column = odd.find() ? odd.start() : 0;
                return Optional.of(new SyntaxException(
                        new SourceLocation(at.file(), i + 1, column + 1),
                        nameOf(indent.group().codePointAt(column)) + " stands where YAML wants spaces"));
            }
        }
        return Optional.empty();
    }

    /** What is wrong with a key that begins with a space which is none to YAML; empty for any other key. */
    static Optional<String> oddIndent(String key) {
        return ODD_SPACE.matcher(key).lookingAt()
                ? Optional.of(nameOf(key.codePointAt(0)) + " stands where YAML wants spaces")
                : Optional.empty();
    }

    /** The colon of Chinese and Japanese keyboards, in the line that fails or the one before it. */
    private static Optional<SyntaxException> wideColon(SourceLocation at, String text) {
        List<String> lines = text.lines().limit(at.line()).toList();
        for (int i = Math.max(0, lines.size() - 2); i < lines.size(); i++) {
            Matcher colon = WIDE_COLON.matcher(lines.get(i));
            if (colon.find()) {
                return Optional.of(new SyntaxException(
                        new SourceLocation(at.file(), i + 1, colon.start(1) + 1),
                        nameOf(colon.group(1).codePointAt(0)) + " stands where YAML wants a ':'"));
            }
        }
        return Optional.empty();
    }

    private static String nameOf(int character) {
        String name = String.valueOf(Character.getName(character)).toLowerCase(Locale.ROOT);
        return "a " + name + " (U+" + String.format(Locale.ROOT, "%04X", character) + ")";
    }

    private static String finding(MarkedYamlEngineException fault) {
        String context = String.valueOf(fault.getContext());
        String found = String.valueOf(fault.getProblem());
        if (found.contains("TAB")) {
            return "a tab stands where YAML wants blanks";
        }
        Matcher start = START.matcher(found);
        if (start.matches() || context.contains("scanning an alias")) {
            return "a text that begins with '" + (start.matches() ? start.group(1) : "*") + "' must be quoted";
        }
        if (found.startsWith("mapping values")) {
            return "a ':' is not expected here. Quote the text that holds it, or look at how this line is indented";
        }
        if (found.contains("expected <block end>")) {
            return "this line is not indented like those that it belongs to";
        }
        if (context.startsWith("while parsing a flow") && found.matches(".*but got '?:'?")) {
            return "a ':' is not expected here. Quote the text that holds it";
        }
        String plain = found.replace("<stream end>", "the end of the file").replace("end of stream", "end of the file");
        return "this is not YAML: " + plain + openedAt(context, fault.getContextMark());
    }

    /** A comment of other languages in a line above reads as a key or a text, and what fails is what follows it. */
    private static String commentAbove(SourceLocation at, String text) {
        boolean holdsOne = text.lines()
                .limit(at.line())
                .map(String::strip)
                .anyMatch(line -> COMMENT.matcher(line).find());
        return holdsOne ? ". A comment begins with '#'" : "";
    }

    private static String openedAt(String context, Optional<Mark> opened) {
        boolean isOpen = context.startsWith("while parsing a flow") || context.startsWith("while scanning a quoted");
        return isOpen && opened.isPresent()
                ? ", nothing closes what begins in line " + (opened.get().getLine() + 1) + ", column "
                        + (opened.get().getColumn() + 1)
                : "";
    }
}
