package dev.cannery.internal.chat;

/** An endpoint of the API at which a model answers. */
public enum ChatEndpoint {
    /** {@code POST …/chat/completions}. */
    CHAT_COMPLETIONS("chat", "/chat/completions"),
    /** {@code POST …/responses}. */
    RESPONSES("responses", "/responses");

    private static final String CONVERSATIONS = "/conversations";

    private final String word;
    private final String path;

    ChatEndpoint(String word, String path) {
        this.word = word;
        this.path = path;
    }

    /**
     * Returns the endpoint that a path without its query belongs to, also that of what the Responses API stores; chat completions for
     * an unknown path.
     */
    public static ChatEndpoint of(String path) {
        boolean isOfResponses = path.endsWith(RESPONSES.path)
                || path.contains(RESPONSES.path + "/")
                || path.endsWith(CONVERSATIONS)
                || path.contains(CONVERSATIONS + "/");
        return isOfResponses && !path.endsWith(CHAT_COMPLETIONS.path) ? RESPONSES : CHAT_COMPLETIONS;
    }

    /** Whether a path without its query is that of an endpoint. */
    public static boolean has(String path) {
        return path.endsWith(CHAT_COMPLETIONS.path) || path.endsWith(RESPONSES.path);
    }

    /** Returns the word by which options and reports name it, such as {@code chat}. */
    public String word() {
        return word;
    }

    /** Returns the end of its paths. */
    public String path() {
        return path;
    }
}
