package dev.cannery.internal.matching.check;

import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.contract.rule.Absent;
import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.AnyOf;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.ElementAt;
import dev.cannery.internal.contract.rule.Elements;
import dev.cannery.internal.contract.rule.Exemplified;
import dev.cannery.internal.contract.rule.Findings;
import dev.cannery.internal.contract.rule.HasAll;
import dev.cannery.internal.contract.rule.InOrder;
import dev.cannery.internal.contract.rule.JsonText;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.Members;
import dev.cannery.internal.contract.rule.Not;
import dev.cannery.internal.contract.rule.NumberRange;
import dev.cannery.internal.contract.rule.OptionalValue;
import dev.cannery.internal.contract.rule.Quantified;
import dev.cannery.internal.contract.rule.TextMatch;
import dev.cannery.internal.matching.Implication;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** Finds constraints that no value satisfies. True is certain; false may also mean that it cannot be determined. */
final class Contradiction {
    private static final FieldPath NOWHERE = FieldPath.of("value");

    private Contradiction() {}

    static boolean isIn(Constraint constraint) {
        if (constraint instanceof AnyOf any) {
            return any.options().stream().allMatch(Contradiction::isIn);
        }
        if (constraint instanceof AllOf) {
            List<Constraint> parts = partsOf(constraint).toList();
            return parts.stream().anyMatch(part -> isIn(part) || clashesWithOneOf(part, parts));
        }
        return needsItsParts(constraint) && constraint.parts().stream().anyMatch(Contradiction::isIn);
    }

    private static Stream<Constraint> partsOf(Constraint constraint) {
        if (constraint instanceof Exemplified exemplified) {
            return partsOf(exemplified.constraint());
        }
        return constraint instanceof AllOf all
                ? all.parts().stream().flatMap(Contradiction::partsOf)
                : Stream.of(constraint);
    }

    private static boolean needsItsParts(Constraint constraint) {
        return constraint instanceof Exemplified
                || constraint instanceof Members
                || constraint instanceof Elements
                || constraint instanceof ElementAt
                || constraint instanceof HasAll
                || constraint instanceof InOrder
                || constraint instanceof JsonText
                || (constraint instanceof Quantified quantified && quantified.quantity() == Quantified.Quantity.SOME);
    }

    private static boolean clashesWithOneOf(Constraint part, List<Constraint> others) {
        return others.stream().anyMatch(other -> clash(part, other));
    }

    /** Whether no value satisfies both; the order of the arguments does not matter. */
    private static boolean clash(Constraint one, Constraint other) {
        if (one instanceof AnyOf any) {
            return any.options().stream().allMatch(option -> clash(option, other) || clash(other, option));
        }
        if (one instanceof Literal literal && (other instanceof Absent || Implication.judgesAlone(other))) {
            Findings findings = Findings.testing(null);
            other.check(literal.value(), NOWHERE, findings);
            return !findings.isEmpty();
        }
        if (other instanceof Not not) {
            return Implication.holds(one, not.constraint());
        }
        if (one instanceof Absent) {
            return !(other instanceof Absent || other instanceof OptionalValue || other instanceof Not);
        }
        if (one instanceof NumberRange range && other instanceof NumberRange second) {
            return endsBefore(range, second);
        }
        return one instanceof TextMatch text && other instanceof TextMatch second && differ(text, second);
    }

    private static boolean endsBefore(NumberRange first, NumberRange second) {
        BigDecimal end = first.to();
        BigDecimal begin = second.from();
        if (end == null || begin == null) {
            return false;
        }
        int order = end.compareTo(begin);
        return order < 0 || (order == 0 && (first.excludesTo() || second.excludesFrom()));
    }

    /** Whether both constrain the same end of a text to different letters. */
    private static boolean differ(TextMatch one, TextMatch other) {
        boolean ignoreCase = one.ignoreCase() || other.ignoreCase();
        String text = one.text();
        int length = Math.min(text.length(), other.text().length());
        if (one.place() != other.place() || one.place() == TextMatch.Place.ANYWHERE) {
            return false;
        }
        boolean isStart = one.place() == TextMatch.Place.START;
        return !text.regionMatches(
                ignoreCase,
                isStart ? 0 : text.length() - length,
                other.text(),
                isStart ? 0 : other.text().length() - length,
                length);
    }
}
