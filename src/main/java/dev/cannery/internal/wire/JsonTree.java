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
 * Reads and writes JSON trees token by token. An object mapper would do it too, but loading one takes five hundred classes: a
 * sixth of the processor time until the first response.
 */
final class JsonTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser in;
    private long valuesLeft;

    private JsonTree(JsonParser in, long mostValues) {
        this.in = in;
        this.valuesLeft = mostValues;
    }

    /** Returns the only value of a text, the missing node when there is none. */
    static JsonNode read(JsonParser in) throws IOException {
        return read(in, Long.MAX_VALUE);
    }

    /**
     * Returns the only value of a text, the missing node when there is none.
     *
     * @throws Json.TooManyValuesException when there are more values than this, including nested ones and the value itself
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

    /** Formats a number as the live API does: {@code -5.5122365e-7}, and from 0.00001 on {@code 0.000123}. */
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
            // a container of one value needs no serializer provider
            ((BaseJsonNode) value).serialize(out, null);
        }
    }
}
