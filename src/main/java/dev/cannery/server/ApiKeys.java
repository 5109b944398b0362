package dev.cannery.server;

import dev.cannery.chat.ApiError;
import dev.cannery.chat.ChatRequest;
import dev.cannery.profile.Profile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * The keys that open the API; when there are none, any key does and so does no key.
 *
 * @param keys the keys
 */
record ApiKeys(List<String> keys) {
    private static final String BEARER = "Bearer ";

    ApiKeys {
        keys = List.copyOf(keys);
    }

    /** The answer to a request without one of the keys; empty when it has one. */
    Optional<ApiError> refusalOf(ChatRequest request, Profile profile) {
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        String sent = sentIn(request);
        if (sent.isEmpty()) {
            return Optional.of(profile.refusalOfNoKey());
        }
        return keys.stream().anyMatch(key -> isSame(key, sent))
                ? Optional.empty()
                : Optional.of(profile.refusalOfKey(sent));
    }

    private static String sentIn(ChatRequest request) {
        String authorization = request.header("authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        String azure = request.header("api-key");
        return azure == null ? "" : azure.strip();
    }

    private static boolean isSame(String key, String sent) {
        return MessageDigest.isEqual(key.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
