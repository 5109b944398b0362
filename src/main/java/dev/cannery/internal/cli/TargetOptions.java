package dev.cannery.internal.cli;

import dev.cannery.internal.verify.targets.Target;
import dev.cannery.internal.verify.targets.TargetChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which provider is asked. */
final class TargetOptions {
    @Option(
            names = "--target",
            required = true,
            paramLabel = "URL|NAME",
            description = "The provider: an address as https://api.openai.com/v1, or a target's name in cannery.yaml.")
    @SuppressWarnings("NullAway.Init") // required
    private String target;

    @Option(names = "--config", paramLabel = "FILE", description = "File of named targets (cannery.yaml).")
    private Path configuration = TargetChoice.FILE;

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

    /** The target, of which nothing is declared but what its file says. */
    Target target(UnaryOperator<@Nullable String> environment) {
        return target(List.of(), List.of(), environment);
    }

    /** The target with these capabilities and states instead of its file's. */
    Target target(List<String> capabilities, List<String> states, UnaryOperator<@Nullable String> environment) {
        return new TargetChoice(
                        target, configuration, keyName, model, profile, Set.copyOf(capabilities), Set.copyOf(states))
                .resolved(environment);
    }
}
