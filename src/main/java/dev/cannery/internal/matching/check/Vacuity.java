package dev.cannery.internal.matching.check;

import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.AnyOf;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Glob;
import dev.cannery.internal.contract.rule.KindIs;
import dev.cannery.internal.contract.rule.NumberRange;
import dev.cannery.internal.contract.rule.OptionalValue;
import dev.cannery.internal.contract.rule.Present;
import dev.cannery.internal.contract.rule.Quantified;
import dev.cannery.internal.contract.rule.RegexMatch;
import dev.cannery.internal.contract.rule.Size;
import dev.cannery.internal.contract.rule.Tokens;
import java.util.Set;

/** Finds constraints that hold for every value of a field, so that they only check its presence. */
final class Vacuity {
    private static final Set<String> ANY_TEXT = Set.of("", ".*", "^", "$", "^.*$", "(?s).*", "(?s)^.*$");
    private static final int ALL_KINDS = 6;

    private Vacuity() {}

    /** Whether the constraint checks less than it seems to; explicit checks for presence do not count. */
    static boolean isIn(Constraint constraint) {
        if (constraint instanceof OptionalValue optional) {
            return optional.constraint() instanceof Present || isIn(optional.constraint());
        }
        if (constraint instanceof Size size) {
            return startsAtNothing(size.range());
        }
        if (constraint instanceof Tokens tokens) {
            return startsAtNothing(tokens.range());
        }
        if (constraint instanceof RegexMatch regex) {
            return ANY_TEXT.contains(regex.regex());
        }
        if (constraint instanceof Glob glob) {
            return glob.pattern().chars().allMatch(c -> c == '*');
        }
        if (constraint instanceof KindIs kinds) {
            return Set.copyOf(kinds.kinds()).size() >= ALL_KINDS;
        }
        return ofParts(constraint);
    }

    private static boolean ofParts(Constraint constraint) {
        if (constraint instanceof AllOf all) {
            return all.parts().stream().allMatch(Vacuity::isIn);
        }
        if (constraint instanceof AnyOf any) {
            return any.options().stream().anyMatch(Vacuity::isIn);
        }
        return constraint instanceof Quantified quantified
                && quantified.quantity() == Quantified.Quantity.EVERY
                && (quantified.constraint() instanceof Present || isIn(quantified.constraint()));
    }

    private static boolean startsAtNothing(NumberRange range) {
        return range.to() == null && (range.from() == null || (range.from().signum() <= 0 && !range.excludesFrom()));
    }
}
