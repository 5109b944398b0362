package dev.cannery.internal.server.api;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.profile.Profile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Advice for requests to an unknown address: most often the base URL lacks a part or contains it twice. */
public final class AddressAdvice {
    /** The other parts of the API, by the last part of their paths. */
    private static final List<String> OTHERS =
            List.of("/completions", "/embeddings", "/moderations", "/images", "/audio", "/assistants", "/batches");

    private static final String USE_CHAT =
            "use the client's chat completions, such as .chat(…) of the Vercel AI SDK or chat.completions of OpenAI's SDKs";

    private AddressAdvice() {}

    /**
     * Returns the advice in one line.
     *
     * @param method the method
     * @param path the path without its query
     * @param root the address of the server, such as {@code http://127.0.0.1:8080}
     * @param profile the provider, whose addresses may differ from OpenAI's
     */
    public static String on(String method, String path, String root, Profile profile) {
        String address = root + profile.exampleAddress();
        String use = Stream.of(ChatEndpoint.values())
                .map(ChatEndpoint::path)
                .filter(address::endsWith)
                .findFirst()
                .map(end -> "use " + address.substring(0, address.length() - end.length()))
                .orElse("use " + root + ", where " + profile.name() + " has " + profile.exampleAddress());
        return method + " " + path + ": " + fault(path, use, address);
    }

    /**
     * Returns the refusal of a path in the provider's words. If the provider does have the path, advice follows,
     * because the words alone would be wrong.
     *
     * @param method the method
     * @param path the path without its query
     * @param profile the provider
     */
    public static ApiError refusal(String method, String path, Profile profile) {
        ApiError refusal = profile.refusalOfPath(method, path);
        return ApiPath.isMistaken(path) || endsInSlash(path)
                ? refusal
                : unserved(path)
                        .map(advice -> new ApiError(
                                refusal.status(),
                                refusal.type(),
                                refusal.code(),
                                refusal.param(),
                                refusal.message() + ": " + advice + "."))
                        .orElse(refusal);
    }

    private static String fault(String path, String use, String address) {
        if (path.contains("//")) {
            return "the base URL ends in a slash and the client adds one; " + use;
        }
        Optional<String> twice = endpointInBaseUrl(path);
        if (twice.isPresent()) {
            return "the base URL ends in " + twice.get() + ", which the client adds; " + use;
        }
        if (ApiPath.isMistaken(path)) {
            return path.contains("/v1/v1/")
                    ? "the base URL ends in /v1 twice; " + use
                    : "the base URL contains part of the API's path, which the client adds; " + use;
        }
        if (endsInSlash(path)) {
            return "the address ends in a slash; " + use + " without a slash at the end";
        }
        return unserved(path).orElseGet(() -> other(path, use, address));
    }

    /** Returns the path of an endpoint that another one follows. */
    private static Optional<String> endpointInBaseUrl(String path) {
        return Stream.of(ChatEndpoint.values())
                .map(ChatEndpoint::path)
                .filter(end ->
                        path.contains(end + "/") && ChatEndpoint.has(path.substring(path.indexOf(end) + end.length())))
                .findFirst();
    }

    /** Whether a path is one that is served, but for the slash at its end. */
    private static boolean endsInSlash(String path) {
        return Stream.of(ChatEndpoint.values()).anyMatch(endpoint -> path.endsWith(endpoint.path() + "/"))
                || path.endsWith("/models/");
    }

    private static Optional<String> unserved(String path) {
        return OTHERS.stream()
                .filter(other -> (path + "/").contains(other + "/"))
                .findFirst()
                .map(other -> "only chat completions and responses are served, not " + other + "; " + USE_CHAT
                        + ", or a WireMock stub");
    }

    private static String other(String path, String use, String address) {
        return path.isEmpty() || path.equals("/") || path.equals("/v1") || path.equals("/v1/")
                ? "the client sent the request to the base URL itself and should add "
                        + ChatEndpoint.CHAT_COMPLETIONS.path() + "; " + use
                : "there is no such path; " + served(address) + " are at " + address;
    }

    private static String served(String address) {
        return address.endsWith(ChatEndpoint.RESPONSES.path()) ? "responses" : "chat completions";
    }

    /** Returns the advice for an address that the provider of a contract does not have. */
    public static String on(String path, Profile profile) {
        if (ChatEndpoint.of(path) == ChatEndpoint.RESPONSES
                && profile.at(ChatEndpoint.RESPONSES).isEmpty()) {
            return "POST " + path + ": the provider '" + profile.name() + "' has no Responses API; " + USE_CHAT
                    + ", or a contract with a provider that has it, such as `provider: openai`";
        }
        return "POST " + path + ": " + profile.name() + " has no such address, or not with this query; it has "
                + profile.exampleAddress();
    }
}
