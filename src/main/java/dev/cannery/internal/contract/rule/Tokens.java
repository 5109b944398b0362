package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.chat.tokens.Tokenizer;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The value is a text, content parts or messages whose number of tokens is in a range, by the model's tokenizer.
 *
 * @param range the range
 */
public record Tokens(NumberRange range) implements Constraint {
    public Tokens {
        if (!range.admitsCount()) {
            throw new IllegalArgumentException(
                    "a number of tokens must be a whole number of at least 0, was " + range.describe());
        }
    }

    @Override
    public void check(JsonNode value, FieldPath at, Findings findings) {
        if (findings.reportUnless(value.isTextual() || value.isArray(), at, this, value)) {
            return;
        }
        @Nullable Tokenizer tokenizer = findings.tokenizer();
        if (tokenizer != null && !range.contains(BigDecimal.valueOf(tokenizer.count(value)))) {
            findings.report(FindingId.RANGE, at, this, value);
        }
    }

    @Override
    public String describe() {
        return range.describe() + " tokens";
    }
}
