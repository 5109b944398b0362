package dev.cannery.internal.server.provider;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.profile.Profile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * The accepted API keys. If there are none, any key is accepted, and so is a request without a key.
 *
 * @param keys the accepted keys
 */
public record ApiKeys(List<String> keys) {
    private static final String BEARER = "Bearer ";

    public ApiKeys {
        keys = List.copyOf(keys);
    }

    /** Returns the error for a request with this key; empty if the key is accepted. */
    Optional<ApiError> refusalOf(String sent, Profile profile) {
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        if (sent.isEmpty()) {
            return Optional.of(profile.refusalOfNoKey());
        }
        return keys.stream().anyMatch(key -> isSame(key, sent))
                ? Optional.empty()
                : Optional.of(profile.refusalOfKey(sent));
    }

    /**
     * Returns the key in a request's headers; empty if there is none.
     *
     * @param headers the headers of the request
     */
    static String sentIn(SentHeaders headers) {
        String authorization = headers.value("authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        String azure = headers.value("api-key");
        return azure == null ? "" : azure.strip();
    }

    private static boolean isSame(String key, String sent) {
        return MessageDigest.isEqual(key.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
