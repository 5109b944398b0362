package dev.cannery.internal.target;

import dev.cannery.internal.profile.Profile;
import org.jspecify.annotations.Nullable;

/**
 * A provider to verify against contracts.
 *
 * @param name the name in reports
 * @param endpoint its URL, headers and key
 * @param profile the profile that describes the provider
 * @param model the model to request instead of the contract's, or null for the contract's own
 * @param declared its declared capabilities and states
 */
public record Target(
        String name,
        Endpoint endpoint,
        Profile profile,
        @Nullable String model,
        DeclaredCapabilities declared) {}
