package dev.cannery.internal.contract.dsl;

import dev.cannery.internal.contract.rule.NumberRange;

/** Rules on numbers and on sizes. To be imported statically. */
public final class NumberRules {
    private NumberRules() {}

    /**
     * Is a number within a range that is written {@code 0..0.3}, {@code ..500} or {@code 1..}.
     *
     * @throws IllegalArgumentException when it is not written so
     */
    public static Rule within(String range) {
        NumberRange bounds = NumberRange.parse(range);
        if (bounds.from() == null) {
            return Rule.of("max", bounds.to());
        }
        Rule lower = Rule.of("min", bounds.from());
        return bounds.to() == null ? lower : lower.and(Rule.of("max", bounds.to()));
    }

    /** Is a number of this or more. */
    public static Rule min(Number bound) {
        return Rule.of("min", bound);
    }

    /** Is a number of this or less. */
    public static Rule max(Number bound) {
        return Rule.of("max", bound);
    }

    /** Is a number of more than this. */
    public static Rule above(Number bound) {
        return Rule.of("above", bound);
    }

    /** Is a number of less than this. */
    public static Rule below(Number bound) {
        return Rule.of("below", bound);
    }

    /** Has this many elements or characters: a number, a range as {@code 1..4}, or bounds. */
    public static Rule size(Object count) {
        return Rule.of("size", count);
    }

    /** Has this many tokens by the model's tokenizer: a number, a range as {@code ..4000}, or bounds. */
    public static Rule tokens(Object count) {
        return Rule.of("tokens", count);
    }
}
