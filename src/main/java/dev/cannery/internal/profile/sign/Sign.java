package dev.cannery.internal.profile.sign;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A trait by which responses of a provider are recognized.
 *
 * @param at the place, such as {@code chunk.choices.delta.token_id} or {@code header.x-groq-region}; a place in
 *     {@code answer} is in whole completions or in chunks
 * @param is the pattern of a value there, whose group {@code version} is the version of the server; null if the place alone
 *     is the sign
 * @param isAbsent whether the sign is that the place is missing
 * @param strength how much it proves
 */
public record Sign(String at, @Nullable Pattern is, boolean isAbsent, Strength strength) {
    private static final String ANSWER = "answer.";
    private static final String VERSION = "version";

    /** The strength of a sign as proof of a provider. */
    public enum Strength {
        /** Proves the provider, whatever server runs behind it. */
        FRONT,
        /** Proves the provider, unless another one is in front of it. */
        STRONG,
        /** Proves the provider together with a second sign. */
        WEAK,
        /** Proves that it is not the provider. */
        AGAINST
    }

    /** A sign that was found, by its place, and the value there if the value is the sign. */
    record Found(Sign sign, String value) {
        /** Returns it as a person reads it: {@code system_fingerprint vllm-0.24.0-tp4-6d31f84d}. */
        String words() {
            String name = sign.at.substring(sign.at.indexOf('.') + 1);
            String place = sign.at.startsWith("header.") ? "header " + name : name;
            if (sign.isAbsent) {
                return "no " + place;
            }
            return sign.is == null || value.isEmpty() ? place : place + " " + value;
        }

        /** Returns the version of the server that the value names. */
        Optional<String> version() {
            if (sign.is == null || !sign.is.pattern().contains("(?<" + VERSION + ">")) {
                return Optional.empty();
            }
            Matcher matcher = sign.is.matcher(value);
            return matcher.matches() ? Optional.ofNullable(matcher.group(VERSION)) : Optional.empty();
        }
    }

    /** Returns the sign if these responses have it. */
    Optional<Found> in(Transcript responses) {
        return places().stream().flatMap(place -> at(place, responses).stream()).findFirst();
    }

    private List<String> places() {
        return at.startsWith(ANSWER)
                ? List.of("body." + at.substring(ANSWER.length()), "chunk." + at.substring(ANSWER.length()))
                : List.of(at);
    }

    private Optional<Found> at(String place, Transcript responses) {
        if (isAbsent) {
            boolean lacks = responses.has(place.substring(0, place.lastIndexOf('.'))) && !responses.has(place);
            return lacks ? Optional.of(new Found(this, "")) : Optional.empty();
        }
        return responses.values(place).stream()
                .filter(value -> is == null || is.matcher(value).matches())
                .findFirst()
                .map(value -> new Found(this, value));
    }
}
