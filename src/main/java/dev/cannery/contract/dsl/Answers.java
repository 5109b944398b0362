package dev.cannery.contract.dsl;

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
}
