package dev.cannery.internal.target;

import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.SourceProblemsException;
import dev.cannery.internal.wire.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A user's choice of the provider to verify. Its values override those in the file of targets.
 *
 * @param target a URL, or a name in the file of targets
 * @param file the file of targets; it may be missing if the target is a URL
 * @param keyName the environment variable with the API key, or null for the file's
 * @param model the model to request, or null for the file's or the contracts'
 * @param profile the name or file of the profile, or null for the file's
 * @param capabilities the provider's capabilities; empty for the file's
 * @param states the states of the provider's environment; empty for the file's
 */
public record TargetChoice(
        String target,
        Path file,
        @Nullable String keyName,
        @Nullable String model,
        @Nullable String profile,
        Set<String> capabilities,
        Set<String> states) {
    /** The default file of targets. */
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
     * Returns the target with all values resolved.
     *
     * @param environment returns the value of an environment variable, or null if it is not set
     * @throws SourceProblemsException if it is unknown, its key is not set, or its profile cannot be read
     */
    public Target resolved(UnaryOperator<@Nullable String> environment) {
        Target named =
                target.contains("://") ? addressed() : Targets.read(existing()).target(target, environment);
        Profile judged = profile == null ? named.profile() : ProfileReader.find(profile);
        Endpoint endpoint = keyName == null ? named.endpoint() : keyed(named.endpoint(), keyName, environment);
        Set<String> can = capabilities.isEmpty() ? named.declared().capabilities() : capabilities;
        Set<String> holding = states.isEmpty() ? named.declared().states() : states;
        return new Target(
                named.name(),
                endpoint,
                judged,
                model == null ? named.model() : model,
                new DeclaredCapabilities(can, holding));
    }

    /** Replaces the key of the file, keeping its header. */
    private static Endpoint keyed(Endpoint endpoint, String keyName, UnaryOperator<@Nullable String> environment) {
        Endpoint.ApiKey key = endpoint.key();
        String header = key == null ? "authorization" : key.header();
        return endpoint.withKey(Targets.key(keyName, header, environment));
    }

    private Target addressed() {
        try {
            Endpoint endpoint = Endpoint.of(target, Map.of(), null);
            return new Target(
                    Secrets.redactAddress(target),
                    endpoint,
                    ProfileReader.read("openai"),
                    null,
                    DeclaredCapabilities.UNDECLARED);
        } catch (IllegalArgumentException e) {
            throw SourceProblemsException.of(String.valueOf(e.getMessage()));
        }
    }

    private Path existing() {
        if (!Files.isRegularFile(file)) {
            throw SourceProblemsException.of("'" + target + "' is not a URL, and there is no file '" + file
                    + "' to look it up in. Use a URL such as https://api.openai.com/v1");
        }
        return file;
    }
}
