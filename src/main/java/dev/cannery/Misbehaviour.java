package dev.cannery;

import dev.cannery.internal.wire.Words;
import java.util.Arrays;
import java.util.Optional;

/**
 * A mistake that a model, or its server, makes in a response that is valid HTTP: status 200, JSON that parses, a stream with an end.
 *
 * <p>Each is a change of the canned response, the same for the same request and seed. A response to which it does not apply
 * is an error when the contract is loaded.
 */
public enum Misbehaviour {
    /** The arguments of a call are not JSON: trailing commas, single or typographic quotes, a stray brace, a wrong escape. */
    BROKEN_ARGUMENTS,
    /** The arguments of the last call end in the middle; the finish reason is {@code tool_calls}, {@code length} or {@code stop}. */
    CUT_ARGUMENTS,
    /** The arguments of a call break the tool's schema: another type, another key, a required key missing. */
    WRONG_ARGUMENTS,
    /** The arguments of a call have a key that the schema does not have. */
    EXTRA_ARGUMENTS,
    /** The arguments of a call, or an object or a list in them, are JSON text inside JSON. */
    ENCODED_ARGUMENTS,
    /** The arguments of a call are valid JSON and not an object: {@code null}, a list, a text. */
    NO_OBJECT_ARGUMENTS,
    /** The arguments of a call are an empty text. */
    EMPTY_ARGUMENTS,
    /** The arguments of a call stand in a Markdown fence, or have words around them. */
    FENCED_ARGUMENTS,
    /** One call has two argument objects, one after the other. */
    JOINED_ARGUMENTS,
    /** A tool is called that was not offered. */
    UNKNOWN_TOOL,
    /** A tool's name has another case, a prefix, a suffix, or the arguments in it. */
    MISSPELT_TOOL,
    /** All calls have one id, in a message and in each turn. */
    SAME_CALL_IDS,
    /** The calls have an empty id, null or none. */
    NO_CALL_ID,
    /** The last calls of the conversation are made again, although their results are there. */
    REPEATED_CALL,
    /** A tool is called next to the text, although no tools were sent or {@code tool_choice} is {@code none}. */
    NEEDLESS_CALL,
    /** The calls stand in the content, in the model's own markup. */
    CALL_AS_TEXT,
    /** The finish reason is {@code tool_calls}, and there are no calls. */
    NO_CALLS,
    /** There are calls, and the finish reason is {@code stop}. */
    STOP_WITH_CALLS,
    /** The text ends in the middle of a sentence, with the finish reason {@code stop}. */
    CUT_SILENTLY,
    /** The finish reason is empty, null, or a word that the API does not have. */
    ODD_FINISH,
    /** The response says nothing: the content is empty, null or blank, and there are no calls. */
    EMPTY,
    /** The text stands in the reasoning, and the content is empty. */
    ONLY_REASONING,
    /** The reasoning stands in the content, in {@code <think>} tags, of which one may be missing. */
    LEAKED_REASONING,
    /** The content is prose where JSON was asked for, or has words around its JSON. */
    PROSE_FOR_JSON,
    /** The JSON stands in a Markdown fence. */
    FENCED_JSON,
    /** The JSON breaks the schema: another type, another key, a key missing, or the schema itself. */
    WRONG_JSON,
    /** The JSON is there twice, line by line. */
    DOUBLED_JSON,
    /** The model refuses in the content, and {@code refusal} is null. */
    REFUSAL_AS_TEXT,
    /** The last words of the text are repeated until the token limit. */
    LOOP,
    /** The text is in another language, or has letters of another script in it. */
    OTHER_LANGUAGE,
    /** The text goes on with the user's next message. */
    SPEAKS_FOR_OTHERS,
    /** The text repeats the system prompt, a tool's result, or the prompt. */
    ECHO,
    /** A text or arguments have a lone surrogate, U+FFFD, a zero-width space, NUL or another control character in them. */
    ODD_CHARACTERS,
    /** The content is a list of parts. */
    CONTENT_LIST,
    /** {@code choices} is empty or null. */
    NO_CHOICES,
    /** The body, or the last chunk of a stream, holds an error. */
    ERROR_IN_OK,
    /** {@code usage} is missing or null. */
    NO_USAGE,
    /** All token counts are 0. */
    ZERO_USAGE,
    /** The total of the token counts is not their sum. */
    WRONG_USAGE,
    /** There are more choices than asked for; a text and its calls stand in two of them. */
    MORE_CHOICES,
    /** There is one choice where several were asked for. */
    FEWER_CHOICES,
    /** The text does not end before the stop sequence. */
    IGNORES_STOP,
    /** {@code tool_choice} is ignored: a call where it is {@code none}, a text where it demands a call. */
    IGNORES_CHOICE,
    /** The text is longer than the token limit. */
    IGNORES_LIMIT;

    /** Returns the word for it in contracts, the fault header and {@code --chaos}, such as {@code cut_arguments}. */
    public String word() {
        return Words.of(this);
    }

    /** Returns the misbehaviour of this word; empty if there is none. */
    public static Optional<Misbehaviour> ofWord(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }
}
