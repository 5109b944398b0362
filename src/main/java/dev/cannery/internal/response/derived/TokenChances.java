package dev.cannery.internal.response.derived;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.wire.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes up how likely each token of an answer was, when the request asks for {@code logprobs}: always the same for the same
 * request. What was said had a chance of one half or more; each alternative has half of what is left, so that the chances of
 * one place never sum up to more than one.
 */
public final class TokenChances {
    private static final int MOST_ALTERNATIVES = 20;
    private static final List<String> OTHER_WORDS = List.of(
            " the", " a", " of", " and", " to", " in", " is", " it", " that", " for", " was", " on", " are", " as",
            " with", " at", " be", " this", " from", " or", " an");

    private final TokenCounter tokens;
    private final ChatRequest request;
    private final DerivedIds ids;

    /** Chances of the answers to this request. */
    public TokenChances(TokenCounter tokens, ChatRequest request, DerivedIds ids) {
        this.tokens = tokens;
        this.request = request;
        this.ids = ids;
    }

    /** The {@code logprobs} of a choice; null when the request asks for none. */
    public @Nullable ObjectNode of(CannedMessage said, int choice) {
        if (!request.field("logprobs").asBoolean(false)) {
            return null;
        }
        ObjectNode logprobs = Json.object();
        put(logprobs, "content", said.content(), choice);
        put(logprobs, "refusal", said.refusal(), choice);
        return logprobs;
    }

    private void put(ObjectNode logprobs, String name, @Nullable String text, int choice) {
        if (text == null) {
            logprobs.putNull(name);
            return;
        }
        ArrayNode list = logprobs.putArray(name);
        List<byte[]> said = tokens.tokenBytes(request.model(), text);
        for (int i = 0; i < said.size(); i++) {
            double chance = 0.5 + 0.499 * ids.fraction(name, choice, i);
            ObjectNode token = list.addObject();
            describe(token, said.get(i), chance);
            putAlternatives(token.putArray("top_logprobs"), said.get(i), chance);
        }
    }

    /** The most likely tokens in falling order, the one that was said among them. */
    private void putAlternatives(ArrayNode list, byte[] said, double chance) {
        int wanted = Math.min(MOST_ALTERNATIVES, request.field("top_logprobs").asInt(0));
        if (wanted < 1) {
            return;
        }
        describe(list.addObject(), said, chance);
        double left = 1 - chance;
        for (String word : OTHER_WORDS) {
            byte[] other = word.getBytes(StandardCharsets.UTF_8);
            if (list.size() < wanted && !Arrays.equals(said, other)) {
                left /= 2;
                describe(list.addObject(), other, left);
            }
        }
    }

    private static void describe(ObjectNode token, byte[] bytes, double chance) {
        token.put("token", text(bytes));
        // the strict logarithm is the same on every machine
        token.put("logprob", Math.round(StrictMath.log(chance) * 1e8) / 1e8);
        ArrayNode list = token.putArray("bytes");
        for (byte part : bytes) {
            list.add(part & 0xff);
        }
    }

    /** The token as text; one that ends inside a character is shown by its bytes, as the live API does. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            StringBuilder text = new StringBuilder("bytes:");
            for (byte part : bytes) {
                text.append(String.format(Locale.ROOT, "\\x%02x", part & 0xff));
            }
            return text.toString();
        }
    }
}
