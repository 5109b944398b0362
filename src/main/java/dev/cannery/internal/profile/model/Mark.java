package dev.cannery.internal.profile.model;

import dev.cannery.internal.wire.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A trait of a group of models that a rule depends on. */
public enum Mark {
    /** Rejects an unknown field with the wording used before 2025. */
    OLD_WORDS,
    /** Does not accept images. */
    NO_IMAGES,
    /** Does not accept audio. */
    NO_AUDIO,
    /** Accepts only text and images in messages, and refuses audio with its own message. */
    NO_AUDIO_PARTS,
    /** Accepts a request only with audio in its messages or its response. */
    ONLY_AUDIO,
    /** Does not support {@code response_format} of type {@code json_schema}. */
    NO_JSON_SCHEMA,
    /** Does not support {@code response_format} of type {@code json_object}. */
    NO_JSON_OBJECT,
    /** Accepts an image's URL as plain text. */
    IMAGE_AS_TEXT,
    /** Does not call functions. */
    NO_TOOLS,
    /** Calls functions in chat completions only when it does not reason. */
    NO_TOOLS_WHILE_REASONING,
    /** Supports only a prompt cache retention of 24 hours. */
    ONLY_LONG_CACHE,
    /** Accepts {@code parallel_tool_calls} only with tools. */
    PARALLEL_NEEDS_TOOLS,
    /** Supports only the tools of deep research. */
    ONLY_RESEARCH_TOOLS,
    /** Counts the requested output tokens towards the context length. */
    ANSWER_IN_CONTEXT;

    /** Returns the name in a profile file, such as {@code old-words}. */
    public String label() {
        return Words.dashed(name());
    }

    /** Returns the trait of that name. */
    public static Optional<Mark> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(mark -> mark.label().equals(label))
                .findFirst();
    }

    /** Returns the names of all traits. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Mark::label).toList();
    }
}
