package dev.cannery.matching;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.chat.MessageText;
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

/** What a rule that fails tells of how near it came: how much it counts, and how like the request's text is to the wanted. */
final class Nearness {
    /** What was asked tells more of which interaction was meant than how it was asked. */
    private static final int WEIGHT_OF_PROMPT = 2;

    private final int weight;
    private final List<Wanted> texts = new ArrayList<>(1);

    private Nearness(int weight) {
        this.weight = weight;
    }

    /** The nearness to this rule. */
    static Nearness to(FieldRule rule) {
        Nearness nearness = new Nearness(rule.part() instanceof RequestPart.Prompt ? WEIGHT_OF_PROMPT : 1);
        nearness.collect(rule.constraint());
        return nearness;
    }

    /** How much the rule counts among those of its interaction. */
    int weight() {
        return weight;
    }

    private void collect(Constraint constraint) {
        if (constraint instanceof Literal literal && literal.value().isTextual()) {
            texts.add(new Wanted(Runs.of(literal.value().textValue()), true));
        } else if (constraint instanceof TextMatch match) {
            texts.add(new Wanted(Runs.of(match.text()), false));
        } else if (constraint instanceof Exemplified || constraint instanceof AnyOf || constraint instanceof AllOf) {
            constraint.parts().forEach(this::collect);
        }
    }

    /** How like the text of these runs is to what the rule asks for, from 0 to 1; 0 when it asks for no text. */
    double likenessOf(Runs text) {
        double most = 0;
        for (Wanted wanted : texts) {
            int all = wanted.whole ? Math.max(wanted.runs.count, text.count) : wanted.runs.count;
            most = all == 0 ? most : Math.max(most, (double) wanted.runs.common(text) / all);
        }
        return most;
    }

    private record Wanted(Runs runs, boolean whole) {}

    /**
     * Which three letters stand in a row somewhere in the beginning of a text, a bit for each: a slip of the pen changes few of
     * them wherever it stands, and to compare two takes no time.
     */
    static final class Runs {
        private static final int LONGEST = 200;
        private static final int LENGTH = 3;
        private static final int WORDS = 8;

        private final long[] bits = new long[WORDS];
        private final int count;

        private Runs(String text) {
            int end = Math.min(text.length(), LONGEST) - LENGTH + 1;
            for (int i = 0; i < end; i++) {
                int run = 0;
                for (int j = i; j < i + LENGTH; j++) {
                    run = 31 * run + Character.toLowerCase(text.charAt(j));
                }
                bits[run >>> 6 & WORDS - 1] |= 1L << run;
            }
            this.count = common(this);
        }

        static Runs of(String text) {
            return new Runs(text);
        }

        /** The runs of a value's text; none when it is something else. */
        static Runs of(JsonNode value) {
            JsonNode text = MessageText.ofContent(value);
            return new Runs(text.isTextual() ? text.textValue() : "");
        }

        private int common(Runs other) {
            int common = 0;
            for (int i = 0; i < WORDS; i++) {
                common += Long.bitCount(bits[i] & other.bits[i]);
            }
            return common;
        }
    }
}
