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
 * Makes up log probabilities of tokens when a request asks for {@code logprobs}; the same request always gets the same ones.
 * The chosen token has a probability of at least one half. Each alternative has half of what remains, so that the
 * probabilities at one position never add up to more than one.
 */
public final class TokenProbabilities {
    private static final int MAX_ALTERNATIVES = 20;
    private static final List<String> OTHER_WORDS = List.of(
            " the", " a", " of", " and", " to", " in", " is", " it", " that", " for", " was", " on", " are", " as",
            " with", " at", " be", " this", " from", " or", " an");

    private final TokenCounter tokens;
    private final ChatRequest request;
    private final DerivedIds ids;

    /** Creates the probabilities for responses to this request. */
    public TokenProbabilities(TokenCounter tokens, ChatRequest request, DerivedIds ids) {
        this.tokens = tokens;
        this.request = request;
        this.ids = ids;
    }

    /** Returns the {@code logprobs} of a choice; null when the request asks for none. */
    public @Nullable ObjectNode of(CannedMessage message, int choice) {
        if (!request.field("logprobs").asBoolean(false)) {
            return null;
        }
        ObjectNode logprobs = Json.object();
        put(logprobs, "content", message.content(), choice);
        put(logprobs, "refusal", message.refusal(), choice);
        return logprobs;
    }

    private void put(ObjectNode logprobs, String name, @Nullable String text, int choice) {
        if (text == null) {
            logprobs.putNull(name);
            return;
        }
        ArrayNode list = logprobs.putArray(name);
        List<byte[]> chosen = tokens.tokenBytes(request.model(), text);
        for (int i = 0; i < chosen.size(); i++) {
            double probability = 0.5 + 0.499 * ids.fraction(name, choice, i);
            ObjectNode token = list.addObject();
            describe(token, chosen.get(i), probability);
            putAlternatives(token.putArray("top_logprobs"), chosen.get(i), probability);
        }
    }

    /** Adds the most likely tokens in falling order, starting with the chosen one. */
    private void putAlternatives(ArrayNode list, byte[] chosen, double probability) {
        int wanted = Math.min(MAX_ALTERNATIVES, request.field("top_logprobs").asInt(0));
        if (wanted < 1) {
            return;
        }
        describe(list.addObject(), chosen, probability);
        double left = 1 - probability;
        for (String word : OTHER_WORDS) {
            byte[] other = word.getBytes(StandardCharsets.UTF_8);
            if (list.size() < wanted && !Arrays.equals(chosen, other)) {
                left /= 2;
                describe(list.addObject(), other, left);
            }
        }
    }

    private static void describe(ObjectNode token, byte[] bytes, double probability) {
        token.put("token", text(bytes));
        // StrictMath gives the same result on every machine
        token.put("logprob", Math.round(StrictMath.log(probability) * 1e8) / 1e8);
        ArrayNode list = token.putArray("bytes");
        for (byte part : bytes) {
            list.add(part & 0xff);
        }
    }

    /** Returns the token as text. A token that ends inside a character is shown as bytes, as the live API does. */
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
