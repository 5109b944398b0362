package dev.cannery;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words for canned responses, to be imported statically:
 *
 * <pre>{@code
 * import static dev.cannery.Responses.*;
 *
 * mock.reply(error("rate_limit_exceeded").retryAfter(Duration.ofSeconds(1)), text("Sunny."));
 * }</pre>
 *
 * <p>A response serves both forms: whether JSON or a stream is sent depends on the request. Values are whatever Jackson can
 * write, a {@link Map} or a Jackson tree for an object.
 */
public final class Responses {
    private Responses() {}

    /** A text. */
    public static Response text(String content) {
        return Response.of("content", content);
    }

    /** A value, serialized to JSON as the content. */
    public static Response json(@Nullable Object value) {
        return Response.of("json", value);
    }

    /** A call of a tool without arguments. */
    public static Response toolCall(String name) {
        return toolCall(name, Map.of());
    }

    /** A call of a tool with these arguments. */
    public static Response toolCall(String name, Map<String, ?> arguments) {
        return call(null, name, "arguments", arguments);
    }

    /** A call of a tool with these arguments, a Jackson object. */
    public static Response toolCall(String name, JsonNode arguments) {
        return call(null, name, "arguments", arguments);
    }

    /** A call of a tool whose arguments are sent exactly as written, to test broken JSON. */
    public static Response toolCall(String name, String arguments) {
        return call(null, name, "arguments", arguments);
    }

    /** A call of a tool with this call id instead of a derived one. */
    public static Response toolCallWithId(String id, String name, Map<String, ?> arguments) {
        return call(id, name, "arguments", arguments);
    }

    /** A call of a tool with this call id, whose arguments are sent exactly as written. */
    public static Response toolCallWithId(String id, String name, String arguments) {
        return call(id, name, "arguments", arguments);
    }

    /** A call of a custom tool, which takes free text. */
    public static Response customToolCall(String name, String input) {
        return call(null, name, "input", input);
    }

    /** A call of a custom tool with this call id instead of a derived one. */
    public static Response customToolCallWithId(String id, String name, String input) {
        return call(id, name, "input", input);
    }

    private static Response call(@Nullable String id, String name, String key, Object value) {
        Map<String, Object> call = new LinkedHashMap<>();
        if (id != null) {
            call.put("id", id);
        }
        call.put("name", name);
        call.put(key, value);
        return Response.of("tool_calls", List.of(call));
    }

    /** A function call in the API's legacy form. */
    public static Response functionCall(String name, Map<String, ?> arguments) {
        return Response.of("function_call", Map.<String, Object>of("name", name, "arguments", arguments));
    }

    /** A function call in the API's legacy form, whose arguments are sent exactly as written. */
    public static Response functionCall(String name, String arguments) {
        return Response.of("function_call", Map.<String, Object>of("name", name, "arguments", arguments));
    }

    /** Several choices of texts, for requests with {@code n}. */
    public static Response choices(String... texts) {
        return choices(Response.texts(texts));
    }

    /** Several choices in the order of their index, for requests with {@code n}. */
    public static Response choices(Response... choices) {
        return Response.of("choices", Arrays.stream(choices).map(Response::tree).toList());
    }

    /** A refusal. */
    public static Response refusal(String text) {
        return Response.of("refusal", text);
    }

    /** The model's reasoning, to be joined with its answer: {@code reasoning("…").and(text("4"))}. */
    public static Response reasoning(String text) {
        return Response.of("reasoning", text);
    }

    /** What the text refers to, as on the wire, to be joined with the text. */
    public static Response annotations(Object... annotations) {
        return Response.of("annotations", List.of(annotations));
    }

    /** A spoken answer: the sound in base64, and its transcript. */
    public static Response audio(String data, String transcript) {
        return Response.of("audio", Map.<String, Object>of("data", data, "transcript", transcript));
    }

    /** A spoken answer with an id that expires at a time in seconds since 1970. */
    public static Response audio(String data, String transcript, String id, long expiresAt) {
        return Response.of(
                "audio",
                Map.<String, Object>of("data", data, "transcript", transcript, "id", id, "expires_at", expiresAt));
    }

    /** Log probabilities as on the wire, with {@code content} and {@code refusal}, to be joined with a text. */
    public static Response logprobs(Object logprobs) {
        return Response.of("logprobs", logprobs);
    }

    /** An error by its name in the provider's catalogue, as {@code rate_limit_exceeded}. */
    public static Response error(String name) {
        return Response.of("error", name);
    }

    /** An error with this status and message. */
    public static Response error(int status, String message) {
        return error(Map.<String, Object>of("status", status, "message", message));
    }

    /** An error with these members: {@code status}, {@code message}, {@code type}, {@code param} and {@code code}. */
    public static Response error(Map<String, ?> members) {
        return Response.of("error", members);
    }

    /** No response: the connection is {@link Fault#RESET}, {@link Fault#EMPTY}, sends {@link Fault#GARBAGE} or {@link Fault#TIMEOUT}s. */
    public static Response fault(Fault fault) {
        return Response.of("fault", fault.word());
    }

    /** A body that is sent exactly as written, for what no other response can say. */
    public static Response body(String text) {
        return Response.of("body", text);
    }

    /**
     * A complete recorded response: a file that holds a {@code chat.completion} object, an error object, or, if its name ends
     * in {@code .sse}, the transcript of a stream.
     */
    public static Response stub(Path file) {
        return Response.of("stub", file.toString());
    }

    /** Streams one chunk per token. */
    public static Streaming byToken() {
        return Streaming.by("token");
    }

    /** Streams one chunk per word. */
    public static Streaming byWord() {
        return Streaming.by("word");
    }

    /** Streams chunks of this many characters. */
    public static Streaming by(int characters) {
        return Streaming.by(characters);
    }

    /** Streams exactly these pieces, which together make up the text. */
    public static Streaming pieces(String... pieces) {
        return Streaming.by(List.of(pieces));
    }
}
