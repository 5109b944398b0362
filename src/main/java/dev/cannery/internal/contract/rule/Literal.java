package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.chat.MessageText;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The value equals this one. Types matter: {@code "1"} is not {@code 1}. Numbers are compared by value: {@code 1} equals {@code
 * 1.0}. A text equals content parts whose joined text it is.
 *
 * @param value the expected value
 */
public record Literal(JsonNode value) implements Constraint {
    private static final Comparator<JsonNode> NUMBERS_BY_VALUE = (left, right) -> {
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue());
        }
        return left.equals(right) ? 0 : 1;
    };

    @Override
    public void check(JsonNode actual, FieldPath at, Findings findings) {
        JsonNode compared = value.isTextual() && actual.isArray() ? MessageText.ofContent(actual) : actual;
        if (compared.isMissingNode()) {
            findings.reportUnless(false, at, this, actual);
        } else if (compared.getNodeType() != value.getNodeType()) {
            findings.report(FindingId.TYPE, at, this, actual);
        } else if (!areEqual(value, compared)) {
            findings.report(FindingId.VALUE, at, this, actual);
        }
    }

    /** Whether two values are equal, comparing numbers by value. */
    static boolean areEqual(JsonNode left, JsonNode right) {
        return left.equals(NUMBERS_BY_VALUE, right);
    }

    @Override
    public String describe() {
        return Excerpt.of(value);
    }

    @Override
    public String describeFor(JsonNode actual) {
        JsonNode text = value.isTextual() ? MessageText.ofContent(actual) : actual;
        String nearly = value.isTextual() ? NearlySame.note(value.textValue(), text, String::equals) : "";
        return nearly.isEmpty() ? Excerpt.unlike(value, actual) : describe() + nearly;
    }

    @Override
    public JsonNode example() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Literal literal && areEqual(value, literal.value);
    }

    @Override
    public int hashCode() {
        if (value.isNumber()) {
            return Double.hashCode(value.doubleValue());
        }
        // a list or an object may contain numbers that are equal although their nodes are not
        return value.isTextual() ? value.hashCode() : value.getNodeType().hashCode();
    }
}
