package dev.cannery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.contract.format.ChoiceForm;
import dev.cannery.internal.contract.format.ErrorForm;
import dev.cannery.internal.contract.format.Key;
import dev.cannery.internal.contract.format.PacingForm;
import dev.cannery.internal.contract.format.ResponseForm;
import dev.cannery.internal.contract.format.ToolCallForm;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Factory methods for canned responses, meant to be imported statically:
 *
 * <pre>{@code
 * import static dev.cannery.Responses.*;
 *
 * mock.reply(error("rate_limit_exceeded").retryAfter(Duration.ofSeconds(1)), text("Sunny."));
 * }</pre>
 *
 * <p>A response serves both forms: whether JSON or a stream is sent depends on the request. Values can be anything that Jackson
 * can write, such as a {@link Map} or a Jackson tree for an object.
 */
public final class Responses {
    private static final ResponseForm FORM = ResponseForm.FORM;
    private static final ChoiceForm CHOICE = ChoiceForm.FORM;
    private static final ToolCallForm CALL = ToolCallForm.FORM;

    private Responses() {}

    /** Returns a response with a text. */
    public static Response text(String content) {
        return Response.of(CHOICE.content, content);
    }

    /** Returns a response with a value that is serialized to JSON as the content. */
    public static Response json(@Nullable Object value) {
        return Response.of(CHOICE.json, value);
    }

    /** Returns a call of a tool without arguments. */
    public static Response toolCall(String name) {
        return toolCall(name, Map.of());
    }

    /** Returns a call of a tool with these arguments. */
    public static Response toolCall(String name, Map<String, ?> arguments) {
        return call(null, name, CALL.arguments, arguments);
    }

    /** Returns a call of a tool with these arguments, a Jackson object. */
    public static Response toolCall(String name, JsonNode arguments) {
        return call(null, name, CALL.arguments, arguments);
    }

    /** Returns a call of a tool whose arguments are sent exactly as written, to test broken JSON. */
    public static Response toolCall(String name, String arguments) {
        return call(null, name, CALL.arguments, arguments);
    }

    /** Returns a call of a tool with this call id instead of a derived one. */
    public static Response toolCallWithId(String id, String name, Map<String, ?> arguments) {
        return call(id, name, CALL.arguments, arguments);
    }

    /** Returns a call of a tool with this call id, whose arguments are sent exactly as written. */
    public static Response toolCallWithId(String id, String name, String arguments) {
        return call(id, name, CALL.arguments, arguments);
    }

    /** Returns a call of a custom tool, which takes free text. */
    public static Response customToolCall(String name, String input) {
        return call(null, name, CALL.input, input);
    }

    /** Returns a call of a custom tool with this call id instead of a derived one. */
    public static Response customToolCallWithId(String id, String name, String input) {
        return call(id, name, CALL.input, input);
    }

    private static Response call(@Nullable String id, String name, Key<?> key, Object value) {
        Keys call = Keys.of("a tool call");
        if (id != null) {
            call = call.with(CALL.id, id);
        }
        return Response.of(
                CHOICE.toolCalls,
                List.of(call.with(CALL.name, name).with(key, value).tree()));
    }

    /** Returns a function call in the API's legacy form. */
    public static Response functionCall(String name, Map<String, ?> arguments) {
        return legacyCall(name, arguments);
    }

    /** Returns a function call in the API's legacy form, whose arguments are sent exactly as written. */
    public static Response functionCall(String name, String arguments) {
        return legacyCall(name, arguments);
    }

    private static Response legacyCall(String name, Object arguments) {
        return Response.of(
                CHOICE.functionCall,
                Keys.of("a function call")
                        .with(CALL.arguments, arguments)
                        .with(CALL.name, name)
                        .tree());
    }

    /** Returns several choices with these texts, for requests with {@code n}. */
    public static Response choices(String... texts) {
        return choices(Response.texts(texts));
    }

    /** Returns several choices in the order of their index, for requests with {@code n}. */
    public static Response choices(Response... choices) {
        return Response.of(
                FORM.choices, Arrays.stream(choices).map(Response::tree).toList());
    }

    /** Returns a refusal. */
    public static Response refusal(String text) {
        return Response.of(CHOICE.refusal, text);
    }

    /** Returns the model's reasoning, to be combined with its answer: {@code reasoning("…").and(text("4"))}. */
    public static Response reasoning(String text) {
        return Response.of(CHOICE.reasoning, text);
    }

    /** Returns annotations of the text in the API's form, to be combined with a text. */
    public static Response annotations(Object... annotations) {
        return Response.of(CHOICE.annotations, List.of(annotations));
    }

    /** Returns a spoken answer: the audio in base64, and its transcript. */
    public static Response audio(String data, String transcript) {
        return Response.of(CHOICE.audio, audioKeys(data, transcript).tree());
    }

    /** Returns a spoken answer with an id that expires at a time in seconds since 1970. */
    public static Response audio(String data, String transcript, String id, long expiresAt) {
        return Response.of(
                CHOICE.audio,
                audioKeys(data, transcript)
                        .with(ChoiceForm.Audio.FORM.id, id)
                        .with(ChoiceForm.Audio.FORM.expiresAt, expiresAt)
                        .tree());
    }

    private static Keys audioKeys(String data, String transcript) {
        return Keys.of("an audio")
                .with(ChoiceForm.Audio.FORM.data, data)
                .with(ChoiceForm.Audio.FORM.transcript, transcript);
    }

    /** Returns log probabilities in the API's form, with {@code content} and {@code refusal}, to be combined with a text. */
    public static Response logprobs(Object logprobs) {
        return Response.of(CHOICE.logprobs, logprobs);
    }

    /** Returns an error by its name in the provider's catalogue, such as {@code rate_limit_exceeded}. */
    public static Response error(String name) {
        return Response.of(FORM.error, name);
    }

    /** Returns an error with this status and message. */
    public static Response error(int status, String message) {
        return error(
                Map.<String, Object>of(ErrorForm.FORM.status.word(), status, ErrorForm.FORM.message.word(), message));
    }

    /** Returns an error with these members: {@code status}, {@code message}, {@code type}, {@code param} and {@code code}. */
    public static Response error(Map<String, ?> members) {
        return Response.of(FORM.error, members);
    }

    /** Returns a fault instead of a response: {@link Fault#RESET}, {@link Fault#EMPTY}, {@link Fault#GARBAGE} or {@link Fault#TIMEOUT}. */
    public static Response fault(Fault fault) {
        return Response.of(FORM.fault, fault.word());
    }

    /** Returns a body that is sent exactly as written, for responses that no other method can express. */
    public static Response body(String text) {
        return Response.of(FORM.body, text);
    }

    /**
     * Returns a complete recorded response: a file with a {@code chat.completion} object, an error object, or, if its name ends
     * in {@code .sse}, the transcript of a stream.
     */
    public static Response stub(Path file) {
        return Response.of(FORM.stub, file.toString());
    }

    /** Streams one chunk per token. */
    public static Streaming byToken() {
        return Streaming.by(PacingForm.TOKEN);
    }

    /** Streams one chunk per word. */
    public static Streaming byWord() {
        return Streaming.by(PacingForm.WORD);
    }

    /** Streams chunks of this many characters. */
    public static Streaming by(int characters) {
        return Streaming.by(characters);
    }

    /** Streams exactly these fragments, which must add up to the text. */
    public static Streaming byFragments(String... fragments) {
        return Streaming.by(List.of(fragments));
    }
}
