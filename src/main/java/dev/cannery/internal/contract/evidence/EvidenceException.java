package dev.cannery.internal.contract.evidence;

import org.jspecify.annotations.Nullable;

/** Says which file of evidence cannot be read or written, and why, in one sentence. */
public final class EvidenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EvidenceException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
