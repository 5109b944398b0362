package dev.cannery.internal.response;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cannery.internal.chat.style.AnswerExtras;
import dev.cannery.internal.chat.style.AnswerForm;
import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.response.derived.DerivedIds;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a streamed completion: {@code chat.completion.chunk} objects as SSE events, {@code [DONE]} at the end.
 *
 * <p>The members around the choices are the same in all chunks of a stream, so they are written once.
 */
final class ChunkStream {
    private static final byte[] DONE = ascii("data: [DONE]\n\n");
    private static final byte[] END = ascii("]}\n\n");
    private static final byte[] END_WITHOUT_USAGE = ascii("],\"usage\":null}\n\n");
    private static final byte[] CHOICES = ascii("\"choices\":[");
    private static final byte[] CHOICES_AFTER_USAGE = ascii("\"usage\":null,\"choices\":[");
    private static final byte[] NOTHING = {};
    private static final byte[] CLOSING = ascii("}\n\n");
    private static final byte[] PADDING = ascii(",\"obfuscation\":\"");
    private static final int PADDING_UNIT = 16;

    private final byte[] head;
    /** The members that follow the choices of each chunk, where members are sorted by name. */
    private final String suffix;

    private final @Nullable CannedUsage usage;
    private final @Nullable DerivedIds padding;
    private final AnswerExtras extras;
    private final AnswerForm form;

    /**
     * Creates a stream from this origin.
     *
     * @param usage the usage reported by a final chunk, null to leave that chunk out
     * @param padding the source of the padding that hides the length of a chunk's text, null for no padding
     * @param extras what the provider adds
     */
    ChunkStream(Origin origin, @Nullable CannedUsage usage, @Nullable DerivedIds padding, AnswerExtras extras) {
        this.head = extras.isSorted() ? ascii("data: {\"choices\":[") : head(origin);
        this.suffix = extras.isSorted() ? suffix(origin) : "";
        this.usage = usage;
        this.padding = padding;
        this.extras = extras;
        this.form = extras.formOf(origin.model());
    }

    /**
     * Returns the frames of these chunks. What follows the last chunk is due with it.
     *
     * @param delay when the chunk that some providers send before all others is due
     * @param inParallel whether the choice calls several tools: then all chunks but the last write {@code "usage":null} before
     *     their choices
     */
    List<SseFrame> frames(Chunks chunks, Duration delay, boolean inParallel) {
        List<SseFrame> before = extras.opening() == null
                ? List.of()
                : List.of(SseFrame.of(
                        NOTHING, ascii("data: " + Json.compact(extras.opening()) + "\n\n"), NOTHING, delay));
        int count = chunks.elements().size();
        int ahead = usage == null || !inParallel || extras.isSorted() ? 0 : count - 1;
        byte[] early = ahead == 0 ? head : afterUsage(head);
        byte[] plain = extras.isSorted()
                ? ascii("]" + suffix + (usage == null ? "}\n\n" : ",\"usage\":null}\n\n"))
                : usage == null ? END : END_WITHOUT_USAGE;
        DerivedIds letters = padding;
        Chunks.Tail tail = (chunk, length) -> {
            byte[] end = chunk < ahead ? END : plain;
            return letters == null ? end : padded(end, letters, chunk, length);
        };
        return chunks.framed(before, chunk -> chunk < ahead ? early : head, tail, ending(chunks.end(), count));
    }

    private static byte[] afterUsage(byte[] head) {
        int common = head.length - CHOICES.length;
        return ByteBuffer.allocate(common + CHOICES_AFTER_USAGE.length)
                .put(head, 0, common)
                .put(CHOICES_AFTER_USAGE)
                .array();
    }

    /** Returns the frames after the last delta, which is preceded by this number of chunks. */
    private List<SseFrame> ending(Duration due, int chunks) {
        SseFrame done = SseFrame.of(NOTHING, DONE, NOTHING, due);
        if (usage == null) {
            return List.of(done);
        }
        byte[] end = endWith(usage);
        byte[] tail = padding == null ? end : padded(end, padding, chunks, 0);
        return List.of(SseFrame.of(head, NOTHING, tail, due), done);
    }

    /** Returns the end of a chunk with padding, so that the length of the chunk reveals the length of its text only roughly. */
    private byte[] padded(byte[] end, DerivedIds letters, int chunk, int length) {
        int open = extras.isSorted() ? paddingAt(end) : end.length - CLOSING.length;
        int missing = PADDING_UNIT - length % PADDING_UNIT;
        ByteBuffer padded = ByteBuffer.allocate(end.length + PADDING.length + missing + 1);
        padded.put(end, 0, open).put(PADDING);
        letters.pad(padded.array(), padded.position(), missing, chunk);
        return padded.position(padded.position() + missing)
                .put((byte) '"')
                .put(end, open, end.length - open)
                .array();
    }

    /** Returns where {@code obfuscation} belongs when members are sorted by name. */
    private static int paddingAt(byte[] end) {
        return new String(end, StandardCharsets.ISO_8859_1).indexOf(",\"object\":");
    }

    private byte[] endWith(CannedUsage usage) {
        byte[] json = Json.write(Json.Layout.COMPACT, out -> UsageJson.write(out, usage, form));
        if (extras.isSorted()) {
            String sorted = new String(SortedJson.of(json, extras.completion()), StandardCharsets.US_ASCII);
            return ascii("]" + suffix + ",\"usage\":" + sorted + "}\n\n");
        }
        return ascii("],\"usage\":" + new String(json, StandardCharsets.US_ASCII) + "}\n\n");
    }

    /** Returns the event up to and including the bracket that opens {@code choices}. */
    private static byte[] head(Origin origin) {
        byte[] chunk = Json.write(Json.Layout.COMPACT, out -> writeEmptyChunk(out, origin));
        byte[] prefix = ascii("data: ");
        int closing = "]}".length();
        return ByteBuffer.allocate(prefix.length + chunk.length - closing)
                .put(prefix)
                .put(chunk, 0, chunk.length - closing)
                .array();
    }

    /** Returns the members of a chunk that sort after its choices. */
    private static String suffix(Origin origin) {
        byte[] chunk =
                SortedJson.of(Json.write(Json.Layout.COMPACT, out -> writeEmptyChunk(out, origin)), Json.object());
        String json = new String(chunk, StandardCharsets.UTF_8);
        return json.substring("{\"choices\":[]".length(), json.length() - 1);
    }

    private static void writeEmptyChunk(JsonGenerator out, Origin origin) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", origin.id());
        out.writeStringField("object", "chat.completion.chunk");
        out.writeNumberField("created", origin.created());
        out.writeStringField("model", origin.model());
        if (origin.serviceTier() != null) {
            out.writeStringField("service_tier", origin.serviceTier());
        }
        out.writeStringField("system_fingerprint", origin.systemFingerprint());
        out.writeArrayFieldStart("choices");
        out.writeEndArray();
        out.writeEndObject();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
