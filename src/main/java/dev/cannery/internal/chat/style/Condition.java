package dev.cannery.internal.chat.style;

import dev.cannery.internal.wire.Words;

/** A condition on which a member of a response depends. */
public enum Condition {
    /** The request asks for usage in the stream. */
    ASKED,
    /** The choice has a text, and no calls. */
    TEXT,
    /** The choice has calls, or an empty text; a chunk adds no fragment of a text. */
    SILENT,
    /** The message has reasoning. */
    REASONING,
    /** The message has tool calls. */
    CALLS,
    /** The message has both a text and tool calls. */
    PREAMBLE,
    /** The response is a stream. */
    STREAMED,
    /** The response states the tier that served it. */
    TIER,
    /** A filter removed the text of the choice. */
    FILTERED,
    /** The request offers tools. */
    TOOLS,
    /** The request asks for probabilities, or responses of the model always have a member for them. */
    LOGPROBS,
    /** The chunk is the first of the stream, or the delta the first of its choice. */
    FIRST,
    /** The message has several calls, and the chunk comes before the one with the finish reason. */
    EARLY,
    /** The chunk has the finish reason, as a whole response does. */
    FINISH,
    /** The chunk repeats the finish reason. */
    AGAIN,
    /** The chunk comes after those of the choices, with the usage. */
    END;

    /** Returns the word for it in a profile. */
    public String word() {
        return Words.of(this);
    }
}
