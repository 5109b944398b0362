package dev.cannery.internal.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Parses and writes JSON; all JSON of the project passes through here. */
public final class Json {
    /** The maximum size of a body in bytes, and the maximum length of a string inside one. */
    public static final int MAX_BYTES = 32 << 20;

    private static final JsonFactory FACTORY = JsonSink.configure(new JsonFactoryBuilder())
            .rootValueSeparator("")
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_BYTES)
                    .maxNestingDepth(500)
                    .build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private Json() {}

    /** Returns a new empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Returns a new empty array. */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Returns the values of an array or of an object; an empty stream for a scalar. */
    public static Stream<JsonNode> values(JsonNode container) {
        return StreamSupport.stream(container.spliterator(), false);
    }

    /**
     * Returns the object with this name in an object; if it is missing or null, an empty one is added.
     *
     * @throws IllegalArgumentException when the member is not an object
     */
    public static ObjectNode objectIn(ObjectNode parent, String name) {
        JsonNode there = parent.path(name);
        if (there.isMissingNode() || there.isNull()) {
            return parent.putObject(name);
        }
        if (there instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("'" + name + "' is not an object: " + there);
    }

    /**
     * Parses a JSON text in UTF-8.
     *
     * @throws IOException when the text is not exactly one JSON value, or is nested more than 500 levels deep
     */
    public static JsonNode parse(byte[] text) throws IOException {
        try (JsonParser in = FACTORY.createParser(text)) {
            return JsonTree.read(in);
        }
    }

    /**
     * Parses like {@link #parse(byte[])}, with a limit on the number of values.
     *
     * @throws TooManyValuesException when there are more values
     */
    public static JsonNode parse(byte[] text, long mostValues) throws IOException {
        try (JsonParser in = FACTORY.createParser(text)) {
            return JsonTree.read(in, mostValues);
        }
    }

    /**
     * Parses a JSON text.
     *
     * @throws JsonProcessingException when the text is not exactly one JSON value, or is nested more than 500 levels deep
     */
    public static JsonNode parse(String text) throws JsonProcessingException {
        try (JsonParser in = FACTORY.createParser(text)) {
            return JsonTree.read(in);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Converts a value of maps, lists, records and scalars to a tree. */
    public static JsonNode treeOf(Object value) {
        return Beans.MAPPER.valueToTree(value);
    }

    /** Holds the object mapper, which takes long to load, until the first value that is not a tree is converted. */
    private static final class Beans {
        private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY.copy());
    }

    /** Returns the value in one line without spaces, as in an SSE event. */
    public static String compact(JsonNode value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            writeTree(value, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Returns the value in one line without spaces, in UTF-8. */
    public static byte[] compactBytes(JsonNode value) {
        return write(Layout.COMPACT, out -> writeTree(value, out));
    }

    /** Returns the value in UTF-8 over several lines, indented by two spaces, LF only, as the live API sends a whole completion. */
    public static byte[] prettyBytes(JsonNode value) {
        return write(Layout.PRETTY, out -> writeTree(value, out));
    }

    /** Returns a streaming parser for a JSON text; the caller closes it. */
    public static JsonParser parser(String text) throws IOException {
        return FACTORY.createParser(text);
    }

    /**
     * Returns what the callback writes, in UTF-8. Only an unpaired surrogate, which UTF-8 cannot represent, is escaped.
     *
     * @throws UncheckedIOException when the callback does not write exactly one JSON value
     */
    public static byte[] write(Layout layout, Writing writing) {
        JsonSink sink = JsonSink.create();
        try (JsonGenerator out = generator(sink, layout)) {
            writing.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sink.take();
    }

    /**
     * Returns several values in UTF-8, each in one line without spaces. This is faster than writing each separately.
     */
    public static List<byte[]> writeAll(List<Writing> values) {
        List<byte[]> written = new ArrayList<>(values.size());
        JsonSink sink = JsonSink.create();
        try (JsonGenerator out = generator(sink, Layout.COMPACT)) {
            for (Writing value : values) {
                value.writeTo(out);
                out.flush();
                written.add(sink.take());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return written;
    }

    private static JsonGenerator generator(JsonSink sink, Layout layout) throws IOException {
        JsonGenerator out = sink.generator(FACTORY);
        return switch (layout) {
            case COMPACT -> out;
            case PRETTY -> out.setPrettyPrinter(new Indentation("  "));
            case WIDE -> out.setPrettyPrinter(new Indentation("    "));
        };
    }

    /** Writes a tree as part of a value; null and the missing node are written as JSON's null. */
    public static void writeTree(@Nullable JsonNode value, JsonGenerator out) throws IOException {
        JsonTree.write(value, out);
    }

    /** The layout of JSON. Lines end in LF, the last one without. */
    public enum Layout {
        /** One line without spaces. */
        COMPACT,
        /** Several lines, indented by two spaces. */
        PRETTY,
        /** Several lines, indented by four spaces. */
        WIDE
    }

    /** A callback that writes one value. */
    @FunctionalInterface
    public interface Writing {
        /** Writes the value. */
        void writeTo(JsonGenerator out) throws IOException;
    }

    /** Thrown when a text has more values than allowed. */
    public static final class TooManyValuesException extends IOException {
        private static final long serialVersionUID = 1;
    }
}
