package dev.cannery.matching;

import dev.cannery.contract.FieldRule;
import dev.cannery.contract.RequestPart;
import dev.cannery.contract.rule.AllOf;
import dev.cannery.contract.rule.AnyOf;
import dev.cannery.contract.rule.Constraint;
import dev.cannery.contract.rule.Exemplified;
import dev.cannery.contract.rule.Literal;
import dev.cannery.contract.rule.TextMatch;
import java.util.ArrayList;
import java.util.List;

/** What a rule that fails says about how near a request came: how much the rule counts, and how like the texts are. */
final class Nearness {
    /** What was asked tells more of which interaction was meant than how it was asked. */
    private static final int WEIGHT_OF_PROMPT = 3;

    private final int weight;
    private final List<WantedText> texts = new ArrayList<>(1);

    private Nearness(int weight) {
        this.weight = weight;
    }

    /** The nearness to this rule. */
    static Nearness to(FieldRule rule) {
        boolean isPrompt = rule.part() instanceof RequestPart.Prompt || rule.part() instanceof RequestPart.NextPrompt;
        Nearness nearness = new Nearness(isPrompt ? WEIGHT_OF_PROMPT : 1);
        nearness.collect(rule.constraint());
        return nearness;
    }

    /** How much the rule counts among those of its interaction. */
    int weight() {
        return weight;
    }

    private void collect(Constraint constraint) {
        if (constraint instanceof Literal literal && literal.value().isTextual()) {
            texts.add(WantedText.whole(literal.value().textValue()));
        } else if (constraint instanceof TextMatch match) {
            texts.add(WantedText.of(match));
        } else if (constraint instanceof Exemplified || constraint instanceof AnyOf || constraint instanceof AllOf) {
            constraint.parts().forEach(this::collect);
        }
    }

    /** How like a text is to what the rule asks for, from 0 to 1; 0 when it asks for no text. A guess that takes no time. */
    double guessedLikeness(SentText text) {
        double most = 0;
        for (WantedText wanted : texts) {
            most = Math.max(most, wanted.guessedLikeness(text));
        }
        return most;
    }

    /** The same, as people would judge it: by the letters that differ, and by the words that are the same. */
    double likeness(SentText text) {
        double most = 0;
        for (WantedText wanted : texts) {
            most = Math.max(most, wanted.likeness(text));
        }
        return most;
    }
}
