package dev.cannery.internal.profile.rule;

import dev.cannery.internal.wire.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A rule that involves several fields, identified by its name in a profile's order. */
public interface NamedRule extends ProfileRule {
    /** Returns the name of the constant, such as {@code TOOL_SEQUENCE}. */
    String name();

    /** Returns what holds for a request that passes the rule, in one line of Markdown. */
    String meaning();

    /** Returns the source of the rule, in the words that fields have for theirs. */
    String from();

    /** Returns the name in a profile's order, such as {@code tool-sequence}. */
    default String label() {
        return Words.dashed(name());
    }

    /** Returns the only rule of a profile without an order. */
    static NamedRule requiredFields() {
        return ParameterRule.REQUIRED_FIELDS;
    }

    /** Returns the rule that runs the checks of late fields. */
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
                        HistoryRule.values(),
                        DutyRule.values(),
                        ToolRule.values(),
                        AnswerRule.values(),
                        StateRule.values(),
                        InputRule.values(),
                        AbilityRule.values())
                .flatMap(Stream::of);
    }
}
