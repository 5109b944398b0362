package dev.cannery.server.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of the API beside the one that completes a chat.
 *
 * @param kind what is there
 * @param id of which model or completion, null where there are many
 */
public record ApiPath(Kind kind, @Nullable String id) {
    /** How a path begins whose client adds what its base URL says already: no provider has it. */
    public static final String VERSION_TWICE = "/v1/v1";

    private static final Pattern MODELS = Pattern.compile("(?!.*/v1/v1/)(?:|(?:/.*)?/(?:v1|openai))/models(?:/(.+))?");
    private static final Pattern STORED = Pattern.compile("(?!.*/v1/v1/).*/chat/completions(?:/([^/]+)(/messages)?)?");

    /** What is at a path. */
    public enum Kind {
        /** All models. */
        MODELS,
        /** One model. */
        MODEL,
        /** All stored completions. */
        COMPLETIONS,
        /** One stored completion. */
        COMPLETION,
        /** The messages that a stored completion answered. */
        MESSAGES,
        /** Nothing that this API has. */
        NONE
    }

    /** A path at which there is nothing. */
    public static ApiPath none() {
        return new ApiPath(Kind.NONE, null);
    }

    /** The path as one of these, empty when it is none. */
    public static Optional<ApiPath> of(String path) {
        // most requests complete a chat, and no pattern need tell that
        if (!path.contains("/models") && !path.contains("/chat/completions")) {
            return Optional.empty();
        }
        Matcher models = MODELS.matcher(path);
        if (models.matches()) {
            String id = models.group(1);
            return Optional.of(new ApiPath(id == null ? Kind.MODELS : Kind.MODEL, id));
        }
        Matcher stored = STORED.matcher(path);
        if (!stored.matches()) {
            return Optional.empty();
        }
        String id = stored.group(1);
        Kind one = stored.group(2) == null ? Kind.COMPLETION : Kind.MESSAGES;
        return Optional.of(new ApiPath(id == null ? Kind.COMPLETIONS : one, id));
    }

    /** The id, where the kind has one. */
    String named() {
        if (id == null) {
            throw new IllegalStateException(kind + " has no id");
        }
        return id;
    }
}
