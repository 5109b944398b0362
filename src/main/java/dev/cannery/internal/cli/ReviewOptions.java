package dev.cannery.internal.cli;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.server.MockServerBuilder;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of serving that decide how requests and responses are reviewed and counted. */
final class ReviewOptions {
    /** How tokens are counted, by the words of the option. */
    enum Usage {
        exact,
        estimate
    }

    @Option(
            names = "--profile",
            paramLabel = "NAME|FILE",
            description = "Review all requests by this provider profile, instead of that of each contract's provider.")
    private @Nullable String profile;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "Use the models of that day, as 2025-06-30; by default those of November 2026.")
    private @Nullable LocalDate day;

    @Option(
            names = "--lenient",
            description = "Send responses that do not fit their request, with a warning, instead of status 500.")
    private boolean isLenient;

    @Option(
            names = "--usage",
            paramLabel = "exact|estimate",
            description = "How tokens are counted where a contract gives no usage (${DEFAULT-VALUE}). 'exact' uses the"
                    + " model's tokenizer, and estimates audio, files and images behind URLs. 'estimate' counts four"
                    + " characters as a token, for load tests whose prompts all differ.")
    private Usage usage = Usage.exact;

    void applyTo(MockServerBuilder builder) {
        if (profile != null) {
            builder.profile(ProfileReader.find(dated(profile)));
        }
        if (isLenient) {
            builder.lenient();
        }
        if (usage == Usage.estimate) {
            builder.estimatesUsage();
        }
    }

    /** Returns the contracts with the models of the day that was asked for. */
    List<LoadedContract> dated(List<LoadedContract> read) {
        return read.stream()
                .map(contract -> contract.withProvider(dated(contract.provider())))
                .toList();
    }

    /** A day that is part of the name stays. */
    private String dated(String provider) {
        return day == null || provider.contains("@") ? provider : provider + "@" + day;
    }

    /** Returns one line on the models of these contracts that end soon; empty when none does. */
    Optional<String> endingModels(List<LoadedContract> contracts) {
        Map<String, Profile> profiles = new HashMap<>();
        for (LoadedContract contract : contracts) {
            profiles.computeIfAbsent(
                    contract.provider(), name -> ProfileReader.find(dated(profile == null ? name : profile)));
        }
        return new ModelEnds(ModelEnds.USUAL_DAYS, day).line(contracts, profiles);
    }
}
