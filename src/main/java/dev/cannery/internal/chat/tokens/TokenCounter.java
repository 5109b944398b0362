package dev.cannery.internal.chat.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.BoundedCache;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.MessageText;
import dev.cannery.internal.wire.Json;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Counts tokens as the API's {@code usage} reports them, with the model's tokenizer. Thread-safe.
 *
 * <p>A vocabulary is loaded on first use, which takes about 0.2 seconds. Counts of texts are cached, so one counter should be
 * shared by a whole server.
 */
public final class TokenCounter {
    private static final int DEFAULT_ENTRIES = 32_768;
    private static final long DEFAULT_CHARACTERS = 4 << 20;
    /** The number of texts whose pieces are cached; pieces weigh about ten times as much as the text. */
    private static final int CUT_TEXTS = 256;

    private static final long CUT_CHARACTERS = 256 << 10;
    /** The approximate number of characters of a token of English text. */
    private static final int CHARACTERS_EACH = 4;

    private static final int PROMPTS = 1 << 9;
    private static final int AROUND_PARALLEL_CALLS = 10;
    private static final int TEXT_BESIDE_TOOLS = 1;
    private static final int TEXT_BESIDE_TOOLS_BY_SCHEMA = 5;

    private final BoundedCache<Text, Integer> counts;
    private final BoundedCache<Text, List<String>> cuts = cache(CUT_TEXTS, CUT_CHARACTERS);
    /** The last prompts by the identity of their bodies: a server parses equal bodies once, and rendering tools takes 4 us. */
    private final AtomicReferenceArray<Prompt> prompts = new AtomicReferenceArray<>(PROMPTS);

    private final boolean estimates;

    /** Creates a counter that caches up to 32,768 counts of texts with 4 million characters in total. */
    public TokenCounter() {
        this(DEFAULT_ENTRIES, DEFAULT_CHARACTERS);
    }

    /**
     * Creates a counter with these cache limits; 0 caches nothing.
     *
     * @param cachedTexts the maximum number of cached texts
     * @param cachedCharacters the maximum total number of characters of these texts
     */
    public TokenCounter(int cachedTexts, long cachedCharacters) {
        this(cachedTexts, cachedCharacters, false);
    }

    private TokenCounter(int cachedTexts, long cachedCharacters, boolean estimates) {
        if (cachedTexts < 0 || cachedCharacters < 0) {
            throw new IllegalArgumentException("the cache's bounds must not be negative, were " + cachedTexts
                    + " texts and " + cachedCharacters + " characters");
        }
        this.counts = cache(cachedTexts, cachedCharacters);
        this.estimates = estimates;
    }

    private static <T> BoundedCache<Text, T> cache(int entries, long characters) {
        return new BoundedCache<>(entries, characters, (key, value) -> key.text.length());
    }

    /** Creates a counter that counts a token per four characters, for texts of any kind; it still splits at real tokens. */
    public static TokenCounter estimating() {
        return new TokenCounter(0, 0, true);
    }

    /** Returns the tokens of a text; markers of special tokens count as plain text. */
    public int tokens(String model, String text) {
        return tokens(ModelFamily.of(model).encoding(), text);
    }

    /**
     * Returns the {@code prompt_tokens} of a request. Images of known size are counted; other images, audio, files and custom tools
     * are estimated. Malformed parts of the request count as nothing.
     */
    public int promptTokens(ChatRequest request) {
        int place = System.identityHashCode(request.body()) & PROMPTS - 1;
        Prompt known = prompts.get(place);
        if (known != null && known.isOf(request)) {
            return known.tokens;
        }
        int count = prompt(request.model()).of(request);
        prompts.set(place, new Prompt(new WeakReference<>(request.body()), request.model(), count));
        return count;
    }

    private PromptTokens prompt(String model) {
        ModelFamily family = ModelFamily.of(model);
        return new PromptTokens(family, text -> tokens(family.encoding(), text));
    }

    /** Returns the {@code completion_tokens} of a response's text, including what the model adds; 0 for null or an empty text. */
    public int textTokens(String model, @Nullable String text) {
        return text == null || text.isEmpty()
                ? 0
                : tokens(model, text) + ModelFamily.of(model).perText();
    }

