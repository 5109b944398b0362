package dev.cannery.internal.profile.rule;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A rule between fields, by the name that a profile's order gives it. */
public interface NamedRule extends ProfileRule {
    /** Returns the name of the constant, as {@code TOOL_SEQUENCE}. */
    String name();

    /** Returns what holds if a request passes the rule, in one line of Markdown. */
    String meaning();

    /** Returns how the rule is known to hold of the live API, in the words that fields have for it. */
    String from();

    /** Returns the name in a profile's order, as {@code tool-sequence}. */
    default String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the rule that a profile without an order has. */
    static NamedRule requiredFields() {
        return ParameterRule.REQUIRED_FIELDS;
    }

    /** Returns the rule that makes the checks of late fields. */
    static NamedRule lateChecks() {
        return ModelRule.MODEL_LIMITS;
    }

    /** Returns the rule of that name. */
    static Optional<NamedRule> ofLabel(String label) {
        return all().filter(rule -> rule.label().equals(label)).findFirst();
    }

    /** Returns all names. */
    static List<String> labels() {
        return all().map(NamedRule::label).toList();
    }

    private static Stream<NamedRule> all() {
        return Stream.<NamedRule[]>of(
                        ModelRule.values(),
                        ParameterRule.values(),
                        MessageRule.values(),
                        ToolRule.values(),
                        AnswerRule.values())
                .flatMap(Stream::of);
    }
}
