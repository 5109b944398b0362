package dev.cannery.internal.server.limits;

import dev.cannery.internal.chat.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rate limit of a server.
 *
 * @param quotas the quotas, at most one for each unit
 * @param isPerKey whether each API key has quotas of its own
 */
public record RateLimit(List<Quota> quotas, boolean isPerKey) {
    private static final Pattern QUOTA = Pattern.compile("([0-9][0-9_]*) *([A-Za-z]+)");

    public RateLimit {
        quotas = List.copyOf(quotas);
        if (quotas.isEmpty()) {
            throw new IllegalArgumentException("a rate limit needs a quota, such as 60rpm");
        }
        if (quotas.stream().map(Quota::unit).distinct().count() < quotas.size()) {
            throw new IllegalArgumentException("a rate limit may have each unit only once");
        }
    }

    /**
     * Parses a limit, such as {@code 60rpm} or {@code 60rpm,10000tpm}, that all keys share.
     *
     * @throws IllegalArgumentException if the text is not a limit, with the reason in one sentence
     */
    public static RateLimit parse(String text) {
        List<Quota> quotas = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            quotas.add(quota(part.strip(), text));
        }
        return new RateLimit(quotas, false);
    }

    /** Returns the same limit with separate quotas for each API key. */
    public RateLimit perKey() {
        return new RateLimit(quotas, true);
    }

    private static Quota quota(String part, String text) {
        Matcher matcher = QUOTA.matcher(part);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("invalid rate limit '" + text
                    + "'. Expected a number and a unit, such as 60rpm or 60rpm,10000tpm. Units are "
                    + String.join(", ", Quota.UNITS));
        }
        String unit = matcher.group(2).toLowerCase(Locale.ROOT);
        if (!Quota.UNITS.contains(unit)) {
            String hint = Suggestion.sentence(unit, Quota.UNITS);
            throw new IllegalArgumentException("unknown unit '" + matcher.group(2) + "' of a rate limit."
                    + (hint.isEmpty() ? " Units are " + String.join(", ", Quota.UNITS) : hint));
        }
        try {
            return Quota.of(Long.parseLong(matcher.group(1).replace("_", "")), unit);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the number in a rate limit is too large: " + matcher.group(1));
        }
    }
}