    /**
     * A call of a function.
     *
     * @param name the function's name
     * @param arguments its arguments, usually JSON
     */
    public record Call(String name, String arguments) {}

    /**
     * Returns the {@code completion_tokens} of the calls of one message. The models up to gpt-4.1 write several calls as one call of
     * a wrapper.
     *
     * @param forced whether the request names the function: older models then write only the arguments
     */
    public int callTokens(String model, List<Call> calls, boolean forced) {
        ModelFamily family = ModelFamily.of(model);
        if (calls.size() > 1 && !family.reasons()) {
            return AROUND_PARALLEL_CALLS + wrappedTokens(model, calls);
        }
        boolean named = !forced || family.form() == ModelFamily.Form.CHANNELS;
        int count = 0;
        for (Call call : calls) {
            count += (named ? family.perCall() + tokens(model, call.name()) : family.perText())
                    + tokens(model, call.arguments());
        }
        return count;
    }

    /** Returns the tokens of the arguments of the wrapper as which several calls are written. */
    public int wrappedTokens(String model, List<Call> calls) {
        ParallelCalls parallel = new ParallelCalls();
        calls.forEach(call -> parallel.add(call.name(), call.arguments()));
        return tokens(model, parallel.arguments());
    }

    /**
     * Returns the tokens that a model adds to a response's text when the request offers functions.
     *
     * @param withSchema whether the response must also conform to a schema
     */
    public int besideTools(String model, boolean withSchema) {
        return ModelFamily.of(model).reasons() ? 0 : withSchema ? TEXT_BESIDE_TOOLS_BY_SCHEMA : TEXT_BESIDE_TOOLS;
    }

    /** Returns the counter of a text, content parts or messages for this model. */
    public Tokenizer forModel(String model) {
        return value -> {
            JsonNode text = MessageText.ofContent(value);
            if (text.isTextual()) {
                return tokens(model, text.textValue());
            }
            if (isOfParts(value)) {
                return 0;
            }
            ObjectNode body = Json.object().put("model", model);
            body.set("messages", value);
            return value.isArray() ? prompt(model).ofText(ChatRequest.of(body)) : 0;
        };
    }

    /** Whether these are content parts without text, and not messages. */
    private static boolean isOfParts(JsonNode value) {
        return value.path(0).has("type") && !value.path(0).has("role");
    }

    /**
     * Splits the text at its tokens, as a stream sends it; joined again, the pieces are the text. A token that ends inside a
     * user-perceived character is joined with the next ones.
     */
    public List<String> pieces(String model, String text) {
        return cuts.of(new Text(ModelFamily.of(model).encoding(), text), TokenCounter::cut);
    }

    private static List<String> cut(Text key) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int end : key.ends(Integer.MAX_VALUE)) {
            pieces.add(key.text.substring(start, end));
            start = end;
        }
        return List.copyOf(pieces);
    }

    /** Returns the longest beginning of a text that has at most this many tokens and does not split a user-perceived character. */
    public String beginning(String model, String text, int limit) {
        List<Integer> ends = new Text(ModelFamily.of(model).encoding(), text).ends(limit);
        return ends.isEmpty() ? "" : text.substring(0, ends.get(ends.size() - 1));
    }

    /** Returns the bytes in UTF-8 of each token of a text; a token may end inside a character. */
    public List<byte[]> tokenBytes(String model, String text) {
        return ModelFamily.of(model).encoding().vocabulary().tokens(text);
    }

    private int tokens(Encoding encoding, String text) {
        if (estimates) {
            return (text.length() + CHARACTERS_EACH - 1) / CHARACTERS_EACH;
        }
        return counts.of(new Text(encoding, text), key -> encoding.vocabulary().count(text));
    }

    private record Prompt(WeakReference<ObjectNode> body, String model, int tokens) {
        boolean isOf(ChatRequest request) {
            return body.refersTo(request.body()) && model.equals(request.model());
        }
    }

    /** A text as a cache key. The hash of a long text is computed here, outside the cache's lock. */
    private record Text(Encoding encoding, String text, int hash) {
        Text(Encoding encoding, String text) {
            this(encoding, text, text.hashCode());
        }

        List<Integer> ends(int limit) {
            return new TokenCutter(text).ends(encoding.vocabulary().tokens(text), limit);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Text key && encoding == key.encoding && text.equals(key.text);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
