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

/** The one way JSON is parsed and written here. */
public final class Json {
    /** The longest body that is read, in bytes; also the longest string inside one. */
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

    /** An empty object, to be filled. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** An empty array, to be filled. */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** The values of an array, or of an object; nothing for a scalar. */
    public static Stream<JsonNode> values(JsonNode container) {
        return StreamSupport.stream(container.spliterator(), false);
    }

    /**
     * The object at this name of an object; where there is none or null, an empty one is put there.
     *
     * @throws IllegalArgumentException when there is anything else
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
     * The tree of one JSON text in UTF-8.
     *
     * @throws IOException when the text is not exactly one JSON value, or nests deeper than 500 levels
     */
    public static JsonNode parse(byte[] text) throws IOException {
        try (JsonParser in = FACTORY.createParser(text)) {
            return JsonTree.read(in);
        }
    }

    /**
     * As {@link #parse(byte[])}, of a text that holds no more values than these.
     *
     * @throws TooManyValuesException when it holds more
     */
    public static JsonNode parse(byte[] text, long mostValues) throws IOException {
        try (JsonParser in = FACTORY.createParser(text)) {
            return JsonTree.read(in, mostValues);
        }
    }

    /**
     * The tree of one JSON text.
     *
     * @throws JsonProcessingException when the text is not exactly one JSON value, or nests deeper than 500 levels
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

    /** The tree of a value built from maps, lists, records and scalars. */
    public static JsonNode treeOf(Object value) {
        return Beans.MAPPER.valueToTree(value);
    }

    /** Made when a value is first asked for that is no tree yet: to load it takes long. */
    private static final class Beans {
        private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY.copy());
    }

    /** The value in one line without blanks, as in an SSE event. */
    public static String compact(JsonNode value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            writeTree(value, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The value in one line without blanks, in UTF-8. */
    public static byte[] compactBytes(JsonNode value) {
        return write(Layout.COMPACT, out -> writeTree(value, out));
    }

    /** The value over several lines, indented by two blanks, LF only, in UTF-8, as the live API sends a whole answer. */
    public static byte[] prettyBytes(JsonNode value) {
        return write(Layout.PRETTY, out -> writeTree(value, out));
    }

    /** A streaming parser over a JSON text; the caller closes it. */
    public static JsonParser parser(String text) throws IOException {
        return FACTORY.createParser(text);
    }

    /**
     * What is written piece by piece, in UTF-8; only half a surrogate pair, which UTF-8 cannot say, is escaped.
     *
     * @throws UncheckedIOException when the pieces are not one JSON value
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
     * Several values, each in one line without blanks, in UTF-8, one behind the other; it takes less than to write each by
     * itself.
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

    /** Writes a tree among the pieces of a value; null and the missing node are written as JSON's null. */
    public static void writeTree(@Nullable JsonNode value, JsonGenerator out) throws IOException {
        JsonTree.write(value, out);
    }

    /** How JSON is laid out; lines end in LF only, the last one in nothing. */
    public enum Layout {
        /** One line without blanks. */
        COMPACT,
        /** Over several lines, indented by two blanks. */
        PRETTY,
        /** Over several lines, indented by four blanks. */
        WIDE
    }

    /** A value that writes itself. */
    @FunctionalInterface
    public interface Writing {
        /** Writes one value. */
        void writeTo(JsonGenerator out) throws IOException;
    }

    /** A text holds more values than were allowed. */
    public static final class TooManyValuesException extends IOException {
        private static final long serialVersionUID = 1;
    }
}
