package dev.cannery.internal.verify.targets;

import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.verify.exchange.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * A provider that contracts are put to.
 *
 * @param name what people call it
 * @param endpoint where it is asked
 * @param profile how it refuses and what its answers look like
 * @param model the model to ask for instead of the contract's, null for the contract's own
 * @param offers what it is declared to offer
 */
public record Target(
        String name,
        Endpoint endpoint,
        Profile profile,
        @Nullable String model,
        Offers offers) {}
