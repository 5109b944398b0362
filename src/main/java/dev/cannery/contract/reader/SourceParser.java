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
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/** Parses the text of one YAML or JSON file into located trees, one for each document. */
final class SourceParser {
    private static final int MAX_CHARACTERS = 64 << 20;
    private static final int MAX_EXPONENT = 400;
    private static final JsonFactory JSON = new JsonFactory();
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .loaderOptions(loaderOptions())
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .build();

    private final String file;
    private final Problems problems;
    private Anchors anchors = new Anchors();

    SourceParser(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The documents of the text; what can't be parsed is a problem, and what stood before it is returned. */
    List<SourceNode> parse(String text) {
        List<SourceNode> documents = new ArrayList<>();
        JsonFactory factory = isJson() ? JSON : YAML;
        // a mark that some editors put ahead of the text
        try (JsonParser parser = factory.createParser(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            while (parser.nextToken() != null) {
                anchors = new Anchors();
                documents.add(read(parser, 0));
            }
        } catch (JsonProcessingException e) {
            SyntaxWords words = new SyntaxWords(file, isJson(), text, e);
            problems.add(words.place(), "", words.message());
        } catch (IOException e) {
            problems.add(new SourceLocation(file, 1, 1), "", "the file cannot be read: " + e.getMessage());
        }
        return documents;
    }

    private static LoaderOptions loaderOptions() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        return options;
    }

    private boolean isJson() {
        return file.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    private SourceNode read(JsonParser parser, int depth) throws IOException {
        SourceLocation at = at(parser.currentTokenLocation());
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            return aliased(yaml, depth, at);
        }
        Object anchor = parser.getObjectId();
        int before = anchors.values();
        int outer = anchors.measure(depth);
        anchors.count(depth);
        requireBounds(parser);
        SourceNode node = switch (parser.currentToken()) {
            case START_OBJECT -> mapping(parser, at, depth);
            case START_ARRAY -> sequence(parser, at, depth);
            default -> new SourceNode.Scalar(scalar(parser), at);
        };
        anchors.end(anchor == null ? null : anchor.toString(), node, depth, before, outer);
        return node;
    }

    private SourceNode aliased(YAMLParser parser, int depth, SourceLocation at) throws IOException {
        Optional<SourceNode> node = anchors.alias(parser.getText(), depth);
        requireBounds(parser);
        if (node.isEmpty()) {
            problems.add(at, "", "nothing is anchored as '&" + parser.getText() + "' above this line");
        }
        return node.orElse(new SourceNode.Scalar(NullNode.getInstance(), at));
    }

    private void requireBounds(JsonParser parser) throws LimitException {
        if (anchors.areTooDeep()) {
            throw new LimitException(
                    "this nests deeper than " + Anchors.MAX_DEPTH + " levels", parser.currentTokenLocation());
        }
        if (anchors.areTooMany()) {
            throw new LimitException(
                    "this makes more than " + Anchors.MAX_VALUES + " values of the file, aliases followed",
                    parser.currentTokenLocation());
        }
    }

    private SourceNode.Mapping mapping(JsonParser parser, SourceLocation at, int depth) throws IOException {
        List<SourceNode.Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            SourceLocation keyAt = at(parser.currentTokenLocation());
            parser.nextToken();
            SourceNode value = read(parser, depth + 1);
            if (parser instanceof YAMLParser && key.equals("<<")) {
                problems.add(
                        keyAt,
                        "",
                        "'<<' does not merge maps here. Did you mean 'defaults', or an alias for a whole value?");
            } else if (keys.add(key)) {
                entries.add(new SourceNode.Entry(key, keyAt, value));
            } else {
                problems.add(keyAt, "", "the key '" + OneLine.value(key) + "' is written twice in one map");
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
        if (parser.isNaN()) {
            return TextNode.valueOf(parser.getText());
        }
        BigDecimal number = parser.getDecimalValue();
        if (Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT) {
            throw new LimitException("this number is too large or too small", parser.currentTokenLocation());
        }
        return DecimalNode.valueOf(number);
    }

    private SourceLocation at(@Nullable JsonLocation location) {
        return location == null
                ? new SourceLocation(file, 1, 1)
                : new SourceLocation(file, location.getLineNr(), location.getColumnNr());
    }

    /** Carries a fault of our own through the parser's exceptions, with its place. */
    static final class LimitException extends JsonProcessingException {
        private static final long serialVersionUID = 1L;

        LimitException(String message, JsonLocation location) {
            super(message, location);
        }
    }
}
