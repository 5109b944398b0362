package dev.cannery.internal.contract.misbehaviour;

import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedToolCall;
import java.util.List;
import java.util.function.Predicate;

/** A property that a canned answer must have so that a misbehaviour can change it. */
enum Need {
    /** Nothing: any answer will do, or it depends on the request. */
    NOTHING("", message -> true),
    /** A tool call, or one in the legacy form. */
    CALLS("tool_calls", message -> !message.calls().isEmpty()),
    /** A call whose arguments are not empty. */
    ARGUMENTS(
            "a tool call that has arguments",
            message ->
                    message.calls().stream().anyMatch(call -> !call.arguments().isEmpty())),
    /** A call of a function with a JSON object as arguments. */
    OBJECT(
            "a tool call whose arguments are a JSON object",
            message -> message.calls().stream().anyMatch(Need::hasObject)),
    /** A call of a function with arguments. */
    MEMBERS(
            "a tool call whose arguments are a JSON object with a key",
            message -> message.calls().stream().anyMatch(Need::hasMembers)),
    /** A text. */
    TEXT("a text as its content", message -> !message.text().isEmpty()),
    /** A text that holds a JSON object or list. */
    JSON(
            "a JSON object or list as its content",
            message -> new Passage(message.text()).container().isPresent()),
    /** A text or a call. */
    WORDS(
            "a text or a tool call with arguments",
            message -> !message.text().isEmpty() || ARGUMENTS.isMetBy.test(message));

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final Predicate<Said> isMetBy;

    Need(String words, Predicate<Said> isMetBy) {
        this.words = words;
        this.isMetBy = isMetBy;
    }

    /** Returns the need in words, such as {@code a text as its content}. */
    String words() {
        return words;
    }

    /**
     * Whether the answer has it.
     *
     * @param isFilledIn whether the texts are final; false for templates, of which only the kind is known
     */
    boolean isMet(CannedCompletion completion, boolean isFilledIn) {
        Need known = isFilledIn ? this : ofTemplate();
        return completion.choices().stream()
                .map(choice ->
                        new Said(choice.content() == null ? "" : choice.content(), Draft.callsOf(choice.message())))
                .anyMatch(known.isMetBy);
    }

    private Need ofTemplate() {
        return switch (this) {
            case ARGUMENTS, OBJECT, MEMBERS -> CALLS;
            case JSON -> TEXT;
            default -> this;
        };
    }

    static boolean hasObject(CannedToolCall call) {
        return call.kind() == CannedToolCall.Kind.FUNCTION
                && new Passage(call.arguments()).object().isPresent();
    }

    static boolean hasMembers(CannedToolCall call) {
        return call.kind() == CannedToolCall.Kind.FUNCTION
                && new Passage(call.arguments())
                        .object()
                        .filter(object -> !object.isEmpty())
                        .isPresent();
    }

    private record Said(String text, List<CannedToolCall> calls) {}
}
