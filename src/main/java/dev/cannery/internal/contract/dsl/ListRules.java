package dev.cannery.internal.contract.dsl;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rules on the elements of an array. To be imported statically. */
public final class ListRules {
    private ListRules() {}

    /** The first element satisfies the rule. */
    public static Rule first(@Nullable Object rule) {
        return Rule.of("first", rule);
    }

    /** The last element satisfies the rule. */
    public static Rule last(@Nullable Object rule) {
        return Rule.of("last", rule);
    }

    /** At least one element satisfies the rule. */
    public static Rule some(@Nullable Object rule) {
        return Rule.of("some", rule);
    }

    /** Every element satisfies the rule. */
    public static Rule every(@Nullable Object rule) {
        return Rule.of("every", rule);
    }

    /** No element satisfies the rule. */
    public static Rule none(@Nullable Object rule) {
        return Rule.of("none", rule);
    }

    /** Elements that satisfy these rules stand in this order, with others among them or not. */
    public static Rule inOrder(@Nullable Object... rules) {
        return Rule.of("in_order", Arrays.asList(rules));
    }

    /** For each of these rules, or names of tools, there is an element that satisfies it, and maybe there are others. */
    public static Rule has(@Nullable Object... rules) {
        return Rule.of("has", Arrays.asList(rules));
    }
}
