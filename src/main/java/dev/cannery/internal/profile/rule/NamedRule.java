package dev.cannery.internal.profile.rule;

import dev.cannery.internal.profile.shape.Inspection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A rule that involves several fields, identified by its name in a profile's order.
 *
 * @param name the name, such as {@code tool-sequence}
 * @param from the source of the rule, in the words that fields have for theirs
 * @param meaning what holds for a request that passes the rule, in one line of Markdown
 * @param rule reports the problems
 */
public record NamedRule(String name, String from, String meaning, ProfileRule rule) implements ProfileRule {
    @Override
    public void apply(ReviewedRequest subject, Inspection inspection) {
        rule.apply(subject, inspection);
    }

    /** Returns this rule with refusals in other words. */
    public NamedRule inWords(RefusalWords words) {
        return new NamedRule(
                name,
                from,
                meaning,
                (subject, inspection) -> inspection.inWords(words::of, () -> rule.apply(subject, inspection)));
    }

    /** Returns this rule for those models only whose names match the pattern. */
    public NamedRule forModels(Pattern models) {
        return new NamedRule(
                name, from, meaning + ", for models like `" + models.pattern() + "`", (subject, inspection) -> {
                    if (models.matcher(subject.request().model()).matches()) {
                        rule.apply(subject, inspection);
                    }
                });
    }

    /** Returns the only rule of a profile without an order. */
    public static NamedRule requiredFields() {
        return ParameterRules.REQUIRED_FIELDS;
    }

    /** Returns the rule that runs the checks of late fields. */
    public static NamedRule lateChecks() {
        return ModelRules.MODEL_LIMITS;
    }

    /** Returns the rule with this name; empty if there is none. */
    public static Optional<NamedRule> named(String name) {
        return all().filter(rule -> rule.name.equals(name)).findFirst();
    }

    /** Returns the names of all rules. */
    public static List<String> names() {
        return all().map(NamedRule::name).toList();
    }

    private static Stream<NamedRule> all() {
        return Stream.of(
                        ModelRules.ALL,
                        ParameterRules.ALL,
                        MessageRules.ALL,
                        HistoryRules.ALL,
                        DutyRules.ALL,
                        ToolRules.ALL,
                        AnswerRules.ALL,
                        StateRules.ALL,
                        InputRules.ALL,
                        AbilityRules.ALL)
                .flatMap(List::stream);
    }
}
