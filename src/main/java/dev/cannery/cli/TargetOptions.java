package dev.cannery.cli;

import dev.cannery.profile.Profile;
import dev.cannery.profile.ProfileReader;
import dev.cannery.verify.exchange.Endpoint;
import dev.cannery.verify.targets.Offers;
import dev.cannery.verify.targets.Target;
import dev.cannery.verify.targets.TargetsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which provider is asked. */
final class TargetOptions {
    private static final Path CONFIGURATION = Path.of("cannery.yaml");

    @Option(
            names = "--target",
            required = true,
            paramLabel = "URL|NAME",
            description = "The provider: an address as https://api.openai.com/v1, or a target's name in cannery.yaml.")
    @SuppressWarnings("NullAway.Init") // required
    private String target;

    @Option(names = "--config", paramLabel = "FILE", description = "File of named targets (cannery.yaml).")
    private Path configuration = CONFIGURATION;

    @Option(
            names = "--api-key-env",
            paramLabel = "NAME",
            description = "Environment variable that holds the key; none is sent without it.")
    private @Nullable String keyName;

    @Option(names = "--model", paramLabel = "MODEL", description = "Ask for this model instead of the contracts'.")
    private @Nullable String model;

    @Option(
            names = "--profile",
            paramLabel = "NAME|FILE",
            description = "How the provider answers and refuses (openai).")
    private @Nullable String profile;

    @Option(
            names = "--capability",
            paramLabel = "NAME",
            description = "What the provider can do, repeatable; without it everything is tried.")
    private List<String> capabilities = List.of();

    @Option(names = "--given", paramLabel = "STATE", description = "A state that holds of the provider, repeatable.")
    private List<String> states = List.of();

    Target target(UnaryOperator<@Nullable String> environment) {
        boolean isAddress = target.contains("://");
        Target named = isAddress ? addressed() : TargetsReader.read(existing()).target(target, environment);
        Profile judged = profile == null ? named.profile() : ProfileReader.find(profile);
        Endpoint endpoint = keyName == null
                ? named.endpoint()
                : named.endpoint().withKey(TargetsReader.key(keyName, "authorization", environment));
        Set<String> can = capabilities.isEmpty() ? named.offers().capabilities() : Set.copyOf(capabilities);
        Set<String> holding = states.isEmpty() ? named.offers().states() : Set.copyOf(states);
        return new Target(
                named.name(), endpoint, judged, model == null ? named.model() : model, new Offers(can, holding));
    }

    private Target addressed() {
        try {
            Endpoint endpoint = Endpoint.of(target, Map.of(), null);
            return new Target(target, endpoint, ProfileReader.read("openai"), null, Offers.UNDECLARED);
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }

    private Path existing() {
        if (!Files.isRegularFile(configuration)) {
            throw new UserError("'" + target + "' is no address, and there is no file '" + configuration
                    + "' that names it. Write an address such as https://api.openai.com/v1");
        }
        return configuration;
    }
}
