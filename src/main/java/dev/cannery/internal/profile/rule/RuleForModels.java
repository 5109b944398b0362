package dev.cannery.internal.profile.rule;

import dev.cannery.internal.profile.shape.Inspection;
import java.util.regex.Pattern;

/**
 * A rule that holds only for some models.
 *
 * @param rule the rule
 * @param models what the names of these models match
 */
public record RuleForModels(NamedRule rule, Pattern models) implements NamedRule {
    @Override
    public void apply(ReviewedRequest subject, Inspection inspection) {
        if (models.matcher(subject.request().model()).matches()) {
            rule.apply(subject, inspection);
        }
    }

    @Override
    public String name() {
        return rule.name();
    }

    @Override
    public String meaning() {
        return rule.meaning() + ", for models like `" + models.pattern() + "`";
    }

    @Override
    public String from() {
        return rule.from();
    }
}
