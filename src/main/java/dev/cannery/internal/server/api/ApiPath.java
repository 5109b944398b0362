package dev.cannery.internal.server.api;

import dev.cannery.internal.chat.ChatEndpoint;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of a path of the API.
 *
 * @param kind what the path refers to
 * @param id the id of the model or completion; null if the path does not refer to a single one
 */
public record ApiPath(Kind kind, @Nullable String id) {
    private static final String CHAT = "/chat/completions";
    private static final ApiPath NOTHING = new ApiPath(Kind.NONE, null);
    private static final Set<String> CHAT_METHODS = Set.of("POST", "OPTIONS");
    private static final String USUAL = "/v1" + CHAT;

    /** Path parts that follow the version in the API. No path of an endpoint has one of them before its own part. */
    private static final Set<String> KINDS = Set.of("chat", "completions", "responses", "embeddings");

    private static final Pattern VERSION = Pattern.compile("v\\d\\w{0,9}");

    private static final Pattern MODELS = Pattern.compile("(?:|(?:/.*)?/(?:v1|openai))/models(?:/(.+))?");
    /** {@code GET …/responses} is one of these, and refused: there is no list. */
    private static final Pattern RESPONSES = Pattern.compile(".*/(?:responses|conversations)(?:/.+)?");

    private static final Pattern STORED = Pattern.compile(".*/chat/completions(?:/([^/]+)(/messages)?)?");

    private static final Pattern BELOW_BASE =
            Pattern.compile("/(?:chat/completions|responses|conversations|models)(?:/.*)?$");

    /** What a path refers to. */
    public enum Kind {
        /** Chat completions. */
        CHAT,
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
        /** What the Responses API stores, and its operations besides the creation of a response. */
        RESPONSES,
        /** An unknown path. */
        NONE
    }

    /**
     * Whether a path is that of chat completions or responses: with or without a version, below any path of a gateway, or at a
     * deployment; but not if part of the API's path occurs twice.
     */
    public static boolean isChat(String path) {
        return ChatEndpoint.has(path) && !isMistaken(path);
    }

    /** Whether a path contains part of the API's path twice, or two slashes in a row. */
    static boolean isMistaken(String path) {
        if (path.equals(USUAL)) {
            return false;
        }
        String[] segments = path.substring(Math.min(1, path.length())).split("/", -1);
        boolean holdsKind = false;
        for (int i = 1; i < segments.length; i++) {
            String before = segments[i - 1];
            boolean isTwice =
                    before.equals(segments[i]) && VERSION.matcher(before).matches();
            boolean isChat = before.equals("chat") && segments[i].equals("completions");
            if (before.isEmpty() || isTwice || (isChat && holdsKind)) {
                return true;
            }
            holdsKind |= KINDS.contains(before);
            if (holdsKind && segments[i].equals("responses")) {
                return true;
            }
        }
        return false;
    }

    /** Whether a path is close enough to one of the API to be a likely mistake. */
    public static boolean isNear(String path) {
        return isMistaken(path) || path.startsWith("/v1");
    }

    /** Returns what a request with this method and path refers to. */
    public static ApiPath of(String method, String path) {
        if (isChat(path) && CHAT_METHODS.contains(method)) {
            return new ApiPath(Kind.CHAT, null);
        }
        if (RESPONSES.matcher(path).matches() && !isMistaken(path)) {
            return new ApiPath(Kind.RESPONSES, null);
        }
        if ((!path.contains("/models") && !path.contains(CHAT)) || isMistaken(path)) {
            return NOTHING;
        }
        Matcher models = MODELS.matcher(path);
        if (models.matches()) {
            String id = models.group(1);
            return new ApiPath(id == null ? Kind.MODELS : Kind.MODEL, id);
        }
        Matcher stored = STORED.matcher(path);
        if (!stored.matches()) {
            return NOTHING;
        }
        String id = stored.group(1);
        Kind one = stored.group(2) == null ? Kind.COMPLETION : Kind.MESSAGES;
        return new ApiPath(id == null ? Kind.COMPLETIONS : one, id);
    }

    /** Returns the end of a path of the API that follows the base URL, such as {@code /models/gpt-4o} of {@code /v1/models/gpt-4o}. */
    public static String belowBase(String path) {
        Matcher below = BELOW_BASE.matcher(path);
        return below.find() ? below.group() : path;
    }

    /** Returns the id of a path whose kind has one. */
    String named() {
        if (id == null) {
            throw new IllegalStateException(kind + " has no id");
        }
        return id;
    }
}
