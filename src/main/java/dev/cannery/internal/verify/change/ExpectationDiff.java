package dev.cannery.internal.verify.change;

import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.Verification;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.time.Durations;
import dev.cannery.internal.matching.Implication;
import dev.cannery.internal.verify.change.Change.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares what two versions of an interaction require of providers. */
final class ExpectationDiff {
    private ExpectationDiff() {}

    /**
     * One change.
     *
     * @param kind whether providers must satisfy more or less
     * @param part the changed part, such as {@code verify}
     * @param before the old value as text
     * @param after the new value as text
     */
    record Step(Kind kind, String part, String before, String after) {}

    static List<Step> between(LoadedInteraction before, LoadedInteraction after) {
        List<Step> steps = new ArrayList<>();
        Verification was = before.verification();
        Verification is = after.verification();
        if (!was.equals(is)) {
            steps.add(new Step(kind(isLess(was, is)), "verify", words(was), words(is)));
        }
        requirement(
                "needs", before.prerequisites().needs(), after.prerequisites().needs(), steps);
        requirement(
                "given", before.prerequisites().given(), after.prerequisites().given(), steps);
        boolean wasPending = before.prerequisites().isPending();
        if (wasPending != after.prerequisites().isPending()) {
            steps.add(new Step(kind(!wasPending), "pending", "" + wasPending, "" + !wasPending));
        }
        return steps;
    }

    private static Kind kind(boolean isLess) {
        return isLess ? Kind.VERIFIES_LESS : Kind.VERIFIES_MORE;
    }

    /** Compares required capabilities or states. More of them means less verification: a provider that lacks one is skipped. */
    private static void requirement(String part, List<String> before, List<String> after, List<Step> steps) {
        if (!new HashSet<>(before).equals(new HashSet<>(after))) {
            boolean isLess = !before.containsAll(after);
            steps.add(new Step(kind(isLess), part, words(before), words(after)));
        }
    }

    private static String words(List<String> required) {
        return required.isEmpty() ? "nothing" : String.join(", ", required);
    }

    private static boolean isLess(Verification was, Verification is) {
        boolean isWeaker = was.rules().entrySet().stream().anyMatch(rule -> {
            Constraint now = is.rules().get(rule.getKey());
            return now == null || !Implication.holds(now, rule.getValue());
        });
        boolean isRarer = (long) is.atLeast() * was.repeat() < (long) was.atLeast() * is.repeat();
        boolean isNeverSent = was.isSent() && !is.isSent();
        return isWeaker
                || isRarer
                || isNeverSent
                || isLonger(was.firstWithin(), is.firstWithin())
                || isLonger(was.gapWithin(), is.gapWithin());
    }

    private static boolean isLonger(@Nullable Duration was, @Nullable Duration is) {
        return was != null && (is == null || is.compareTo(was) > 0);
    }

    private static String words(Verification verification) {
        if (!verification.isSent()) {
            return "never sent";
        }
        List<String> words = new ArrayList<>();
        for (Map.Entry<String, Constraint> rule : verification.rules().entrySet()) {
            words.add(rule.getKey() + ": " + rule.getValue().describe());
        }
        bound("first_within", verification.firstWithin(), words);
        bound("gap_within", verification.gapWithin(), words);
        if (verification.repeat() > 1) {
            words.add(verification.atLeast() + " of " + verification.repeat());
        }
        return words.isEmpty() ? "the shape only" : String.join(", ", words);
    }

    private static void bound(String name, @Nullable Duration limit, List<String> words) {
        if (limit != null) {
            words.add(name + ": " + Durations.write(limit));
        }
    }
}
