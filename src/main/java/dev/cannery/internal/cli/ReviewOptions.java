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

/** The options of {@code serve} that decide how requests and responses are reviewed and how tokens are counted. */
final class ReviewOptions {
    /** The values of {@code --usage}: how tokens are counted. */
    enum Usage {
        exact,
        estimate
    }

    @Option(
            names = "--profile",
            paramLabel = "NAME|FILE",
            description = "Review all requests with this provider profile instead of each contract's own.")
    private @Nullable String profile;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "Use the models of that day, such as 2025-06-30; by default those of November 2026.")
    private @Nullable LocalDate day;

    @Option(
            names = "--lenient",
            description = "Send responses that do not fit their request with a warning instead of status 500.")
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

    /** Returns the contracts with the models of the requested day. */
    List<LoadedContract> dated(List<LoadedContract> read) {
        return read.stream()
                .map(contract -> contract.withProvider(dated(contract.provider())))
                .toList();
    }

    /** Appends the day to a provider's name, unless the name already has one. */
    private String dated(String provider) {
        return day == null || provider.contains("@") ? provider : provider + "@" + day;
    }

    /** Returns one line about models of these contracts that are shut down soon, or empty if there are none. */
    Optional<String> endingModels(List<LoadedContract> contracts) {
        Map<String, Profile> profiles = new HashMap<>();
        for (LoadedContract contract : contracts) {
            profiles.computeIfAbsent(
                    contract.provider(), name -> ProfileReader.find(dated(profile == null ? name : profile)));
        }
        return new ModelEnds(ModelEnds.USUAL_DAYS, day).line(contracts, profiles);
    }
}
