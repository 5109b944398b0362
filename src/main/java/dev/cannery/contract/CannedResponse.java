package dev.cannery.contract;

import java.time.Duration;

/** What the mock answers. It says nothing of JSON or SSE: the request's {@code stream} chooses the form. */
public sealed interface CannedResponse permits CannedCompletion, CannedError {
    /** How long the first byte is held back; never negative. */
    Duration delay();
}
