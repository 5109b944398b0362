package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cannery.internal.chat.FieldPath;
import java.util.List;

/**
 * A constraint on one JSON value; a missing value is a {@link MissingNode}, a null is a {@code NullNode}.
 *
 * <p>Each constraint checks a value and describes itself, so that both always agree. Unless stated otherwise, a missing value
 * and a null fail it.
 */
public sealed interface Constraint
        permits Absent,
                AllOf,
                AnyOf,
                ConformsTo,
                ElementAt,
                Elements,
                Exemplified,
                Members,
                Glob,
                HasAll,
                InOrder,
                JsonText,
                KindIs,
                Literal,
                Not,
                NumberRange,
                OptionalValue,
                Present,
                Quantified,
                RegexMatch,
                Size,
                TextMatch,
                Tokens,
                ToolNamed,
                ToolNames {
    /**
     * Reports every mismatch of the value.
     *
     * @param value the value; a missing node when there is none
     * @param at the value's path, for the report
     * @param findings receives the report
     */
    void check(JsonNode value, FieldPath at, Findings findings);

    /** Returns a noun phrase that fits after "expected": {@code 0..0.3}, {@code text containing "weather"}. */
    String describe();

    /** Returns the description with a note on how this value, which fails the constraint, nearly satisfies it. */
    default String describeFor(JsonNode actual) {
        return describe();
    }

    /** Returns the constraints of which this one is composed; empty for a simple one. */
    default List<Constraint> parts() {
        return List.of();
    }

    /** Returns a value that satisfies this; a missing node when none follows from the constraint alone. */
    default JsonNode example() {
        return MissingNode.getInstance();
    }
}
