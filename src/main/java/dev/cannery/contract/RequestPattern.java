package dev.cannery.contract;

import java.util.List;

/**
 * The rules of one turn on a request.
 *
 * @param rules the rules in the contract's order; none means that every request matches
 * @param isStrict whether a field of the request that no rule mentions is a mismatch; else it is not checked
 */
public record RequestPattern(List<FieldRule> rules, boolean isStrict) {
    public RequestPattern {
        rules = List.copyOf(rules);
    }

    /** Rules that say nothing of other fields. */
    public static RequestPattern of(List<FieldRule> rules) {
        return new RequestPattern(rules, false);
    }
}
