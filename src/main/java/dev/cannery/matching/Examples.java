package dev.cannery.matching;

import dev.cannery.contract.FieldRule;
import dev.cannery.contract.Interaction;
import dev.cannery.contract.RequestPart;
import dev.cannery.contract.rule.Absent;
import dev.cannery.contract.rule.Constraint;
import dev.cannery.contract.rule.Not;
import dev.cannery.contract.rule.OptionalValue;
import java.util.List;
import java.util.Optional;

/** Whether a request can be built from an interaction's literals and examples. */
final class Examples {
    private Examples() {}

    /** The first field that needs an example; empty when none does. */
    static Optional<String> missingIn(Interaction interaction) {
        List<FieldRule> opening = interaction.turns().get(0).request().rules();
        boolean says = opening.stream().anyMatch(rule -> rule.part().field().equals("messages"));
        if (!says) {
            return Optional.of("prompt");
        }
        return interaction.turns().stream()
                .flatMap(turn -> turn.request().rules().stream())
                .filter(Examples::isMissing)
                .map(rule -> rule.part().label())
                .findFirst();
    }

    private static boolean isMissing(FieldRule rule) {
        // a path needs no example, it is the target's; and no field is known to lie at a JSONPath
        boolean isBuilt =
                !(rule.part() instanceof RequestPart.Path) && !(rule.part() instanceof RequestPart.JsonPathValue);
        return isBuilt
                && !mayBeLeftOut(rule.constraint())
                && rule.constraint().example().isMissingNode();
    }

    private static boolean mayBeLeftOut(Constraint constraint) {
        return constraint instanceof Absent || constraint instanceof OptionalValue || constraint instanceof Not;
    }
}
