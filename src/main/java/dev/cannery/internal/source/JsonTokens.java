package dev.cannery.internal.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tokens of a JSON text. */
final class JsonTokens implements SourceTokens {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern MARK = Pattern.compile("\\[Source: [^\\]]*line: (\\d+), column: (\\d+)\\]");
    private static final Pattern ADVICE = Pattern.compile(
            ": was expecting \\(JSON.*|: expected a valid value.*| \\(not recognized.*| \\(code \\d+\\)| \\(\\(CTRL-CHAR, code \\d+\\)\\)|: enable `.*");
    private static final Pattern LAST_COMMA = Pattern.compile("Unexpected character \\('([}\\]])'.*", Pattern.DOTALL);

    private final SourceLocation start;
    private final JsonParser parser;

    /**
     * Creates the tokens of a part of a file.
     *
     * @param line the line in which it begins
     */
    JsonTokens(String file, String text, int line) throws IOException {
        this.start = new SourceLocation(file, line, 1);
        this.parser = JSON.createParser(text);
    }

    /** Creates the tokens of a tree, all with the same location. */
    JsonTokens(JsonNode tree, SourceLocation at) {
        this.start = at;
        this.parser = tree.traverse();
    }

    @Override
    public Token next() throws SyntaxException {
        try {
            JsonToken token = parser.nextToken();
            SourceLocation at = at(parser.currentTokenLocation());
            return token == null ? Token.of(Kind.END, null, at) : read(token, at);
        } catch (JsonProcessingException e) {
            throw new SyntaxException(at(e.getLocation()), "not valid JSON: " + finding(e));
        } catch (IOException e) {
            throw new SyntaxException(at(null), "cannot read the file: " + e.getMessage());
        }
    }

    private Token read(JsonToken token, SourceLocation at) throws IOException, SyntaxException {
        return switch (token) {
            case START_OBJECT -> Token.of(Kind.MAP, null, at);
            case END_OBJECT -> Token.of(Kind.MAP_END, null, at);
            case START_ARRAY -> Token.of(Kind.LIST, null, at);
            case END_ARRAY -> Token.of(Kind.LIST_END, null, at);
            default -> new Token(Kind.SCALAR, scalar(token, at), parser.getText(), null, at);
        };
    }

    private JsonNode scalar(JsonToken token, SourceLocation at) throws IOException, SyntaxException {
        return switch (token) {
            case VALUE_NULL -> NullNode.getInstance();
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Numbers.parse(parser.getText(), at);
            default -> TextNode.valueOf(parser.getText());
        };
    }

    private static String finding(JsonProcessingException fault) {
        String message = String.valueOf(fault.getOriginalMessage());
        if (message.contains("comment")) {
            return "comments are not allowed. Use a .yaml file, where comments start with '#'";
        }
        Matcher comma = LAST_COMMA.matcher(message);
        if (comma.matches() && !message.contains("close") && !message.contains("colon")) {
            return "expected a value before '" + comma.group(1) + "'; remove the trailing comma";
        }
        String plain = MARK.matcher(message).replaceAll("line $1, column $2");
        return ADVICE.matcher(plain).replaceAll("");
    }

    private SourceLocation at(@Nullable JsonLocation location) {
        return location == null || location.equals(JsonLocation.NA)
                ? start
                : new SourceLocation(
                        start.file(),
                        start.line() + Math.max(1, location.getLineNr()) - 1,
                        Math.max(1, location.getColumnNr()));
    }
}
