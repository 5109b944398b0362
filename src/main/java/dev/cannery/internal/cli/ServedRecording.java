package dev.cannery.internal.cli;

import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.record.RecordedProvider;
import dev.cannery.internal.record.RecordedScopes;
import dev.cannery.internal.record.RecordingOptions;
import dev.cannery.internal.source.FileNames;
import dev.cannery.internal.target.Budget;
import dev.cannery.internal.target.Target;
import dev.cannery.internal.target.TargetChoice;
import dev.cannery.internal.target.Timeouts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code serve} for recording what no interaction matches, scope by scope. */
final class ServedRecording {
    @Option(
            names = "--record",
            paramLabel = "all|missing|none",
            description =
                    "Ask a provider for all requests, for those that no interaction matches, or for none, unless a scope"
                            + " says otherwise; its answers are recorded.")
    private @Nullable RecordMode mode;

    @Option(
            names = "--record-target",
            paramLabel = "URL|NAME",
            description = "Base URL of the provider, or the name of a target in cannery.yaml.")
    private @Nullable String target;

    @Option(
            names = "--record-out",
            paramLabel = "FOLDER",
            description = "Folder of the recorded contracts (contracts/recorded).")
    private Path folder = RecordOptions.FOLDER;

    /** Returns the recording, which is ended when the server stops; empty if nothing is to be recorded. */
    Optional<RecordedScopes> recording(RecordedScopes.Console console) {
        if (mode == null) {
            if (target != null) {
                throw new UserError("--record-target needs --record, such as --record missing");
            }
            return Optional.empty();
        }
        if (target == null) {
            throw new UserError("--record needs --record-target: a URL, or the name of a target in cannery.yaml");
        }
        Target provider = new TargetChoice(target, TargetChoice.FILE, null, null, null, Set.of(), Set.of())
                .resolved(System::getenv);
        String profile = provider.profile().name();
        RecordingOptions options = RecordingOptions.of(FileNames.slug(provider.name()))
                // the usual profile may only be the default
                .withProfile(profile.equals(Profile.DEFAULT) ? null : profile);
        return Optional.of(new RecordedScopes(
                RecordedProvider.of(provider, Timeouts.USUAL, Budget.Limits.NONE),
                mode.mode(),
                options,
                folder,
                console));
    }
}
