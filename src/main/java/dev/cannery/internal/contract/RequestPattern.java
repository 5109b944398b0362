package dev.cannery.internal.contract;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Findings;
import dev.cannery.internal.contract.rule.RegexMatch;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of one turn on a request.
 *
 * @param rules the rules in the contract's order; if empty, every request matches
 * @param isStrict whether a request field that no rule mentions is a mismatch; otherwise it is not checked
 */
public record RequestPattern(List<FieldRule> rules, boolean isStrict) {
    public RequestPattern {
        rules = List.copyOf(rules);
    }

    /** Returns the names of the groups in all its regular expressions. */
    public Set<String> groupNames() {
        Set<String> names = new LinkedHashSet<>();
        rules.forEach(rule -> collect(rule.constraint(), names));
        return names;
    }

    private static void collect(Constraint constraint, Set<String> names) {
        if (constraint instanceof RegexMatch regex) {
            names.addAll(regex.groups());
        }
        constraint.parts().forEach(part -> collect(part, names));
    }

    /** Returns the texts matched by named groups in a request that satisfies the rules; the first match of a name wins. */
    public Map<String, String> groupsIn(ChatRequest request) {
        Map<String, String> groups = new LinkedHashMap<>();
        if (!groupNames().isEmpty()) {
            Findings findings = Findings.capturing(null, groups);
            rules.forEach(rule -> rule.check(request, findings));
        }
        return groups;
    }

    /** Creates a pattern that allows other fields. */
    public static RequestPattern of(List<FieldRule> rules) {
        return new RequestPattern(rules, false);
    }
}
