package dev.cannery.internal.verify.targets;

import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.SourceProblemsException;
import dev.cannery.internal.verify.exchange.Endpoint;
import dev.cannery.internal.wire.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The provider to verify, as a user names it. Options given with the name override those of the file of targets.
 *
 * @param target an address, or a name in the file of targets
 * @param file the file of targets, which need not be there for an address
 * @param keyName the environment variable that holds the key, null for the file's
 * @param model the model to ask for, null for the file's or the contracts'
 * @param profile the profile's name or file, null for the file's
 * @param capabilities what the provider can do, empty for the file's
 * @param states the states that hold of it, empty for the file's
 */
public record TargetChoice(
        String target,
        Path file,
        @Nullable String keyName,
        @Nullable String model,
        @Nullable String profile,
        Set<String> capabilities,
        Set<String> states) {
    /** The file of targets that is used when no other is given. */
    public static final Path FILE = Path.of("cannery.yaml");

    public TargetChoice {
        capabilities = Set.copyOf(capabilities);
        states = Set.copyOf(states);
    }

    /** Returns the same choice for another target. */
    public TargetChoice of(String other) {
        return new TargetChoice(other, file, keyName, model, profile, capabilities, states);
    }

    /**
     * Returns the target itself.
     *
     * @param environment gives the value of a variable, null when it is not set
     * @throws SourceProblemsException when there is none, or its key is not set, or its profile cannot be read
     */
    public Target resolved(UnaryOperator<@Nullable String> environment) {
        Target named =
                target.contains("://") ? addressed() : Targets.read(existing()).target(target, environment);
        Profile judged = profile == null ? named.profile() : ProfileReader.find(profile);
        Endpoint endpoint = keyName == null ? named.endpoint() : keyed(named.endpoint(), keyName, environment);
        Set<String> can = capabilities.isEmpty() ? named.offers().capabilities() : capabilities;
        Set<String> holding = states.isEmpty() ? named.offers().states() : states;
        return new Target(
                named.name(), endpoint, judged, model == null ? named.model() : model, new Offers(can, holding));
    }

    /** Puts another key where the file's key was. */
    private static Endpoint keyed(Endpoint endpoint, String keyName, UnaryOperator<@Nullable String> environment) {
        Endpoint.ApiKey key = endpoint.key();
        String header = key == null ? "authorization" : key.header();
        return endpoint.withKey(Targets.key(keyName, header, environment));
    }

    private Target addressed() {
        try {
            Endpoint endpoint = Endpoint.of(target, Map.of(), null);
            return new Target(
                    Secrets.redactAddress(target), endpoint, ProfileReader.read("openai"), null, Offers.UNDECLARED);
        } catch (IllegalArgumentException e) {
            throw SourceProblemsException.of(String.valueOf(e.getMessage()));
        }
    }

    private Path existing() {
        if (!Files.isRegularFile(file)) {
            throw SourceProblemsException.of("'" + target + "' is no address, and there is no file '" + file
                    + "' that names it. Write an address such as https://api.openai.com/v1");
        }
        return file;
    }
}
