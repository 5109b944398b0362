package dev.cannery.internal.server.provider;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.profile.Profile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * The keys that open the API; when there are none, any key does and so does no key.
 *
 * @param keys the keys
 */
public record ApiKeys(List<String> keys) {
    private static final String BEARER = "Bearer ";

    public ApiKeys {
        keys = List.copyOf(keys);
    }

    /** The answer to a request with this key, empty when it is one that opens. */
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
     * The key that a request carries, an empty text when it carries none.
     *
     * @param headers its headers
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
