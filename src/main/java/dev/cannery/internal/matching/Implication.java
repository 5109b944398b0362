package dev.cannery.internal.matching;

import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.contract.rule.Absent;
import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.AnyOf;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Exemplified;
import dev.cannery.internal.contract.rule.Findings;
import dev.cannery.internal.contract.rule.Glob;
import dev.cannery.internal.contract.rule.HasAll;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.Members;
import dev.cannery.internal.contract.rule.NumberRange;
import dev.cannery.internal.contract.rule.OptionalValue;
import dev.cannery.internal.contract.rule.Present;
import dev.cannery.internal.contract.rule.RegexMatch;
import dev.cannery.internal.contract.rule.TextMatch;
import dev.cannery.internal.contract.rule.ToolNamed;
import dev.cannery.internal.contract.rule.ToolNames;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether one constraint holds whenever another does. True is certain; false may also mean that it cannot be determined.
 */
public final class Implication {
    private static final FieldPath NOWHERE = FieldPath.of("value");

    private Implication() {}

    /** Whether every value that satisfies the narrow constraint also satisfies the wide one. */
    public static boolean holds(Constraint narrow, Constraint wide) {
        if (wide instanceof Exemplified exemplified) {
            return holds(narrow, exemplified.constraint());
        }
        if (narrow instanceof Exemplified exemplified) {
            return holds(exemplified.constraint(), wide);
        }
        if (wide instanceof AllOf all) {
            return all.parts().stream().allMatch(part -> holds(narrow, part));
        }
        if (narrow instanceof AnyOf any) {
            return any.options().stream().allMatch(option -> holds(option, wide));
        }
        if (narrow instanceof AllOf all && all.parts().stream().anyMatch(part -> holds(part, wide))) {
            return true;
        }
        if (wide instanceof AnyOf any && any.options().stream().anyMatch(option -> holds(narrow, option))) {
            return true;
        }
        if (wide instanceof OptionalValue optional) {
            return narrow instanceof Absent
                    || holds(narrow instanceof OptionalValue own ? own.constraint() : narrow, optional.constraint());
        }
        return narrow.equals(wide) || ofOne(narrow, wide);
    }

    private static boolean ofOne(Constraint narrow, Constraint wide) {
        if (narrow instanceof Literal literal && judgesAlone(wide)) {
            Findings findings = Findings.testing(null);
            wide.check(literal.value(), NOWHERE, findings);
            return findings.isEmpty();
        }
        if (wide instanceof Present) {
            return judgesAlone(narrow);
        }
        if (narrow instanceof TextMatch own && wide instanceof TextMatch other) {
            return ofTexts(own, other);
        }
        if (narrow instanceof NumberRange own && wide instanceof NumberRange other) {
            return reaches(other.from(), other.excludesFrom(), own.from(), own.excludesFrom(), 1)
                    && reaches(other.to(), other.excludesTo(), own.to(), own.excludesTo(), -1);
        }
        if (narrow instanceof Members own && wide instanceof Members other) {
            return other.members().entrySet().stream().allMatch(member -> {
                Constraint same = own.members().get(member.getKey());
                return same != null && holds(same, member.getValue());
            });
        }
        return wide instanceof HasAll has && ofTools(narrow, has);
    }

    /**
     * Whether a constraint needs a value, and checks it as a whole without a tokenizer. It treats content parts as their text, like
     * a literal does, whereas a size or a kind applies to their list.
     */
    public static boolean judgesAlone(Constraint constraint) {
        return constraint instanceof TextMatch
                || constraint instanceof Glob
                || constraint instanceof RegexMatch
                || constraint instanceof NumberRange
                || constraint instanceof Literal
                || constraint instanceof Present;
    }

    private static boolean ofTexts(TextMatch narrow, TextMatch wide) {
        if (narrow.ignoreCase() && !wide.ignoreCase()) {
            return false;
        }
        String own = wide.ignoreCase() ? narrow.text().toLowerCase(Locale.ROOT) : narrow.text();
        String other = wide.ignoreCase() ? wide.text().toLowerCase(Locale.ROOT) : wide.text();
        return switch (wide.place()) {
            case ANYWHERE -> own.contains(other);
            case START -> narrow.place() == TextMatch.Place.START && own.startsWith(other);
            case END -> narrow.place() == TextMatch.Place.END && own.endsWith(other);
        };
    }

    /** Whether the own bound is within the other one; direction 1 for lower bounds, -1 for upper ones. */
    private static boolean reaches(
            @Nullable BigDecimal other,
            boolean otherExcludes,
            @Nullable BigDecimal own,
            boolean excludes,
            int direction) {
        if (other == null) {
            return true;
        }
        if (own == null) {
            return false;
        }
        int order = own.compareTo(other) * direction;
        return order > 0 || (order == 0 && (excludes || !otherExcludes));
    }

    private static boolean ofTools(Constraint narrow, HasAll wide) {
        if (narrow instanceof ToolNames names) {
            return wide.elements().stream()
                    .allMatch(element ->
                            element instanceof ToolNamed tool && names.names().contains(tool.name()));
        }
        return narrow instanceof HasAll own
                && wide.elements().stream()
                        .allMatch(element -> own.elements().stream().anyMatch(mine -> holds(mine, element)));
    }
}
