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
 * Collects written JSON as UTF-8 without escaping emoji. Only an unpaired surrogate, which UTF-8 cannot represent, is escaped.
 * Jackson does so itself since 2.18; older versions escape every emoji that they write as bytes, but not those written as
 * characters.
 */
interface JsonSink {
    /** The feature of Jackson 2.18; empty in older versions. */
    Optional<JsonWriteFeature> WHOLE_PAIRS = Arrays.stream(JsonWriteFeature.values())
            .filter(feature -> feature.name().equals("COMBINE_UNICODE_SURROGATES_IN_UTF8"))
            .findAny();

    /** Creates a sink for the current version of Jackson. The factory must have been configured by {@link #configure}. */
    static JsonSink create() {
        return WHOLE_PAIRS.isPresent() ? new OfBytes() : new OfCharacters();
    }

    /** Configures a factory for the sinks. */
    static JsonFactoryBuilder configure(JsonFactoryBuilder factory) {
        WHOLE_PAIRS.ifPresent(factory::enable);
        return factory;
    }

    /** Returns a generator that writes into this sink. */
    JsonGenerator generator(JsonFactory factory) throws IOException;

    /** Returns what was written since the last call. */
    byte[] take();

    /** A sink for bytes encoded by Jackson. */
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

    /** A sink for characters, encoded by the JDK. */
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
