package dev.cannery.internal.cli;

import dev.cannery.internal.target.Target;
import dev.cannery.internal.target.TargetChoice;
import dev.cannery.internal.verify.ProviderLookup;
import dev.cannery.internal.verify.VerificationSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select a provider. */
class ProviderOptions {
    private static final String AUTO = "auto";
    /** OpenAI, and this host: a mock would count the request as one that matches no interaction. */
    private static final Pattern KNOWN_HOST =
            Pattern.compile("localhost|127\\..*|\\[?::1]?|(?:.*\\.)?openai\\.com|", Pattern.CASE_INSENSITIVE);

    @Option(
            names = "--target",
            paramLabel = "URL|NAME",
            description = "Required. Base URL of the provider, or the name of a target in cannery.yaml.")
    private @Nullable String target;

    @Option(names = "--config", paramLabel = "FILE", description = "File of named targets (cannery.yaml).")
    private Path configuration = TargetChoice.FILE;

    @Option(
            names = "--api-key-env",
            paramLabel = "NAME",
            description = "Environment variable with the API key; without it no key is sent.")
    private @Nullable String keyName;

    @Option(
            names = "--profile",
            paramLabel = "NAME|FILE|auto",
            description = "Profile of the provider, or auto to recognize it (openai; auto for other providers' hosts).")
    private @Nullable String profile;

    /**
     * Returns the target with the profile of the provider that answers there, if it is to be recognized: with {@code auto}, and
     * without a profile at a host that is neither this one nor OpenAI's.
     */
    Target recognized(Target asked, VerificationSettings settings) throws InterruptedException {
        boolean isUnknown = profile == null && target != null && target.contains("://") && !isKnown(target);
        return isUnknown || AUTO.equals(profile) ? new ProviderLookup(asked, settings).recognized() : asked;
    }

    private static boolean isKnown(String address) {
        String host = Objects.requireNonNullElse(URI.create(address).getHost(), "");
        return KNOWN_HOST.matcher(host).matches();
    }

    /** Returns the model to request instead of the contracts'; null for the contracts' own. */
    @Nullable
    String model() {
        return null;
    }

    /** Returns the target with the capabilities and states from its file. */
    Target target(UnaryOperator<@Nullable String> environment) {
        return target(List.of(), List.of(), environment);
    }

    /** Returns the target with these capabilities and states instead of those from its file. */
    Target target(List<String> capabilities, List<String> states, UnaryOperator<@Nullable String> environment) {
        if (target == null) {
            throw new UserError(
                    "--target is required: the base URL of the provider, or the name of a target in cannery.yaml");
        }
        return new TargetChoice(
                        target,
                        configuration,
                        keyName,
                        model(),
                        AUTO.equals(profile) ? null : profile,
                        Set.copyOf(capabilities),
                        Set.copyOf(states))
                .resolved(environment);
    }
}
