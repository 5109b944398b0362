package dev.cannery.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.cannery.chat.FieldPath;
import dev.cannery.chat.FindingId;
import dev.cannery.chat.MessageText;

/**
 * The value is a text, plain or in content parts, in which a regular expression is found.
 *
 * <p>The expressions are RE2's: matching takes time linear in the text, whatever the expression and the text, so that a
 * hostile request cannot hang a server. Look-around and back references are not in that language.
 *
 * @param pattern the compiled expression
 */
public record RegexMatch(Pattern pattern) implements Constraint {
    /**
     * Compiles an expression.
     *
     * @throws com.google.re2j.PatternSyntaxException when it is not a regular expression of RE2
     * @throws IllegalArgumentException when it is empty, or repeats so often that it cannot be compiled
     */
    public static RegexMatch of(String regex, boolean ignoreCase) {
        if (regex.isEmpty()) {
            throw new IllegalArgumentException("a regular expression must not be empty, every text would match");
        }
        return new RegexMatch(LinearRegex.compile(regex, ignoreCase ? Pattern.CASE_INSENSITIVE : 0));
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
        return "text matching /" + pattern.pattern() + "/" + (pattern.flags() == 0 ? "" : " in any case");
    }
}
