package dev.cannery.internal.record.formats.mock;

import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.LoadedInteraction.Notes;
import dev.cannery.internal.contract.LoadedInteraction.Prerequisites;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.RequestPattern;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.Verification;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.RegexMatch;
import dev.cannery.internal.contract.rule.TextMatch;
import dev.cannery.internal.record.formats.file.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Converts expectations to interactions; those with the same rules become successive responses of one interaction. */
final class Expectations {
    private static final int MOST_REPEATS = 20;
    private static final List<String> FIRST_STATES = List.of("", "Started");

    private final Reading reading;
    private final Set<String> names = new HashSet<>();

    private Expectations(Reading reading) {
        this.reading = reading;
    }

    /** Adds the interactions of these expectations, which are in matching order. */
    static void into(Reading reading, List<Expected> expectations) {
        Map<Key, List<Expected>> groups = new LinkedHashMap<>();
        for (Expected one : ordered(expectations)) {
            groups.computeIfAbsent(new Key(one.stage().scenario(), one.request()), key -> new ArrayList<>())
                    .add(one);
        }
        Expectations all = new Expectations(reading);
        groups.values().stream().filter(group -> !group.get(0).isFallback()).forEach(all::add);
        groups.values().stream().filter(group -> group.get(0).isFallback()).forEach(all::add);
    }

    private record Key(String scenario, RequestPattern request) {}

    /** Returns the expectations with those of each scenario in the order of its states, at the place of its first. */
    private static List<Expected> ordered(List<Expected> expectations) {
        List<Expected> ordered = new ArrayList<>();
        Set<String> done = new HashSet<>();
        for (Expected one : expectations) {
            String scenario = one.stage().scenario();
            if (scenario.isEmpty()) {
                ordered.add(one);
            } else if (done.add(scenario)) {
                List<Expected> left = new ArrayList<>(expectations.stream()
                        .filter(other -> other.stage().scenario().equals(scenario))
                        .toList());
                ordered.addAll(chain(left));
            }
        }
        return ordered;
    }

    private static List<Expected> chain(List<Expected> left) {
        List<Expected> chain = new ArrayList<>();
        Optional<Expected> next = left.stream().filter(Expectations::isFirst).findFirst();
        while (next.isPresent()) {
            Expected one = next.get();
            chain.add(one);
            left.remove(one);
            next = left.stream()
                    .filter(other -> !one.stage().next().isEmpty()
                            && other.stage().required().equals(one.stage().next()))
                    .findFirst();
        }
        chain.addAll(left);
        return chain;
    }

    private static boolean isFirst(Expected one) {
        return FIRST_STATES.contains(one.stage().required());
    }

    private void add(List<Expected> group) {
        Expected first = group.get(0);
        List<CannedResponse> responses = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            Expected one = group.get(i);
            boolean isLast = i == group.size() - 1;
            boolean isStaged = !one.stage().scenario().isEmpty();
            int times = one.stage().times();
            if (times == 0 && !isLast && !isStaged) {
                reading.loss(
                        group.get(i + 1).at(),
                        "the expectation never answers: one above it has the same rules, and answers any number of times");
                responses.add(one.response());
                break;
            }
            if (times > 0 && isLast) {
                reading.loss(
                        one.at(),
                        "the limit of " + times + (times == 1 ? " answer" : " answers")
                                + " cannot be carried over: the last response of an interaction repeats");
            }
            for (int n = 0; n < (isLast ? 1 : Math.max(1, Math.min(times, MOST_REPEATS))); n++) {
                responses.add(one.response());
            }
        }
        if (!isFirst(first)) {
            reading.loss(
                    first.at(),
                    "the state '" + first.stage().required() + "' of the scenario '"
                            + first.stage().scenario() + "' cannot be carried over: contracts have no state");
        }
        reading.add(new LoadedInteraction(
                unique(nameOf(first)),
                first.at().at(),
                List.of(new Turn(first.request(), responses)),
                first.isFallback(),
                new Prerequisites(List.of(), first.given(), first.isPending()),
                Verification.SHAPE,
                Notes.NONE));
    }

    private static String nameOf(Expected one) {
        if (!one.name().isEmpty()) {
            return one.name();
        }
        return one.request().rules().stream()
                .flatMap(rule -> wordsOf(rule).stream())
                .findFirst()
                .map(ExpectationDraft::shortened)
                .orElse(one.isFallback() ? "any other request" : "expectation");
    }

    /** Returns a text that a rule demands; empty if it demands none. */
    private static Optional<String> wordsOf(FieldRule rule) {
        return rule.part() instanceof RequestPart.ToolResult result
                ? Optional.of("result of " + result.tool())
                : wordsOf(rule.constraint());
    }

    private static Optional<String> wordsOf(Constraint constraint) {
        if (constraint instanceof TextMatch match) {
            return Optional.of(match.text());
        }
        if (constraint instanceof RegexMatch match) {
            return Optional.of(match.regex());
        }
        return constraint.parts().stream()
                .flatMap(part -> wordsOf(part).stream())
                .findFirst();
    }

    private String unique(String name) {
        String tried = name;
        for (int n = 2; !names.add(tried); n++) {
            tried = name + " " + n;
        }
        return tried;
    }
}
