package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.chat.MessageText;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The value is a text, plain or in content parts, in which a regular expression finds a match.
 *
 * <p>The expressions are RE2's: matching takes time linear in the text, so that a hostile request cannot hang a server. RE2 has
 * no look-around and no back references.
 */
public final class RegexMatch implements Constraint {
    private final Pattern pattern;

    private RegexMatch(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Compiles an expression.
     *
     * @throws IllegalArgumentException when it is empty, not a valid RE2 expression, or has too many repetitions
     */
    public static RegexMatch of(String regex, boolean ignoreCase) {
        if (regex.isEmpty()) {
            throw new IllegalArgumentException(
                    "a regular expression must not be empty, because it would match every text");
        }
        try {
            return new RegexMatch(LinearRegex.compile(regex, ignoreCase ? Pattern.CASE_INSENSITIVE : 0));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(sentence(e), e);
        }
    }

    private static String sentence(PatternSyntaxException fault) {
        String pattern = fault.getPattern();
        boolean looksAround = pattern.startsWith("(?") || pattern.matches("\\\\\\d");
        return "invalid regular expression: " + fault.getDescription() + " in '" + pattern + "'"
                + (looksAround
                        ? ". Look-around and back references are not supported, because they can take very long to match"
                        : "");
    }

    /** Returns the expression as it was written. */
    public String regex() {
        return pattern.pattern();
    }

    /** Whether case is ignored. */
    public boolean ignoresCase() {
        return pattern.flags() != 0;
    }

    /** Returns the names of its groups. */
    public Set<String> groups() {
        return pattern.namedGroups().keySet();
    }

    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        JsonNode content = MessageText.ofContent(value);
        if (findings.reportUnless(content.isTextual(), at, this, value)) {
            return;
        }
        Matcher matcher = pattern.matcher(content.textValue());
        if (matcher.find()) {
            findings.capture(matcher);
        } else {
            findings.report(FindingId.VALUE, at, this, value);
        }
    }

    @Override
    public String describe() {
        return "text matching /" + pattern.pattern() + "/" + (ignoresCase() ? " in any case" : "");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RegexMatch match && pattern.equals(match.pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    @Override
    public String toString() {
        return "RegexMatch[" + describe() + "]";
    }
}
