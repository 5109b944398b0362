package dev.cannery.internal.response;

import dev.cannery.internal.chat.BoundedCache;
import dev.cannery.internal.chat.style.AnswerForm;
import dev.cannery.internal.chat.style.Slot;
import dev.cannery.internal.chat.style.StreamForm;
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
 * A cache of rendered completions. A canned text differs between requests only in its id, so it is written once and the id is
 * patched in. Responses with more ids, such as those of tool calls, or with log probabilities are written each time.
 */
final class ResponseCache {
    private static final int ENTRIES = 16_384;
    private static final long BYTES = BoundedCache.bytes(32 << 20);
    private static final int OVERHEAD = 400;
    /** Where the id begins in a whole response that begins with it, in several lines and in one. */
    private static final int ID_AT = "{\n  \"id\": \"".length();

    private static final int ID_AT_IN_LINE = "{\"id\":\"".length();

    private final BoundedCache<Whole, byte[]> wholes =
            new BoundedCache<>(ENTRIES, BYTES, (key, json) -> OVERHEAD + json.length);
    private final BoundedCache<Stream, Chunks> streams =
            new BoundedCache<>(ENTRIES, BYTES, (key, chunks) -> OVERHEAD + chunks.weight());

    /** Returns the bytes of a whole completion. */
    ByteBuffer whole(Origin origin, List<RenderedChoice> choices, CannedUsage usage, AnswerForm form) {
        byte[] id = origin.id().getBytes(StandardCharsets.ISO_8859_1);
        if (!isAlike(choices)
                || !isPlain(origin.id())
                || !form.whole().completion().beginsWith(Slot.ID)) {
            return ByteBuffer.wrap(new CompletionWriter(origin, choices, usage, form).bytes());
        }
        byte[] known = wholes.of(
                new Whole(choices, origin.withId("x".repeat(id.length)), usage, form),
                key -> new CompletionWriter(key.origin, choices, usage, form).bytes());
        byte[] bytes = Arrays.copyOf(known, known.length);
        System.arraycopy(id, 0, bytes, form.whole().isOneLine() ? ID_AT_IN_LINE : ID_AT, id.length);
        return ByteBuffer.wrap(bytes);
    }

    /**
     * Returns the chunks of a stream.
     *
     * @param stream everything that the chunks depend on
     * @param writer writes the chunks when they are not cached
     */
    Chunks chunks(Stream stream, Supplier<Chunks> writer) {
        boolean hasUsage = stream.form.stream().usage().containsKey(StreamForm.UsagePlace.CHOICE);
        return isAlike(stream.choices) && !hasUsage ? streams.of(stream, key -> writer.get()) : writer.get();
    }

    private static boolean isAlike(List<RenderedChoice> choices) {
        return choices.stream()
                .allMatch(choice -> choice.message().toolCalls().isEmpty()
                        && choice.message().audio() == null
                        && choice.logprobs() == null);
    }

    /** Whether an id needs no escaping in JSON; derived ids never do. */
    private static boolean isPlain(String id) {
        return id.chars().allMatch(letter -> letter > ' ' && letter < 0x7F && letter != '"' && letter != '\\');
    }

    /** Returns a hash of the texts: nearly all responses that differ have different texts. */
    private static int hash(List<RenderedChoice> choices, String model) {
        int hash = model.hashCode();
        for (RenderedChoice choice : choices) {
            hash = hash * 31 + Objects.hashCode(choice.message().content());
        }
        return hash;
    }

    private record Whole(List<RenderedChoice> choices, Origin origin, CannedUsage usage, AnswerForm form) {
        @Override
        public int hashCode() {
            return hash(choices, origin.model());
        }
    }

    /**
     * Everything that the chunks of a stream depend on.
     *
     * @param choices the choices
     * @param model the model whose tokenizer splits the texts
     * @param hasLogprobs whether each has {@code logprobs}, even null ones
     * @param delay how long the response is delayed
     * @param pacing how it is split and timed
     * @param form the provider's form of responses
     * @param echo what the provider may repeat of the request
     */
    record Stream(
            List<RenderedChoice> choices,
            String model,
            boolean hasLogprobs,
            Duration delay,
            Pacing pacing,
            AnswerForm form,
            Origin.Echo echo) {
        @Override
        public int hashCode() {
            return hash(choices, model);
        }
    }
}
