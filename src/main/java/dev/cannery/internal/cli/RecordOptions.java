package dev.cannery.internal.cli;

import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.record.RecordingOptions;
import dev.cannery.internal.source.FileNames;
import dev.cannery.internal.target.Target;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options on what is recorded, and how it is written. */
final class RecordOptions {
    static final Path FOLDER = Path.of("contracts", "recorded");

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Folder of the recorded contracts (contracts/recorded).")
    private Path folder = FOLDER;

    @Option(
            names = "--match",
            split = ",",
            paramLabel = "FIELD,…",
            hideParamSyntax = true,
            description =
                    "Fields of a request that become rules (prompt,system,tools,tool_results,response_format,model).")
    private List<String> fields = List.of();

    @Option(names = "--exact", description = "Make every field of a request a rule.")
    private boolean isExact;

    @Option(names = "--raw", description = "Store answers as they were sent, in stubs.")
    private boolean isRaw;

    @Option(names = "--no-timing", description = "Do not store the waits of streams.")
    private boolean isUntimed;

    @Option(names = "--errors", description = "Also record error responses.")
    private boolean hasErrors;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the file and of the interactions.")
    private @Nullable String name;

    @Option(names = "--redact", paramLabel = "REGEX", description = "Redact texts that match, repeatable.")
    private List<String> redactions = List.of();

    @Option(names = "--dry-run", description = "Print what would be written, and write nothing.")
    private boolean isDry;

    Path folder() {
        return folder;
    }

    boolean isDry() {
        return isDry;
    }

    RecordingOptions of(Target target) {
        String profile = target.profile().name();
        Set<String> match = fields.isEmpty() ? RecordingOptions.USUAL_MATCH : new LinkedHashSet<>(fields);
        return RecordingOptions.of(name == null ? FileNames.slug(target.name()) : name)
                .named(name)
                // the usual profile may only be the default
                .withProfile(profile.equals(Profile.DEFAULT) ? null : profile)
                .matching(match, isExact)
                .storing(isRaw, !isUntimed, hasErrors)
                .redacting(redactions.stream().map(RecordOptions::pattern).toList(), List.of());
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new UserError("--redact '" + text + "' is not a regular expression: " + e.getDescription());
        }
    }
}
