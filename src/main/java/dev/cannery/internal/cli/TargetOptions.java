package dev.cannery.internal.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select the provider to verify or probe. */
final class TargetOptions extends ProviderOptions {
    @Option(names = "--model", paramLabel = "MODEL", description = "Model to request instead of the contracts'.")
    private @Nullable String model;

    @Override
    @Nullable
    String model() {
        return model;
    }
}
