package dev.cannery.internal.profile.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A trait of a group of models that a rule depends on. */
public enum Mark {
    /** Answers an unknown field with the words that were usual before 2025. */
    OLD_WORDS,
    /** Does not take images. */
    NO_IMAGES,
    /** Does not take audio. */
    NO_AUDIO,
    /** Takes only text and images in messages, and refuses audio with a message of its own. */
    NO_AUDIO_PARTS,
    /** Takes a request only with audio in its messages or its answer. */
    ONLY_AUDIO,
    /** Has no {@code response_format} of type {@code json_schema}. */
    NO_JSON_SCHEMA,
    /** Has no {@code response_format} of type {@code json_object}. */
    NO_JSON_OBJECT,
    /** Takes an image's address as plain text. */
    IMAGE_AS_TEXT,
    /** Does not call functions. */
    NO_TOOLS,
    /** Calls functions in chat completions only when it does not reason. */
    NO_TOOLS_WHILE_REASONING,
    /** Keeps prompts in its cache for 24 hours and not otherwise. */
    ONLY_LONG_CACHE,
    /** Takes {@code parallel_tool_calls} only with tools. */
    PARALLEL_NEEDS_TOOLS,
    /** Counts the wanted answer into the context length. */
    ANSWER_IN_CONTEXT;

    /** Returns the name in a profile file, as {@code old-words}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
