package dev.cannery.internal.contract.dsl;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rules made of rules. To be imported statically. */
public final class CombinedRules {
    private CombinedRules() {}

    /** At least one of these rules holds. */
    public static Rule anyOf(@Nullable Object... rules) {
        return Rule.of("any_of", Arrays.asList(rules));
    }

    /** All of these rules hold. */
    public static Rule allOf(@Nullable Object... rules) {
        return Rule.of("all_of", Arrays.asList(rules));
    }

    /** The rule does not hold. */
    public static Rule not(@Nullable Object rule) {
        return Rule.of("not", rule);
    }

    /** The value is missing, is null, or satisfies the rule. */
    public static Rule optional(@Nullable Object rule) {
        return Rule.of("optional", rule);
    }
}
