package dev.cannery.internal.record.formats.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.SseEvent;
import dev.cannery.internal.wire.SseReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The text of a body, decompressed if a tool recorded it as it was sent. The bytes decide, since many tools decompress a body and
 * leave the header.
 *
 * @param text the text; empty if it cannot be read
 * @param problem why it cannot be read; null if it can
 */
public record BodyText(String text, @Nullable String problem) {
    private static final Set<String> LAST_EVENTS =
            Set.of("response.completed", "response.incomplete", "response.failed", "error");

    public static BodyText of(byte[] bytes, String encoding) {
        String named = encoding.toLowerCase(Locale.ROOT).strip();
        try {
            byte[] plain = bytes;
            if (bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b) {
                plain = read(new GZIPInputStream(new ByteArrayInputStream(bytes)));
            } else if (named.equals("deflate") && bytes.length > 2 && bytes[0] == 0x78) {
                plain = read(new InflaterInputStream(new ByteArrayInputStream(bytes)));
            }
            return new BodyText(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(plain))
                            .toString(),
                    null);
        } catch (CharacterCodingException e) {
            return new BodyText(
                    "",
                    named.isEmpty() || named.equals("identity")
                            ? "the body is not UTF-8"
                            : "the body is compressed with '" + named + "', which cannot be read here");
        } catch (IOException e) {
            return new BodyText("", "the compressed body is damaged: " + e.getMessage());
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(Json.MAX_BYTES + 1);
        if (bytes.length > Json.MAX_BYTES) {
            throw new IOException("it is larger than " + (Json.MAX_BYTES >> 20) + " MiB");
        }
        return bytes;
    }

    public boolean isStream() {
        return SseReader.isStream(text);
    }

    /** Whether this is not a stream, or a stream with its last event: the end mark, a finish reason, or an error. */
    public boolean isWhole() {
        if (!isStream()) {
            return true;
        }
        List<SseEvent> events = SseReader.readAll(text);
        return events.stream().anyMatch(BodyText::isLast);
    }

    private static boolean isLast(SseEvent event) {
        String data = event.data();
        if (data == null || data.isBlank()) {
            return false;
        }
        if (data.strip().equals(SseEvent.DONE) || LAST_EVENTS.contains(event.name())) {
            return true;
        }
        try {
            JsonNode json = Json.parse(data);
            return LAST_EVENTS.contains(json.path("type").asText())
                    || json.hasNonNull("error")
                    || Json.values(json.path("choices")).anyMatch(choice -> choice.hasNonNull("finish_reason"));
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
