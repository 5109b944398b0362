package dev.cannery.internal.contract.reader;

import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.profile.RequestFields;

/** What the value of a key looks like, as far as a schema of contract files can tell it. */
enum ValueForm {
    ANYTHING,
    TEXT,
    /** A text that is not blank. */
    NAME,
    NAMES,
    TRUTH,
    NUMBER,
    WHOLE_NUMBER,
    /** A whole number of 0 or more. */
    COUNT,
    /** A whole number of 1 or more. */
    POSITIVE,
    ERROR_STATUS,
    DURATION,
    DURATIONS,
    LATENCY,
    LINE_ENDS,
    FINISH_REASON,
    CUT,
    /** A rule on any JSON. */
    RULE,
    TEXT_RULE,
    NUMBER_RULE,
    REQUEST,
    RESPONSE,
    CHOICES,
    TOOL_CALLS,
    TOOL_CALL,
    AUDIO,
    LOGPROBS,
    /** A list of maps that are kept as they are. */
    MAPS,
    HEADERS,
    FAULT,
    BREAK_KIND,
    USAGE,
    ERROR,
    PACING,
    TURNS,
    VERIFY,
    VERIFY_STREAM,
    DEFAULTS,
    INTERACTIONS;

    /** The shape of the values that a rule of this form judges. */
    FieldShape judged() {
        return switch (this) {
            case TEXT_RULE -> RequestFields.shapeOf("user");
            case NUMBER_RULE -> RequestFields.shapeOf("n");
            default -> FieldShape.ANY;
        };
    }
}
