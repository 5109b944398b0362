package dev.cannery.internal.verify.change;

import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.matching.Implication;
import dev.cannery.internal.verify.change.Change.Kind;
import dev.cannery.internal.verify.check.AnswerKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares two versions of contracts, interaction by interaction. Interactions are matched by the names of contract and interaction. */
public final class ContractDiff {
    private static final String ANYTHING = "anything";

    private final List<Change> changes = new ArrayList<>();

    private ContractDiff() {}

    /** Returns the changes in the order of the new contracts, removed interactions last. */
    public static List<Change> between(Collection<LoadedContract> before, Collection<LoadedContract> after) {
        ContractDiff diff = new ContractDiff();
        diff.providers(before, after);
        Map<String, LoadedInteraction> old = byTitle(before);
        Map<String, LoadedInteraction> now = byTitle(after);
        now.forEach((title, interaction) -> {
            LoadedInteraction earlier = old.get(title);
            if (earlier == null) {
                diff.add(Kind.ADDED, title, interaction, "", "", "");
            } else {
                diff.interaction(title, earlier, interaction);
            }
        });
        old.forEach((title, interaction) -> {
            if (!now.containsKey(title)) {
                diff.add(Kind.REMOVED, title, interaction, "", "", "");
            }
        });
        return List.copyOf(diff.changes);
    }

    /** Reports changed providers, since another provider may refuse other requests. */
    private void providers(Collection<LoadedContract> before, Collection<LoadedContract> after) {
        Map<String, String> old = new HashMap<>();
        before.forEach(contract -> old.putIfAbsent(contract.name(), contract.provider()));
        for (LoadedContract contract : after) {
            String was = old.remove(contract.name());
            if (was != null && !was.equals(contract.provider())) {
                LoadedInteraction first = contract.interactions().get(0);
                add(Kind.OTHER, contract.name(), first, "provider", was, contract.provider());
            }
        }
    }

    private static Map<String, LoadedInteraction> byTitle(Collection<LoadedContract> contracts) {
        Map<String, LoadedInteraction> interactions = new LinkedHashMap<>();
        for (LoadedContract contract : contracts) {
            for (LoadedInteraction interaction : contract.interactions()) {
                String title = contract.name() + ": " + interaction.name();
                String own = title;
                for (int i = 2; interactions.containsKey(own); i++) {
                    own = title + " (" + i + ")";
                }
                interactions.put(own, interaction);
            }
        }
        return interactions;
    }

    private void add(Kind kind, String title, LoadedInteraction interaction, String part, String before, String after) {
        changes.add(new Change(kind, title, interaction.source(), part, before, after));
    }

    private void interaction(String title, LoadedInteraction before, LoadedInteraction after) {
        int turns = Math.max(before.turns().size(), after.turns().size());
        for (int i = 0; i < turns; i++) {
            String place = turns == 1 ? "" : "turn " + (i + 1) + " ";
            if (i >= after.turns().size()) {
                add(Kind.REMOVED, title, after, place.strip(), "", "");
            } else if (i >= before.turns().size()) {
                add(Kind.ADDED, title, after, place.strip(), "", "");
            } else {
                turn(title, place, before.turns().get(i), after, after.turns().get(i));
            }
        }
        if (before.isFallback() != after.isFallback()) {
            add(Kind.OTHER, title, after, "fallback", "" + before.isFallback(), "" + after.isFallback());
        }
        if (before.isStored() != after.isStored()) {
            // a consumer may rely on completions stored from the start, but not on their absence
            Kind kind = before.isStored() ? Kind.OTHER : Kind.RESPONSE;
            add(kind, title, after, "stored completions", "" + before.isStored(), "" + after.isStored());
        }
        ExpectationDiff.between(before, after)
                .forEach(step -> add(step.kind(), title, after, step.part(), step.before(), step.after()));
    }

    private void turn(String title, String place, Turn before, LoadedInteraction interaction, Turn after) {
        Map<String, Constraint> old = rules(before);
        Map<String, Constraint> now = rules(after);
        Set<String> labels = new LinkedHashSet<>(now.keySet());
        labels.addAll(old.keySet());
        for (String label : labels) {
            Constraint was = old.get(label);
            Constraint is = now.get(label);
            Kind kind = kindOf(was, is);
            if (kind != null) {
                boolean isExample = kind == Kind.EXAMPLE;
                add(kind, title, interaction, place + label, words(was, isExample), words(is, isExample));
            }
        }
        strictness(title, place, before, interaction, after);
        answers(title, place, before, interaction, after);
    }

    private void strictness(String title, String place, Turn before, LoadedInteraction interaction, Turn after) {
        if (before.request().isStrict() != after.request().isStrict()) {
            boolean isTighter = after.request().isStrict();
            add(
                    isTighter ? Kind.TIGHTER : Kind.LOOSER,
                    title,
                    interaction,
                    place + "strict",
                    "" + !isTighter,
                    "" + isTighter);
        }
    }

    private void answers(String title, String place, Turn before, LoadedInteraction interaction, Turn after) {
        if (!before.responses().equals(after.responses())) {
            Set<AnswerKind> was = kinds(before.responses());
            Set<AnswerKind> is = kinds(after.responses());
            add(
                    was.equals(is) ? Kind.RESPONSE : Kind.RESPONSE_KIND,
                    title,
                    interaction,
                    place + "response",
                    words(was),
                    words(is));
        }
    }

    /** Returns how a rule changed, or null if it did not. A null rule allows everything. */
    private static @Nullable Kind kindOf(@Nullable Constraint before, @Nullable Constraint after) {
        if (before == null) {
            return Kind.TIGHTER;
        }
        if (after == null) {
            return Kind.LOOSER;
        }
        if (before.equals(after)) {
            return null;
        }
        boolean isNarrower = Implication.holds(after, before);
        boolean isWider = Implication.holds(before, after);
        if (isNarrower && isWider) {
            return Kind.EXAMPLE;
        }
        if (isNarrower) {
            return Kind.TIGHTER;
        }
        return isWider ? Kind.LOOSER : Kind.OTHER;
    }

    private static Map<String, Constraint> rules(Turn turn) {
        Map<String, Constraint> rules = new LinkedHashMap<>();
        for (FieldRule rule : turn.request().rules()) {
            rules.put(rule.part().label(), rule.constraint());
        }
        return rules;
    }

    private static Set<AnswerKind> kinds(List<CannedResponse> responses) {
        Set<AnswerKind> kinds = EnumSet.noneOf(AnswerKind.class);
        responses.forEach(response -> kinds.addAll(AnswerKind.of(response)));
        return kinds;
    }

    private static String words(@Nullable Constraint rule, boolean isExample) {
        if (rule == null) {
            return ANYTHING;
        }
        return isExample ? rule.example().toString() : rule.describe();
    }

    private static String words(Set<AnswerKind> kinds) {
        return String.join(" or ", kinds.stream().map(AnswerKind::phrase).toList());
    }
}
