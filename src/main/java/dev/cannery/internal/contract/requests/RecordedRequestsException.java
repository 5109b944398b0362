package dev.cannery.internal.contract.requests;

import org.jspecify.annotations.Nullable;

/** Thrown when a file of recorded requests cannot be read or written; the message is one sentence that names the file. */
public final class RecordedRequestsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RecordedRequestsException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
