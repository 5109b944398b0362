package dev.cannery.internal.response;

import dev.cannery.internal.chat.BoundedCache;
import dev.cannery.internal.chat.style.AnswerExtras;
import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.contract.Pacing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The bytes of answers that were given before. A canned text is the same for every request but for its id, so it is written
 * once and the id put in. What holds other ids of its own, as tool calls do, or the odds of its tokens, is written each time.
 */
final class WrittenAnswers {
    private static final int ENTRIES = 16_384;
    private static final long BYTES = BoundedCache.bytes(32 << 20);
    private static final int OVERHEAD = 400;
    /** Where the id begins in every whole answer. */
    private static final int ID_AT = "{\n  \"id\": \"".length();

    private final BoundedCache<Whole, byte[]> wholes =
            new BoundedCache<>(ENTRIES, BYTES, (key, json) -> OVERHEAD + json.length);
    private final BoundedCache<Stream, Chunks> streams =
            new BoundedCache<>(ENTRIES, BYTES, (key, chunks) -> OVERHEAD + chunks.weight());

    /** The bytes of a whole answer. */
    ByteBuffer whole(Origin origin, List<RenderedChoice> choices, CannedUsage usage, AnswerExtras extras) {
        byte[] id = origin.id().getBytes(StandardCharsets.ISO_8859_1);
        if (!isAlike(choices) || !isPlain(origin.id()) || extras.isSorted()) {
            return ByteBuffer.wrap(new CompletionWriter(origin, choices, usage, extras).bytes());
        }
        byte[] known = wholes.of(
                new Whole(choices, origin.withId("x".repeat(id.length)), usage, extras),
                key -> new CompletionWriter(key.origin, choices, usage, extras).bytes());
        byte[] bytes = Arrays.copyOf(known, known.length);
        System.arraycopy(id, 0, bytes, ID_AT, id.length);
        return ByteBuffer.wrap(bytes);
    }

    /**
     * What the chunks of a stream carry.
     *
     * @param stream all that they depend on
     * @param writer writes them
     */
    Chunks chunks(Stream stream, Supplier<Chunks> writer) {
        return isAlike(stream.choices) ? streams.of(stream, key -> writer.get()) : writer.get();
    }

    private static boolean isAlike(List<RenderedChoice> choices) {
        return choices.stream()
                .allMatch(choice -> choice.said().toolCalls().isEmpty()
                        && choice.said().audio() == null
                        && choice.logprobs() == null);
    }

    /** Whether an id stands in JSON as it is; every one that is derived does. */
    private static boolean isPlain(String id) {
        return id.chars().allMatch(letter -> letter > ' ' && letter < 0x7F && letter != '"' && letter != '\\');
    }

    /** By its texts: nearly every answer that differs says something else. */
    private static int hash(List<RenderedChoice> choices, String model) {
        int hash = model.hashCode();
        for (RenderedChoice choice : choices) {
            hash = hash * 31 + Objects.hashCode(choice.said().content());
        }
        return hash;
    }

    private record Whole(List<RenderedChoice> choices, Origin origin, CannedUsage usage, AnswerExtras extras) {
        @Override
        public int hashCode() {
            return hash(choices, origin.model());
        }
    }

    /**
     * What the chunks of a stream depend on.
     *
     * @param choices the choices
     * @param model whose tokens the texts are cut at
     * @param hasLogprobs whether each has {@code logprobs}, be they null
     * @param delay how long the answer is held back
     * @param pacing how it is cut and paced
     * @param extras what the provider adds
     */
    record Stream(
            List<RenderedChoice> choices,
            String model,
            boolean hasLogprobs,
            Duration delay,
            Pacing pacing,
            AnswerExtras extras) {
        @Override
        public int hashCode() {
            return hash(choices, model);
        }
    }
}
