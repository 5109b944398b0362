package dev.cannery.server;

import dev.cannery.chat.tokens.TokenCounter;
import dev.cannery.contract.Contract;
import dev.cannery.profile.Profile;
import dev.cannery.profile.ProfileReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The profiles that requests are judged by: one for all, or for each contract that of its provider. */
final class Providers {
    private static final String DEFAULT = "openai";

    private final @Nullable Profile forAll;
    private final Map<String, Profile> byName = new LinkedHashMap<>();

    /**
     * The profiles that these contracts name.
     *
     * @throws dev.cannery.profile.InvalidProfileException when a contract names one that there is not
     */
    Providers(List<Contract> contracts, @Nullable Profile forAll, TokenCounter tokens) {
        this.forAll = forAll == null ? null : forAll.counting(tokens::promptTokens);
        if (forAll == null) {
            contracts.forEach(contract -> byName.computeIfAbsent(
                    contract.provider(), name -> ProfileReader.read(name).counting(tokens::promptTokens)));
            if (byName.isEmpty()) {
                byName.put(DEFAULT, ProfileReader.read(DEFAULT).counting(tokens::promptTokens));
            }
        }
    }

    /** The profile of this provider; of the first contract's when no interaction, and so no provider, is known. */
    Profile of(Optional<String> provider) {
        if (forAll != null) {
            return forAll;
        }
        return provider.map(name -> Objects.requireNonNull(byName.get(name)))
                .orElseGet(() -> byName.values().iterator().next());
    }
}
