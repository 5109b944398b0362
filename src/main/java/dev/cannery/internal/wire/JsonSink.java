package dev.cannery.internal.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes JSON as it is written and gives it back in UTF-8, with emoji as they are; only half a surrogate pair, which UTF-8 cannot
 * represent, is escaped. Jackson does so from 2.18 on; before, it escapes every emoji that it writes as bytes, but none that it
 * writes as characters.
 */
interface JsonSink {
    /** The switch of Jackson 2.18; empty in versions before. */
    Optional<JsonWriteFeature> WHOLE_PAIRS = Arrays.stream(JsonWriteFeature.values())
            .filter(feature -> feature.name().equals("COMBINE_UNICODE_SURROGATES_IN_UTF8"))
            .findAny();

    /** A sink that suits the version of Jackson; its factory is one that {@link #configure} has seen. */
    static JsonSink create() {
        return WHOLE_PAIRS.isPresent() ? new OfBytes() : new OfCharacters();
    }

    /** Sets what the sinks need. */
    static JsonFactoryBuilder configure(JsonFactoryBuilder factory) {
        WHOLE_PAIRS.ifPresent(factory::enable);
        return factory;
    }

    /** A generator that writes into this sink. */
    JsonGenerator generator(JsonFactory factory) throws IOException;

    /** What was written since the last call. */
    byte[] take();

    /** What Jackson encodes. */
    final class OfBytes implements JsonSink {
        private final ByteArrayBuilder bytes = new ByteArrayBuilder();

        @Override
        public JsonGenerator generator(JsonFactory factory) throws IOException {
            return factory.createGenerator(bytes);
        }

        @Override
        public byte[] take() {
            byte[] taken = bytes.toByteArray();
            bytes.reset();
            return taken;
        }
    }

    /** What the JDK encodes. */
    final class OfCharacters implements JsonSink {
        private final StringWriter text = new StringWriter();

        @Override
        public JsonGenerator generator(JsonFactory factory) throws IOException {
            return factory.createGenerator(text);
        }

        @Override
        public byte[] take() {
            StringBuilder taken = new StringBuilder(text.getBuffer().length());
            text.getBuffer().codePoints().forEach(c -> append(c, taken));
            text.getBuffer().setLength(0);
            return taken.toString().getBytes(StandardCharsets.UTF_8);
        }

        private static void append(int c, StringBuilder text) {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                text.append("\\u").append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
            } else {
                text.appendCodePoint(c);
            }
        }
    }
}
