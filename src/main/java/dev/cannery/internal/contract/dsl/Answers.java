package dev.cannery.internal.contract.dsl;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Canned answers. To be imported statically. */
public final class Answers {
    private Answers() {}

    /** A text. */
    public static Answer text(String content) {
        return Answer.of("content", content);
    }

    /** A value as JSON in the content. */
    public static Answer json(Object value) {
        return Answer.of("json", value);
    }

    /** A call of a tool with these arguments; a text goes over the wire as it is, to test broken JSON. */
    public static Answer toolCall(String name, Object arguments) {
        return Answer.of("tool_calls", List.of(Trees.pairs("name", name, "arguments", arguments)));
    }

    /** A call of a tool without arguments. */
    public static Answer toolCall(String name) {
        return toolCall(name, Map.of());
    }

    /** A call of a tool with an id that is not derived. */
    public static Answer toolCallWithId(String id, String name, Object arguments) {
        return Answer.of("tool_calls", List.of(Trees.pairs("id", id, "name", name, "arguments", arguments)));
    }

    /** A call of a custom tool, which is given any text. */
    public static Answer customToolCall(String name, String input) {
        return Answer.of("tool_calls", List.of(Trees.pairs("name", name, "input", input)));
    }

    /** A call of a custom tool with an id that is not derived. */
    public static Answer customToolCallWithId(String id, String name, String input) {
        return Answer.of("tool_calls", List.of(Trees.pairs("id", id, "name", name, "input", input)));
    }

    /** The call of a function in the legacy form. */
    public static Answer functionCall(String name, Object arguments) {
        return Answer.of("function_call", Trees.pairs("name", name, "arguments", arguments));
    }

    /** Several choices in the order of their index, each a text, an {@link Answer} or a map. */
    public static Answer choices(Object... choices) {
        return Answer.of("choices", Arrays.stream(choices).map(Answer::tree).toList());
    }

    /** A refusal. */
    public static Answer refusal(String text) {
        return Answer.of("refusal", text);
    }

    /** No answer: the connection is {@code reset}, it is {@code empty}, holds {@code garbage}, or there is a {@code timeout}. */
    public static Answer fault(String kind) {
        return Answer.of("fault", kind);
    }

    /**
     * An error: its name in the catalogue, as {@code rate_limit_exceeded}, or a map or {@link Rules#object} of its
     * members {@code status}, {@code message}, {@code type}, {@code param} and {@code code}.
     */
    public static Answer error(Object nameOrMembers) {
        return Answer.of("error", nameOrMembers);
    }

    /** A body as it is, for what no other answer can say. */
    public static Answer body(String text) {
        return Answer.of("body", text);
    }

    /**
     * The complete answer that a file holds: a {@code chat.completion} object, an error object, or the transcript of a
     * stream in a file that ends in {@code .sse}.
     */
    public static Answer stub(Path file) {
        return Answer.of("stub", file.toString());
    }
}
