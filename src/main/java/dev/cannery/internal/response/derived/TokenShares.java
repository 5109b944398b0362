package dev.cannery.internal.response.derived;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Deals the {@code logprobs} of one text out to the pieces of a stream: each token goes with the piece that it begins in. */
public final class TokenShares {
    private final String name;
    private final @Nullable JsonNode tokens;
    private int next;
    private long toldBytes;
    private long saidBytes;

    /**
     * Shares of the text that grows under this name.
     *
     * @param logprobs of the whole choice, null when there are none
     */
    public TokenShares(String name, @Nullable ObjectNode logprobs) {
        this.name = name;
        this.tokens = logprobs == null ? null : logprobs.path(name);
    }

    /** The share of the next piece; null when the choice has none. */
    public @Nullable ObjectNode next(String piece) {
        if (tokens == null) {
            return null;
        }
        ObjectNode share = Json.object().putNull("content").putNull("refusal");
        ArrayNode list = share.putArray(name);
        saidBytes += lengthOf(piece);
        while (next < tokens.size() && toldBytes < saidBytes) {
            JsonNode token = tokens.path(next++);
            JsonNode bytes = token.path("bytes");
            list.add(token);
            toldBytes += Math.max(
                    1,
                    bytes.isArray()
                            ? bytes.size()
                            : lengthOf(token.path("token").asText("")));
        }
        return share;
    }

    /** What is left of a whole choice's {@code logprobs} when the request has cut what it says. */
    public static ObjectNode beginning(ObjectNode logprobs, CannedMessage said) {
        ObjectNode left = Json.object();
        left.set("content", beginning(logprobs, "content", said.content()));
        left.set("refusal", beginning(logprobs, "refusal", said.refusal()));
        return left;
    }

    private static @Nullable JsonNode beginning(ObjectNode logprobs, String name, @Nullable String text) {
        ObjectNode share =
                text == null || !logprobs.path(name).isArray() ? null : new TokenShares(name, logprobs).next(text);
        return share == null ? null : share.get(name);
    }

    private static int lengthOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
