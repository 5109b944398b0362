package dev.cannery.internal.contract.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cannery.internal.chat.FieldPath;
import java.util.List;

/**
 * What must hold of one JSON value; a missing value is a {@link MissingNode}, a null a {@code NullNode}.
 *
 * <p>Each case judges a value and describes itself in the same words, so that a mismatch never has to be derived twice.
 * Unless a case says otherwise, a missing value and a null fail it.
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
     * Reports every way in which the value fails.
     *
     * @param value the value; a missing node when there is none
     * @param at where the value stands, for the report
     * @param findings what takes the report
     */
    void check(JsonNode value, FieldPath at, Findings findings);

    /** What is expected, as a noun phrase that follows "expected": {@code 0..0.3}, {@code text containing "weather"}. */
    String describe();

    /** What is expected, told apart from this value, which is not it. */
    default String describeBeside(JsonNode actual) {
        return describe();
    }

    /** The constraints that this one is made of; none for one that judges by itself. */
    default List<Constraint> parts() {
        return List.of();
    }

    /** A value that satisfies this; a missing node when none can be told from the rule alone. */
    default JsonNode example() {
        return MissingNode.getInstance();
    }
}
