package dev.cannery.internal.server.limits;

import dev.cannery.internal.chat.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a server lets itself be asked.
 *
 * @param quotas what may be used, at most one in each unit
 * @param isPerKey whether each API key has the quotas for itself, and does not share them with others
 */
public record RateLimit(List<Quota> quotas, boolean isPerKey) {
    private static final Pattern QUOTA = Pattern.compile("([0-9][0-9_]*) *([A-Za-z]+)");

    public RateLimit {
        quotas = List.copyOf(quotas);
        if (quotas.isEmpty()) {
            throw new IllegalArgumentException("a rate limit needs a quota, as 60rpm");
        }
        if (quotas.stream().map(Quota::unit).distinct().count() < quotas.size()) {
            throw new IllegalArgumentException("a rate limit has each unit at most once");
        }
    }

    /**
     * The limit that a text says, as {@code 60rpm} or {@code 60rpm,10000tpm}, shared by all keys.
     *
     * @throws IllegalArgumentException when the text says none, with the reason in one sentence
     */
    public static RateLimit parse(String text) {
        List<Quota> quotas = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            quotas.add(quota(part.strip(), text));
        }
        return new RateLimit(quotas, false);
    }

    /** The same limit for each API key by itself. */
    public RateLimit perKey() {
        return new RateLimit(quotas, true);
    }

    private static Quota quota(String part, String text) {
        Matcher matcher = QUOTA.matcher(part);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a rate limit is a number and a unit, as 60rpm or 60rpm,10000tpm, was '"
                    + text + "'. Units are " + String.join(", ", Quota.UNITS));
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
            throw new IllegalArgumentException("the number of a rate limit is too large: " + matcher.group(1));
        }
    }
}
