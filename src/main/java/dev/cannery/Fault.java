package dev.cannery;

import dev.cannery.internal.wire.Words;

/** What goes wrong with a response. */
public enum Fault {
    /** The connection is reset: instead of a response, or in the middle of a stream. */
    RESET,
    /** The connection ends without a byte, instead of a response. */
    EMPTY,
    /** Bytes are sent that are not HTTP: instead of a response, or in the middle of a stream. */
    GARBAGE,
    /** Nothing is sent, and the connection stays open for ten minutes. */
    TIMEOUT,
    /** Nothing more is sent of a stream, and the connection stays open for ten minutes. */
    STALL,
    /** A stream ends early and without {@code [DONE]}. */
    NO_DONE,
    /** A stream ends with an event that holds an error. */
    ERROR_EVENT,
    /** A stream ends in the middle of an event. */
    HALF_EVENT,
    /** The connection ends in the middle of a body whose length was announced. */
    HALF_BODY,
    /** The JSON of the body, or of one event, is cut off; the HTTP around it is valid. */
    TRUNCATED_JSON,
    /** All tool calls of a stream have index 0. */
    DUPLICATE_TOOL_INDEX,
    /** The tool calls of a stream have no index. */
    MISSING_TOOL_INDEX,
    /** The content type is {@code text/html} for a stream and {@code text/plain} for JSON. */
    WRONG_CONTENT_TYPE,
    /** The headers are sent byte by byte. */
    SLOW_HEADERS,
    /** The body is sent in small pieces. */
    SLOW_BODY;

    /** The fault as contracts write it, as {@code half_event}. */
    public String word() {
        return Words.of(this);
    }
}
