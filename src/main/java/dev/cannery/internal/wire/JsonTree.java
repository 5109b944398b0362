package dev.cannery.internal.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BaseJsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trees of JSON, read and written token by token. A mapper would do it as well, but to make one loads five hundred classes: a
 * sixth of the processor time until a first answer.
 */
final class JsonTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser in;
    private long valuesLeft;

    private JsonTree(JsonParser in, long mostValues) {
        this.in = in;
        this.valuesLeft = mostValues;
    }

    /** The one value of a text, the missing node when there is none. */
    static JsonNode read(JsonParser in) throws IOException {
        return read(in, Long.MAX_VALUE);
    }

    /**
     * The one value of a text, the missing node when there is none.
     *
     * @throws Json.TooManyValuesException when it holds more values than these, itself among them
     */
    static JsonNode read(JsonParser in, long mostValues) throws IOException {
        if (in.nextToken() == null) {
            return MissingNode.getInstance();
        }
        JsonNode value = new JsonTree(in, mostValues).value();
        if (in.nextToken() != null) {
            throw new JsonParseException(in, "Something follows the end of the value", in.currentTokenLocation());
        }
        return value;
    }

    private JsonNode value() throws IOException {
        if (--valuesLeft < 0) {
            throw new Json.TooManyValuesException();
        }
        return switch (in.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> NODES.textNode(in.getText());
            case VALUE_NUMBER_INT -> integer(in);
            case VALUE_NUMBER_FLOAT -> decimal(in);
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new JsonParseException(in, "Not a value: " + in.getText());
        };
    }

    private ObjectNode object() throws IOException {
        ObjectNode object = NODES.objectNode();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            object.set(name, value());
        }
        return object;
    }

    private ArrayNode array() throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            array.add(value());
        }
        return array;
    }

    private static JsonNode integer(JsonParser in) throws IOException {
        return switch (in.getNumberType()) {
            case INT -> NODES.numberNode(in.getIntValue());
            case LONG -> NODES.numberNode(in.getLongValue());
            default -> NODES.numberNode(in.getBigIntegerValue());
        };
    }

    private static JsonNode decimal(JsonParser in) throws IOException {
        double number = in.getDoubleValue();
        return Double.isInfinite(number) ? new VastNumber(in.getText()) : NODES.numberNode(number);
    }

    /** As the live API writes it: {@code -5.5122365e-7}, and from a hundred thousandth on {@code 0.000123}. */
    private static String decimal(double number) {
        String text = Double.toString(number);
        int exponent = text.indexOf('E');
        if (exponent < 0) {
            return text;
        }
        double size = Math.abs(number);
        return size >= 1e-5 && size < 1e16
                ? new BigDecimal(text).stripTrailingZeros().toPlainString()
                : text.substring(0, exponent).replaceFirst("\\.0$", "") + "e" + text.substring(exponent + 1);
    }

    static void write(@Nullable JsonNode value, JsonGenerator out) throws IOException {
        if (value instanceof ObjectNode object) {
            out.writeStartObject();
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                out.writeFieldName(member.getKey());
                write(member.getValue(), out);
            }
            out.writeEndObject();
        } else if (value instanceof ArrayNode array) {
            out.writeStartArray();
            for (JsonNode element : array) {
                write(element, out);
            }
            out.writeEndArray();
        } else if (value == null || value.isNull() || value.isMissingNode()) {
            out.writeNull();
        } else if (value.isDouble()) {
            out.writeNumber(decimal(value.doubleValue()));
        } else {
            // what holds one value asks nothing of a provider
            ((BaseJsonNode) value).serialize(out, null);
        }
    }
}
