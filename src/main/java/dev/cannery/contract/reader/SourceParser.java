package dev.cannery.contract.reader;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.cannery.contract.SourceLocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses the text of one YAML or JSON file into located trees, one for each document. */
final class SourceParser {
    private static final int MAX_DEPTH = 100;
    private static final JsonFactory JSON = new JsonFactory();
    private static final YAMLFactory YAML = new YAMLFactory();

    private final String file;
    private final Problems problems;
    private final Map<String, SourceNode> anchors = new HashMap<>();

    SourceParser(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The documents of the text; what can't be parsed is a problem, and what stood before it is returned. */
    List<SourceNode> parse(String text) {
        List<SourceNode> documents = new ArrayList<>();
        JsonFactory factory = file.endsWith(".json") ? JSON : YAML;
        try (JsonParser parser = factory.createParser(text)) {
            while (parser.nextToken() != null) {
                anchors.clear();
                documents.add(read(parser, 0));
            }
        } catch (JsonProcessingException e) {
            problems.add(SyntaxWords.place(file, e), "", SyntaxWords.of(e));
        } catch (IOException e) {
            problems.add(new SourceLocation(file, 1, 1), "", "the file cannot be read: " + e.getMessage());
        }
        return documents;
    }

    private SourceNode read(JsonParser parser, int depth) throws IOException {
        SourceLocation at = at(parser.currentTokenLocation());
        if (depth > MAX_DEPTH) {
            throw new DepthException("this nests deeper than " + MAX_DEPTH + " levels", parser.currentTokenLocation());
        }
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            return aliased(yaml.getText(), at);
        }
        Object anchor = parser.getObjectId();
        SourceNode node = switch (parser.currentToken()) {
            case START_OBJECT -> mapping(parser, at, depth);
            case START_ARRAY -> sequence(parser, at, depth);
            default -> new SourceNode.Scalar(scalar(parser), at);
        };
        if (anchor != null) {
            anchors.put(anchor.toString(), node);
        }
        return node;
    }

    private SourceNode aliased(String anchor, SourceLocation at) {
        SourceNode node = anchors.get(anchor);
        if (node == null) {
            problems.add(at, "", "nothing is anchored as '&" + anchor + "' above this line");
            return new SourceNode.Scalar(NullNode.getInstance(), at);
        }
        return node;
    }

    private SourceNode.Mapping mapping(JsonParser parser, SourceLocation at, int depth) throws IOException {
        List<SourceNode.Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            SourceLocation keyAt = at(parser.currentTokenLocation());
            parser.nextToken();
            SourceNode value = read(parser, depth + 1);
            if (keys.add(key)) {
                entries.add(new SourceNode.Entry(key, keyAt, value));
            } else {
                problems.add(keyAt, "", "the key '" + key + "' is written twice in one map");
            }
        }
        return new SourceNode.Mapping(entries, at);
    }

    private SourceNode.Sequence sequence(JsonParser parser, SourceLocation at, int depth) throws IOException {
        List<SourceNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(read(parser, depth + 1));
        }
        return new SourceNode.Sequence(items, at);
    }

    private static JsonNode scalar(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> NullNode.getInstance();
            case VALUE_TRUE, VALUE_FALSE -> truth(parser);
            case VALUE_NUMBER_INT -> JsonNodeFactory.instance.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            default -> TextNode.valueOf(parser.getText());
        };
    }

    private static JsonNode truth(JsonParser parser) throws IOException {
        // yes, no, on and off are texts since YAML 1.2, and nobody who writes "prompt: yes" means a boolean
        String word = parser.getText().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> TextNode.valueOf(parser.getText());
        };
    }

    private static JsonNode decimal(JsonParser parser) throws IOException {
        // .inf and .nan are numbers to YAML and to nobody else here
        return parser.isNaN() ? TextNode.valueOf(parser.getText()) : DecimalNode.valueOf(parser.getDecimalValue());
    }

    private SourceLocation at(@Nullable JsonLocation location) {
        return location == null
                ? new SourceLocation(file, 1, 1)
                : new SourceLocation(file, location.getLineNr(), location.getColumnNr());
    }

    /** Carries a fault of our own through the parser's exceptions, with its place. */
    private static final class DepthException extends JsonProcessingException {
        private static final long serialVersionUID = 1L;

        DepthException(String message, JsonLocation location) {
            super(message, location);
        }
    }
}
