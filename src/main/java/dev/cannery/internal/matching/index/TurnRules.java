package dev.cannery.internal.matching.index;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.RequestPattern;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rules of one turn by their numbers in a {@link RuleTable}, and the fields that it allows. */
public final class TurnRules {
    private final int[] rules;
    private final @Nullable Set<String> allowed;

    private TurnRules(int[] rules, @Nullable Set<String> allowed) {
        this.rules = rules;
        this.allowed = allowed;
    }

    static TurnRules of(RequestPattern pattern, ToIntFunction<FieldRule> numbers) {
        int[] rules = pattern.rules().stream().mapToInt(numbers).toArray();
        return new TurnRules(rules, pattern.isStrict() ? fieldsOf(pattern) : null);
    }

    private static Set<String> fieldsOf(RequestPattern pattern) {
        Set<String> fields = new HashSet<>();
        pattern.rules().forEach(rule -> fields.add(rule.part().field()));
        return fields;
    }

    /** Returns the number of rules. */
    public int size() {
        return rules.length;
    }

    /** Returns the number of the rule at this position, from 0, in the contract's order. */
    public int rule(int place) {
        return rules[place];
    }

    IntStream numbers() {
        return IntStream.of(rules);
    }

    /** Whether every rule holds according to this predicate, which is not called again after a failure. */
    public boolean allHold(IntPredicate holds) {
        for (int rule : rules) {
            if (!holds.test(rule)) {
                return false;
            }
        }
        return true;
    }

    /** Returns how many fields of the request a strict pattern does not mention; 0 when it is not strict. */
    public int countUnmentioned(ObjectNode body) {
        int count = 0;
        if (allowed != null) {
            for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
                count += allowed.contains(names.next()) ? 0 : 1;
            }
        }
        return count;
    }
}
