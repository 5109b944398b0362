package dev.cannery.contract;

import java.util.List;

/**
 * The rules of one interaction on a request. A part of the request that no rule names is not checked.
 *
 * @param rules the rules in the contract's order; none means that every request matches
 */
public record RequestPattern(List<FieldRule> rules) {
    public RequestPattern {
        rules = List.copyOf(rules);
    }
}
