package dev.cannery.internal.record;

import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.profile.sign.Recognition;
import dev.cannery.internal.profile.sign.Transcript;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The profiles of the providers that answered recorded calls, by host. */
final class Dialects {
    private static final Pattern AUTHORITY = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*://([^/?#]*)");
    /** The profile that accepts any request. */
    private static final String ANY = "lenient";

    private final @Nullable String chosen;
    private final Map<String, String> byHost;

    private Dialects(@Nullable String chosen, Map<String, String> byHost) {
        this.chosen = chosen;
        this.byHost = byHost;
    }

    /**
     * Recognizes the provider at each host.
     *
     * @param chosen the profile of all of them; null to recognize them
     */
    static Dialects of(List<RecordedCall> calls, @Nullable String chosen) {
        Map<String, Transcript> answers = new LinkedHashMap<>();
        for (RecordedCall call : chosen == null ? calls : List.<RecordedCall>of()) {
            answers.computeIfAbsent(host(call), any -> new Transcript())
                    .add(call.status(), call.responseHeaders(), new String(call.body(), StandardCharsets.UTF_8));
        }
        Map<String, String> byHost = new HashMap<>();
        answers.forEach((host, transcript) -> ProfileReader.recognizer()
                .of(transcript)
                .map(Recognition::profile)
                .ifPresent(profile -> byHost.put(host, profile)));
        return new Dialects(chosen, byHost);
    }

    private static String host(RecordedCall call) {
        Matcher matcher = AUTHORITY.matcher(call.url());
        return matcher.find() ? matcher.group(1) : "";
    }

    /**
     * Returns the profile for a call. One that refuses a request that the provider accepted is not the provider's: then its rules
     * of that day apply, if they accept it, and otherwise none.
     */
    String profileOf(Answered answered) {
        if (chosen != null) {
            return chosen;
        }
        String profile = byHost.getOrDefault(host(answered.call()), Profile.DEFAULT);
        if (answered.call().status() >= 400) {
            return profile;
        }
        List<String> candidates = new ArrayList<>(List.of(profile));
        day(answered.call()).ifPresent(day -> candidates.add(profile + "@" + day));
        return candidates.stream()
                .filter(candidate -> ProfileReader.find(candidate)
                        .at(answered.request().endpoint())
                        .filter(one -> one.refusalOf(answered.request()).isEmpty())
                        .isPresent())
                .findFirst()
                .orElse(ANY);
    }

    /** Whether a profile is one of a provider, whose form an answer can be given again. */
    static boolean isKnown(String profile) {
        return !profile.equals(ANY);
    }

    private static Optional<String> day(RecordedCall call) {
        String date = call.responseHeaders().get("date");
        try {
            return date == null
                    ? Optional.empty()
                    : Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toLocalDate()
                            .toString());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
