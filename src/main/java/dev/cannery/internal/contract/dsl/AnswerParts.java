package dev.cannery.internal.contract.dsl;

import java.util.List;

/**
 * What an answer says beside its text or its calls, to be joined with them: {@code reasoning("…").and(text("…"))}. To be
 * imported statically.
 */
public final class AnswerParts {
    private AnswerParts() {}

    /** What the model thought before it answered. */
    public static Answer reasoning(String text) {
        return Answer.of("reasoning", text);
    }

    /** What the text refers to, each a map or {@link Rules#object} as on the wire. */
    public static Answer annotations(Object... annotations) {
        return Answer.of("annotations", List.of(annotations));
    }

    /** The answer as it was spoken: the sound in base64, and the words. */
    public static Answer audio(String data, String transcript) {
        return Answer.of("audio", Trees.pairs("data", data, "transcript", transcript));
    }

    /** The answer as it was spoken, with an id that may be used until a time, in seconds since 1970. */
    public static Answer audio(String data, String transcript, String id, long expiresAt) {
        return Answer.of(
                "audio", Trees.pairs("data", data, "transcript", transcript, "id", id, "expires_at", expiresAt));
    }

    /** How likely the tokens were: a map or {@link Rules#object} of {@code content} and {@code refusal} as on the wire. */
    public static Answer logprobs(Object logprobs) {
        return Answer.of("logprobs", logprobs);
    }
}
