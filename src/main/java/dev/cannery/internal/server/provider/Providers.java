package dev.cannery.internal.server.provider;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The providers that check requests: one for all, or the provider of each contract. */
public final class Providers {
    private final @Nullable Provider forAll;
    private final Map<String, Provider> byName = new LinkedHashMap<>();
    private final boolean isLimited;
    /** The same providers at the Responses API, by their profiles of it. */
    private final Map<Profile, Provider> atResponses = new ConcurrentHashMap<>();

    /**
     * Reads the providers that these contracts name, each once.
     *
     * @param otherwise the name of the default provider if there are no contracts
     * @param forAll the profile for all requests; null to use each contract's provider
     * @param setting a change to make to each profile
     * @param isLimited whether the server enforces rate limits
     * @throws dev.cannery.internal.source.SourceProblemsException if a contract names an unknown provider
     */
    public Providers(
            List<LoadedContract> contracts,
            String otherwise,
            @Nullable Profile forAll,
            UnaryOperator<Profile> setting,
            boolean isLimited) {
        this.isLimited = isLimited;
        this.forAll = forAll == null ? null : Provider.of(setting.apply(forAll), isLimited);
        if (forAll == null) {
            List<String> names = new ArrayList<>(
                    contracts.stream().map(LoadedContract::provider).toList());
            if (names.isEmpty()) {
                names.add(otherwise);
            }
            names.forEach(name -> byName.computeIfAbsent(
                    name, any -> Provider.of(setting.apply(ProfileReader.find(any)), isLimited)));
        }
    }

    /** Returns the provider with this name at the endpoint of a path; without a name, that of the path. */
    public Provider of(Optional<String> name, String path) {
        Provider provider = forAll != null
                ? forAll
                : name.map(known -> Objects.requireNonNull(byName.get(known))).orElseGet(() -> owner(path));
        return provider.profile()
                .at(ChatEndpoint.of(path))
                .filter(profile -> profile != provider.profile())
                .map(profile -> atResponses.computeIfAbsent(profile, any -> Provider.of(profile, isLimited)))
                .orElse(provider);
    }

    /** Returns the provider that has this path of its own, at the endpoint of the path; otherwise the first contract's provider. */
    public Provider at(String path) {
        return of(Optional.empty(), path);
    }

    private Provider owner(String path) {
        return byName.values().stream()
                .filter(provider -> provider.profile().owns(path))
                .findFirst()
                .orElseGet(() -> byName.values().iterator().next());
    }
}
