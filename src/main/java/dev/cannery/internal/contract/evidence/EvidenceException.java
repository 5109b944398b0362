package dev.cannery.internal.contract.evidence;

import org.jspecify.annotations.Nullable;

/** Thrown when a file of recorded requests cannot be read or written; the message is one sentence that names the file. */
public final class EvidenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EvidenceException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
