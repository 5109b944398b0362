package dev.cannery.internal.cli;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.requests.RecordedRequestsReader;
import dev.cannery.internal.matching.check.ContractWarning;
import dev.cannery.internal.matching.check.EndingModels;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.wire.Words;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the models that are shut down within some days of a day: the requested day, otherwise today or the day of the profile's data, whichever is later.
 *
 * @param days the number of days to look ahead
 * @param asked the requested day, or null for today
 */
record ModelEnds(int days, @Nullable LocalDate asked) {
    /** The number of days that a server looks ahead by default. */
    static final int USUAL_DAYS = 60;

    private static final Pattern DAYS = Pattern.compile("(\\d{1,4})d");

    static ModelEnds parse(String within, @Nullable LocalDate asked) {
        Matcher matcher = DAYS.matcher(within);
        if (!matcher.matches()) {
            throw new UserError("--within must be a number of days such as 60d, was '" + within + "'");
        }
        return new ModelEnds(Integer.parseInt(matcher.group(1)), asked);
    }

    /** Returns warnings about contracts with a known provider, and about the requests recorded in the folder. */
    List<ContractWarning> warnings(Collection<LoadedContract> contracts, Path requests, Map<String, Profile> profiles) {
        List<LoadedContract> known = known(contracts, profiles);
        EndingModels ending = ending(profiles);
        List<ContractWarning> warnings = new ArrayList<>(ending.inRules(known));
        warnings.addAll(ending.inRequests(requests, RecordedRequestsReader.read(requests), known, Profile.DEFAULT));
        return warnings;
    }

    /** Returns one line about models of the contracts that are shut down soon, or empty if there are none. */
    Optional<String> line(Collection<LoadedContract> contracts, Map<String, Profile> profiles) {
        List<ContractWarning> warnings = ending(profiles).inRules(known(contracts, profiles));
        if (warnings.isEmpty()) {
            return Optional.empty();
        }
        String more = warnings.size() == 1 ? "" : ", and " + Words.counted(warnings.size() - 1, "more warning");
        return Optional.of(
                "note: " + warnings.get(0).message() + more + "; cannery check --within " + days + "d shows where");
    }

    private static List<LoadedContract> known(Collection<LoadedContract> contracts, Map<String, Profile> profiles) {
        return contracts.stream()
                .filter(contract -> profiles.containsKey(contract.provider()))
                .toList();
    }

    private EndingModels ending(Map<String, Profile> profiles) {
        LocalDate from = asked == null ? today(profiles) : asked;
        Profile standard = ProfileReader.read(Profile.DEFAULT);
        return new EndingModels(
                name -> models(profiles.getOrDefault(name, standard).asOf(from)), from, from.plusDays(days));
    }

    /** Returns today, or the day of the profile's data if the clock is earlier. */
    private static LocalDate today(Map<String, Profile> profiles) {
        LocalDate data = ProfileReader.read(Profile.DEFAULT).day();
        LocalDate latest = profiles.values().stream().map(Profile::day).reduce(data, ModelEnds::later);
        return later(latest, LocalDate.now(ZoneId.systemDefault()));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static EndingModels.Models models(Profile profile) {
        return new EndingModels.Models() {
            @Override
            public List<String> names() {
                return profile.publishedModels();
            }

            @Override
            public Optional<LocalDate> endOf(String model) {
                return profile.endOf(model);
            }
        };
    }
}
