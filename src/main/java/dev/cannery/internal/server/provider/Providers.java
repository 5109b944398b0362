package dev.cannery.internal.server.provider;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The providers that requests are judged by: one for all, or for each contract its own. */
public final class Providers {
    private final @Nullable Provider forAll;
    private final Map<String, Provider> byName = new LinkedHashMap<>();

    /**
     * The providers that these contracts name, each read once.
     *
     * @param otherwise the name of the provider if there are no contracts
     * @param forAll the profile for all requests, null to let each contract's provider judge
     * @param setting what is done with each profile before it is used
     * @param isLimited whether rate limits are kept
     * @throws dev.cannery.internal.source.SourceProblemsException when a contract names one that there is not
     */
    public Providers(
            List<LoadedContract> contracts,
            String otherwise,
            @Nullable Profile forAll,
            UnaryOperator<Profile> setting,
            boolean isLimited) {
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

    /** The provider of the contract that answers; that of the path when none does. */
    public Provider of(Optional<String> name, String path) {
        if (forAll != null) {
            return forAll;
        }
        return name.map(known -> Objects.requireNonNull(byName.get(known))).orElseGet(() -> at(path));
    }

    /** The provider whose own path this is, else that of the first contract. */
    public Provider at(String path) {
        if (forAll != null) {
            return forAll;
        }
        return byName.values().stream()
                .filter(provider -> provider.profile().owns(path))
                .findFirst()
                .orElseGet(() -> byName.values().iterator().next());
    }
}
