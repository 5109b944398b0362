package dev.cannery.internal.chat.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.MessageText;
import dev.cannery.internal.chat.tokens.ModelFamily.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Counts the tokens of a request's messages, including calls and their results. */
final class MessageTokens {
    private static final int PER_MESSAGE = 3;
    /** The tokens of a name besides its own, and the only ones of a name that repeats the role. */
    private static final int PER_NAME = 1;
    /** The tokens of a result, whose author is {@code functions.name} instead of {@code tool}. */
    private static final int PER_RESULT = 1;

    private static final int PER_CHANNEL = 2;
    private static final int AROUND_PARALLEL = 16;
    private static final int FRAME = PER_MESSAGE + 1;
    /** Replaces the name of a call whose result is counted together with others. */
    private static final String COUNTED = "";

    private final ModelFamily family;
    private final ToIntFunction<String> tokens;
    private final Map<String, String> called = new HashMap<>();

    MessageTokens(ModelFamily family, ToIntFunction<String> tokens) {
        this.family = family;
        this.tokens = tokens;
    }

    /**
     * Counts messages in order.
     *
     * @param sections what is appended to the first system message, empty for nothing
     */
    int of(JsonNode messages, String sections) {
        int count = 0;
        String open = sections;
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.path(i);
            boolean takesSections = !open.isEmpty() && isSystem(message);
            count += ofMessage(message, takesSections ? open : "", messages, i);
            open = takesSections ? "" : open;
        }
        return count;
    }

    static boolean isSystem(JsonNode message) {
        String role = message.path("role").asText("");
        return role.equals("system") || role.equals("developer");
    }

    private int ofMessage(JsonNode message, String sections, JsonNode messages, int index) {
        JsonNode content = MessageText.ofContent(message.path("content"));
        String text = content.isTextual() ? content.textValue() : "";
        if (family.form() == Form.WORDS) {
            return tokens.applyAsInt(text);
        }
        String role = message.path("role").asText("");
        String function = functionOf(message, role);
        if (function != null) {
            return function.equals(COUNTED)
                    ? 0
                    : FRAME + PER_RESULT + tokens.applyAsInt(function) + tokens.applyAsInt(text);
        }
        if (isEmptyAnswer(message, role)) {
            return 0;
        }
        int count =
                PER_MESSAGE + tokens.applyAsInt(role) + tokens.applyAsInt(sections.isEmpty() ? text : text + sections);
        if (message.path("name").isTextual()) {
            String name = message.path("name").textValue();
            count += PER_NAME + (name.equals(role) ? 0 : tokens.applyAsInt(name));
        }
        List<JsonNode> calls = callsOf(message);
        if (!calls.isEmpty()) {
            // a text next to calls is a separate message
            return count + (text.isEmpty() ? 0 : FRAME) + ofCalls(calls, messages, index);
        }
        return family.form() == Form.CHANNELS && role.equals("assistant") ? count + PER_CHANNEL : count;
    }

    /** Whether an assistant message has neither parts nor calls. The Responses API accepts it and does not count it (8 of 8 recorded). */
    private static boolean isEmptyAnswer(JsonNode message, String role) {
        return role.equals("assistant")
                && message.path("content").isNull()
                && !message.has("refusal")
                && callsOf(message).isEmpty();
    }

    /** Returns the function whose result a message is; null when it is not a result, or of an unknown call. */
    private @Nullable String functionOf(JsonNode message, String role) {
        if (role.equals("tool")) {
            return called.get(message.path("tool_call_id").asText(""));
        }
        return role.equals("function") && message.path("name").isTextual()
                ? message.path("name").textValue()
                : null;
    }

    private static List<JsonNode> callsOf(JsonNode message) {
        JsonNode made = message.path("tool_calls");
        boolean legacy = message.path("function_call").isObject();
        if (made.isEmpty() && !legacy) {
            return List.of();
        }
        List<JsonNode> calls = new ArrayList<>(made.size() + 1);
        made.forEach(calls::add);
        if (legacy) {
            calls.add(message);
        }
        return calls;
    }

    private int ofCalls(List<JsonNode> calls, JsonNode messages, int index) {
        boolean wrapped = calls.size() > 1 && !family.reasons();
        ParallelCalls parallel = new ParallelCalls();
        int count = (calls.size() - 1) * FRAME;
        for (JsonNode call : calls) {
            String name = name(call);
            count += family.perPastCall() + tokens.applyAsInt(name) + tokens.applyAsInt(compact(arguments(call)));
            parallel.add(name, arguments(call));
            if (call.path("id").isTextual()) {
                called.put(call.path("id").textValue(), wrapped ? COUNTED : name);
            }
        }
        return wrapped
                ? AROUND_PARALLEL
                        + tokens.applyAsInt(parallel.arguments())
                        + tokens.applyAsInt(ParallelCalls.results(resultsBehind(messages, index)))
                : count;
    }

    private List<String> resultsBehind(JsonNode messages, int index) {
        List<String> results = new ArrayList<>();
        for (int i = index + 1; i < messages.size(); i++) {
            if (!COUNTED.equals(functionOf(messages.path(i), "tool"))) {
                break;
            }
            results.add(MessageText.ofContent(messages.path(i).path("content")).asText(""));
        }
        return results;
    }

    private static String name(JsonNode call) {
        return kind(call).path("name").asText("");
    }

    private static String arguments(JsonNode call) {
        JsonNode kind = kind(call);
        return kind.path("arguments").asText(kind.path("input").asText(""));
    }

    private static JsonNode kind(JsonNode call) {
        JsonNode function = call.path("function");
        return function.isObject()
                ? function
                : call.path("function_call").isObject() ? call.path("function_call") : call.path("custom");
    }

    /** Returns arguments without the spaces between values, which the model does not see. */
    static String compact(String arguments) {
        boolean spaced = arguments.chars().anyMatch(c -> c == ' ' || c == '\n');
        String compact = spaced ? JsonSpacing.COMPACT.rewrite(arguments) : null;
        return compact == null ? arguments : compact;
    }
}
