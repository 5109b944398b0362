package dev.cannery.internal.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.cannery.internal.source.SourceTokens.Kind;
import dev.cannery.internal.source.SourceTokens.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Parses the text of one YAML or JSON file into located trees, one for each document. */
public final class SourceParser {
    private final String file;
    private final Problems problems;
    private final boolean isOfOtherTool;
    private Anchors anchors = new Anchors();

    /**
     * Creates a parser of one file.
     *
     * @param file the name for messages; it ends in {@code .json} when the text is JSON
     * @param problems receives the problems
     */
    public SourceParser(String file, Problems problems) {
        this(file, problems, false);
    }

    private SourceParser(String file, Problems problems, boolean isOfOtherTool) {
        this.file = file;
        this.problems = problems;
        this.isOfOtherTool = isOfOtherTool;
    }

    /**
     * Creates a parser of a file that another tool wrote. Whether it is JSON or YAML is decided by its first character, not by its
     * name. YAML's binary values are decoded, merge keys are followed, and other tags are ignored.
     */
    public static SourceParser ofOtherTool(String file, Problems problems) {
        return new SourceParser(file, problems, true);
    }

    /** Returns the documents of the text; a syntax error is reported, and what precedes it is returned. */
    public List<SourceNode> parse(String text) {
        try {
            return documents(tokensOf(text));
        } catch (IOException e) {
            problems.add(new SourceLocation(file, 1, 1), "", "cannot read the file: " + e.getMessage());
            return List.of();
        }
    }

    /** Returns the documents of one line of a JSON text; a syntax error is reported. */
    public List<SourceNode> parseLine(String text, int line) {
        try {
            return documents(new JsonTokens(file, text, line));
        } catch (IOException e) {
            problems.add(new SourceLocation(file, line, 1), "", "cannot read the file: " + e.getMessage());
            return List.of();
        }
    }

    private List<SourceNode> documents(SourceTokens tokens) {
        List<SourceNode> documents = new ArrayList<>();
        try {
            for (Token token = tokens.next(); token.kind() != Kind.END; token = tokens.next()) {
                anchors = new Anchors();
                documents.add(read(token, tokens, 0));
            }
        } catch (SyntaxException e) {
            problems.add(e.at(), "", e.sentence());
        }
        return documents;
    }

    /**
     * Returns a tree that is not from a file as a located one; empty if it exceeds the bounds of a file, which is reported.
     *
     * @param at the location of all its values
     */
    public static Optional<SourceNode> located(JsonNode tree, SourceLocation at, Problems problems) {
        SourceParser parser = new SourceParser(at.file(), problems);
        return parser.documents(new JsonTokens(tree, at)).stream().findFirst();
    }

    private SourceTokens tokensOf(String text) throws IOException {
        // a byte order mark, which some editors write
        String marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return isJson(marked) ? new JsonTokens(file, marked, 1) : new YamlTokens(file, marked, isOfOtherTool);
    }

    private boolean isJson(String text) {
        String start = isOfOtherTool ? text.stripLeading() : "";
        return isOfOtherTool
                ? start.startsWith("{") || start.startsWith("[")
                : file.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    private SourceNode read(Token token, SourceTokens tokens, int depth) throws SyntaxException {
        if (token.kind() == Kind.ALIAS) {
            return aliased(token, depth);
        }
        int before = anchors.values();
        int outer = anchors.measure(depth);
        anchors.count(depth);
        requireBounds(token);
        SourceNode node = switch (token.kind()) {
            case MAP -> mapping(token, tokens, depth);
            case LIST -> sequence(token, tokens, depth);
            default -> new SourceNode.Scalar(token.value(), token.at());
        };
        anchors.end(token.anchor(), node, depth, before, outer);
        return node;
    }

    private SourceNode aliased(Token token, int depth) throws SyntaxException {
        Optional<SourceNode> node = anchors.alias(token.text(), depth);
        requireBounds(token);
        if (node.isEmpty()) {
            problems.add(token.at(), "", "unknown alias: there is no anchor '&" + token.text() + "' above this line");
        }
        return node.orElse(new SourceNode.Scalar(NullNode.getInstance(), token.at()));
    }

    private void requireBounds(Token token) throws SyntaxException {
        if (anchors.areTooDeep()) {
            throw new SyntaxException(
                    token.at(), "the value is nested more than " + Anchors.MAX_DEPTH + " levels deep");
        }
        if (anchors.areTooMany()) {
            throw new SyntaxException(
                    token.at(), "the file has more than " + Anchors.MAX_VALUES + " values, including those of aliases");
        }
    }

    private SourceNode.Mapping mapping(Token start, SourceTokens tokens, int depth) throws SyntaxException {
        List<SourceNode.Entry> entries = new ArrayList<>();
        List<SourceNode> merged = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Token key = key(tokens); key.kind() != Kind.MAP_END; key = key(tokens)) {
            Optional<String> oddIndent = YamlWords.oddIndent(key.text());
            if (oddIndent.isPresent()) {
                throw new SyntaxException(key.at(), oddIndent.get());
            }
            SourceNode value = read(tokens.next(), tokens, depth + 1);
            if (key.text().equals("<<") && isOfOtherTool) {
                merged.addAll(value instanceof SourceNode.Sequence several ? several.items() : List.of(value));
            } else if (key.text().equals("<<")) {
                problems.add(
                        key.at(),
                        "",
                        "merge keys ('<<') are not supported. Did you mean 'defaults', or an alias for a whole value?");
            } else if (keys.add(key.text())) {
                entries.add(new SourceNode.Entry(key.text(), key.at(), value));
            } else {
                problems.add(key.at(), "", "duplicate key '" + OneLine.value(key.text()) + "'");
            }
        }
        for (SourceNode more : merged) {
            if (more instanceof SourceNode.Mapping map) {
                map.entries().stream().filter(entry -> keys.add(entry.key())).forEach(entries::add);
            }
        }
        return new SourceNode.Mapping(entries, start.at());
    }

    /** Returns the next key, or the end of the map. Python writes a key of its own type as a list of its text, for vcrpy of headers. */
    private Token key(SourceTokens tokens) throws SyntaxException {
        Token key = tokens.next();
        if (key.kind() == Kind.SCALAR || key.kind() == Kind.MAP_END) {
            return key;
        }
        if (isOfOtherTool && key.kind() == Kind.LIST) {
            Token text = tokens.next();
            if (text.kind() == Kind.SCALAR && tokens.next().kind() == Kind.LIST_END) {
                return text;
            }
        }
        throw new SyntaxException(
                key.at(),
                "a key must be a text"
                        + (key.kind() == Kind.MAP ? ". A text that starts with '{{' must be quoted" : ""));
    }

    private SourceNode.Sequence sequence(Token start, SourceTokens tokens, int depth) throws SyntaxException {
        List<SourceNode> items = new ArrayList<>();
        for (Token item = tokens.next(); item.kind() != Kind.LIST_END; item = tokens.next()) {
            items.add(read(item, tokens, depth + 1));
        }
        return new SourceNode.Sequence(items, start.at());
    }
}
