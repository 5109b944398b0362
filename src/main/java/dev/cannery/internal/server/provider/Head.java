package dev.cannery.internal.server.provider;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers of an answer that do not come from the answer itself.
 *
 * @param constant those that are the same in each answer of the provider
 * @param more those of this answer, which replace constant ones of the same name
 * @param knowsAccount whether the answer tells of the account, as of what is left of its limits
 * @param processing the header that tells for how many milliseconds the provider worked, null when none does
 */
public record Head(
        Map<String, String> constant,
        Map<String, String> more,
        boolean knowsAccount,
        @Nullable String processing) {
    /** No headers. */
    public static final Head NONE = new Head(Map.of(), Map.of(), false, null);

    /** The same head with these headers more. */
    public Head with(Map<String, String> added) {
        Map<String, String> all = new LinkedHashMap<>(more);
        all.putAll(added);
        return new Head(constant, all, knowsAccount, processing);
    }
}
