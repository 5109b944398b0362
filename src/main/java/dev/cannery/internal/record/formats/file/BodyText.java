package dev.cannery.internal.record.formats.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.SseEvent;
import dev.cannery.internal.wire.SseReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
    /** The number of digits of the longest chunk that is looked for. */
    private static final int LONGEST_SIZE = 7;

    private static final Set<String> LAST_EVENTS =
            Set.of("response.completed", "response.incomplete", "response.failed", "error");

    public static BodyText of(byte[] sent, String encoding) {
        String named = encoding.toLowerCase(Locale.ROOT).strip();
        try {
            byte[] plain = withoutChunks(sent);
            byte[] bytes = plain;
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

    /** Returns a body without the sizes of its chunks, if a tool recorded it with them; otherwise the body itself. */
    private static byte[] withoutChunks(byte[] sent) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        int at = 0;
        while (at < sent.length) {
            int end = at;
            while (end < sent.length && end - at <= LONGEST_SIZE && Character.digit(sent[end], 16) >= 0) {
                end++;
            }
            if (end == at || end - at > LONGEST_SIZE || !isLineEnd(sent, end)) {
                return sent;
            }
            int size = Integer.parseInt(new String(sent, at, end - at, StandardCharsets.US_ASCII), 16);
            int start = end + 2;
            if (size == 0) {
                return joined.toByteArray();
            }
            if (size > sent.length - start || !isLineEnd(sent, start + size)) {
                return sent;
            }
            joined.write(sent, start, size);
            at = start + size + 2;
        }
        return sent;
    }

    private static boolean isLineEnd(byte[] bytes, int at) {
        return at + 1 < bytes.length && bytes[at] == '\r' && bytes[at + 1] == '\n';
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
