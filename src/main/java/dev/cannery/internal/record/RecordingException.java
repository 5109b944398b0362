package dev.cannery.internal.record;

/** Thrown when something cannot be recorded; the message is one sentence. */
public final class RecordingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RecordingException(String sentence) {
        super(sentence);
    }
}
