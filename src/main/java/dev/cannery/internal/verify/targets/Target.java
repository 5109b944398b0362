package dev.cannery.internal.verify.targets;

import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.verify.exchange.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * A provider that is verified against contracts.
 *
 * @param name what people call it
 * @param endpoint where it is reached
 * @param profile the profile of its kind of provider
 * @param model the model to ask for instead of the contract's, null for the contract's own
 * @param offers what it is declared to offer
 */
public record Target(
        String name,
        Endpoint endpoint,
        Profile profile,
        @Nullable String model,
        Offers offers) {}
