package dev.cannery.internal.matching;

import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.AnyOf;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Exemplified;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.TextMatch;
import java.util.ArrayList;
import java.util.List;

/**
 * The similarity of a request to rules that fail: the weight of each rule, and the similarity of its text to the request's. The
 * texts are prepared when contracts are loaded.
 */
final class Nearness {
    /** The weight of a prompt, which identifies the intended interaction better than other fields. */
    private static final int WEIGHT_OF_PROMPT = 3;

    private final int[] weights;
    /** The index of the first text of each rule; one more entry than there are rules. */
    private final int[] firstTexts;

    private final List<WantedText> texts = new ArrayList<>();
    private final RunTable runs;

    /** Creates the nearness to these rules, which are identified by their index in the list. */
    Nearness(List<FieldRule> rules) {
        weights = new int[rules.size()];
        firstTexts = new int[rules.size() + 1];
        for (int i = 0; i < weights.length; i++) {
            FieldRule rule = rules.get(i);
            weights[i] = isPrompt(rule.part()) ? WEIGHT_OF_PROMPT : 1;
            collect(rule.constraint());
            firstTexts[i + 1] = texts.size();
        }
        runs = new RunTable(texts);
    }

    private static boolean isPrompt(RequestPart part) {
        return part instanceof RequestPart.Prompt || part instanceof RequestPart.NextPrompt;
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

    /** Returns the rule's weight among those of its interaction. */
    int weight(int rule) {
        return weights[rule];
    }

    /** Returns a quick estimate of the similarity of a text to the rule's, from 0 to 1; 0 when the rule has no text. */
    double guessedLikeness(int rule, SentText sent) {
        double most = 0;
        for (int i = firstTexts[rule]; i < firstTexts[rule + 1]; i++) {
            most = Math.max(most, runs.likeness(i, sent.runs()));
        }
        return most;
    }

    /** Returns the similarity as people would see it: by the letters that differ, and by the words in common. */
    double likeness(int rule, SentText sent) {
        double most = 0;
        for (WantedText wanted : texts.subList(firstTexts[rule], firstTexts[rule + 1])) {
            most = Math.max(most, wanted.likeness(sent));
        }
        return most;
    }

    /** The n-grams of all texts in one array: following references to 10,000 of them took half of an explained miss. */
    private static final class RunTable {
        private final long[] bits;
        private final int[] counts;
        private final boolean[] areWhole;

        RunTable(List<WantedText> texts) {
            bits = new long[texts.size() * SentText.Runs.SIZE];
            counts = new int[texts.size()];
            areWhole = new boolean[texts.size()];
            for (int i = 0; i < counts.length; i++) {
                SentText.Runs runs = new SentText.Runs(texts.get(i).text().letters());
                runs.copyTo(bits, i * SentText.Runs.SIZE);
                counts[i] = runs.count();
                areWhole[i] = texts.get(i).isWhole();
            }
        }

        double likeness(int text, SentText.Runs sent) {
            int all = areWhole[text] ? Math.max(counts[text], sent.count()) : counts[text];
            return all == 0 ? 0 : WantedText.NEARLY * sent.common(bits, text * SentText.Runs.SIZE) / all;
        }
    }
}
