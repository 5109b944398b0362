package dev.cannery.internal.response.derived;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Distributes the {@code logprobs} of one text over the fragments of a stream: each token goes to the fragment it begins in. */
public final class LogprobSplitter {
    private final String name;
    private final @Nullable JsonNode tokens;
    private int next;
    private long sentBytes;
    private long textBytes;

    /**
     * Creates a splitter for the text that grows under this name.
     *
     * @param logprobs those of the whole choice, null when there are none
     */
    public LogprobSplitter(String name, @Nullable ObjectNode logprobs) {
        this.name = name;
        this.tokens = logprobs == null ? null : logprobs.path(name);
    }

    /** Returns the {@code logprobs} of the next fragment; null when the choice has none. */
    public @Nullable ObjectNode next(String fragment) {
        if (tokens == null) {
            return null;
        }
        ObjectNode part = Json.object().putNull("content").putNull("refusal");
        ArrayNode list = part.putArray(name);
        textBytes += lengthOf(fragment);
        while (next < tokens.size() && sentBytes < textBytes) {
            JsonNode token = tokens.path(next++);
            JsonNode bytes = token.path("bytes");
            list.add(token);
            sentBytes += Math.max(
                    1,
                    bytes.isArray()
                            ? bytes.size()
                            : lengthOf(token.path("token").asText("")));
        }
        return part;
    }

    /** Returns the part of a choice's {@code logprobs} that belongs to its truncated message. */
    public static ObjectNode beginning(ObjectNode logprobs, CannedMessage message) {
        ObjectNode left = Json.object();
        left.set("content", beginning(logprobs, "content", message.content()));
        left.set("refusal", beginning(logprobs, "refusal", message.refusal()));
        return left;
    }

    private static @Nullable JsonNode beginning(ObjectNode logprobs, String name, @Nullable String text) {
        ObjectNode part =
                text == null || !logprobs.path(name).isArray() ? null : new LogprobSplitter(name, logprobs).next(text);
        return part == null ? null : part.get(name);
    }

    private static int lengthOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
