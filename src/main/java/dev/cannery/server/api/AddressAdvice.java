package dev.cannery.server.api;

import dev.cannery.profile.Profile;
import java.util.List;

/** What people are told who ask at an address that there is not: mostly by a base URL that lacks a part or has it twice. */
public final class AddressAdvice {
    private static final String CHAT = "/chat/completions";

    /** What else the API has, by what its paths end in. */
    private static final List<String> OTHERS = List.of(
            "/responses",
            "/completions",
            "/embeddings",
            "/moderations",
            "/images",
            "/audio",
            "/assistants",
            "/batches");

    private AddressAdvice() {}

    /**
     * Returns the advice in one line.
     *
     * @param method the method
     * @param path the path without its query
     * @param root the address of the server, as {@code http://127.0.0.1:8080}
     */
    public static String on(String method, String path, String root) {
        String use = "use " + root + "/v1";
        return method + " " + path + ": " + fault(path, use);
    }

    private static String fault(String path, String use) {
        int chat = path.indexOf(CHAT);
        if (path.contains("//")) {
            return "the base URL ends in a slash and the client adds one; " + use;
        }
        if (chat >= 0 && chat != path.lastIndexOf(CHAT)) {
            return "the base URL ends in " + CHAT + ", which the client adds; " + use;
        }
        if (ApiPath.isMistaken(path)) {
            return path.contains("/v1/v1/")
                    ? "the base URL ends in /v1 twice; " + use
                    : "the base URL holds a part of the API's path, which the client adds; " + use;
        }
        if (path.endsWith(CHAT + "/") || path.endsWith("/models/")) {
            return "the address ends in a slash; " + use + " and no slash at the end";
        }
        return other(path, use);
    }

    private static String other(String path, String use) {
        for (String other : OTHERS) {
            if ((path + "/").contains(other + "/")) {
                return "only chat completions are served, not " + other + "; use the chat completions of the client, as"
                        + " .chat(…) of the Vercel AI SDK or chat.completions of OpenAI's, or a stub of WireMock";
            }
        }
        return path.isEmpty() || path.equals("/") || path.equals("/v1") || path.equals("/v1/")
                ? "the client asks at the base URL itself and should add " + CHAT + "; " + use
                : "there is no such path; chat completions are at " + use.replaceFirst("^use ", "") + CHAT;
    }

    /** The advice on an address that the provider of a contract does not have. */
    public static String on(String path, Profile profile) {
        return "POST " + path + ": " + profile.name() + " has no such address, or not with this query; it has "
                + profile.exampleAddress();
    }
}
