package dev.cannery;

import dev.cannery.internal.wire.Words;

/** A fault to inject into a response. */
public enum Fault {
    /** The connection is reset: instead of a response, or in the middle of a stream. */
    RESET,
    /** The connection is closed without a byte, instead of a response. */
    EMPTY,
    /** Bytes are sent that are not HTTP: instead of a response, or in the middle of a stream. */
    GARBAGE,
    /** Nothing is sent, and the connection stays open for ten minutes. */
    TIMEOUT,
    /** A stream stops in the middle, and the connection stays open for ten minutes. */
    STALL,
    /** A stream ends early, without {@code [DONE]}. */
    NO_DONE,
    /** A stream ends with an event that contains an error. */
    ERROR_EVENT,
    /** A stream ends in the middle of an event. */
    HALF_EVENT,
    /** The connection is closed before the announced length of the body is sent. */
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
    /** The body is sent in small fragments. */
    SLOW_BODY;

    /** Returns the fault's name in contracts, such as {@code half_event}. */
    public String word() {
        return Words.of(this);
    }
}
