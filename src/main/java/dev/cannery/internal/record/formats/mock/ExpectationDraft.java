package dev.cannery.internal.record.formats.mock;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.RequestPattern;
import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.Members;
import dev.cannery.internal.contract.rule.RegexMatch;
import dev.cannery.internal.contract.rule.TextMatch;
import dev.cannery.internal.record.formats.file.FileValue;
import dev.cannery.internal.record.formats.file.Reading;
import dev.cannery.internal.record.formats.mock.Expected.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** An expectation while it is read: collects its rules, and reports matchers that cannot become rules as losses. */
final class ExpectationDraft {
    private static final int LONGEST_NAME = 60;

    private final FileValue at;
    private final Reading reading;
    private final Map<RequestPart, List<Constraint>> rules = new LinkedHashMap<>();
    private final List<String> given = new ArrayList<>();
    private String name = "";
    private boolean lacksRule;
    private boolean isStrict;
    private boolean isPending;
    private Stage stage = Stage.ALWAYS;

    ExpectationDraft(FileValue at, Reading reading) {
        this.at = at;
        this.reading = reading;
    }

    ExpectationDraft named(String text) {
        name = text.strip();
        return this;
    }

    void strict() {
        isStrict = true;
    }

    void pending() {
        isPending = true;
    }

    void given(String state) {
        if (!state.isBlank()) {
            given.add(state);
        }
    }

    void at(Stage other) {
        stage = other;
    }

    /** Adds a rule on a part of the request. */
    void rule(RequestPart part, Constraint constraint) {
        List<Constraint> all = rules.computeIfAbsent(part, key -> new ArrayList<>());
        if (!all.contains(constraint)) {
            all.add(constraint);
        }
    }

    /** Adds a rule on the path if it is that of responses: without it, chat completions are answered too, and the other way. */
    void path(String path) {
        String responses = ChatEndpoint.RESPONSES.path();
        if (Reading.pathOf(path).endsWith(responses)) {
            rule(new RequestPart.Path(), new TextMatch(TextMatch.Place.END, responses, false));
        }
    }

    /** Adds a rule on a field of the body. */
    void field(String field, Constraint constraint) {
        rule(new RequestPart.BodyField(field), constraint);
    }

    /** Adds the rule that is made; if it cannot be made, because a contract cannot say it, that is a loss. */
    void rule(FileValue where, RequestPart part, Supplier<Constraint> making) {
        try {
            rule(part, making.get());
        } catch (IllegalArgumentException e) {
            missing(where, String.valueOf(e.getMessage()));
        }
    }

    /** Reports a matcher that cannot become a rule. */
    void missing(FileValue where, String what) {
        lacksRule = true;
        reading.loss(where, what);
    }

    /** Reports the members of a map that are not among the known ones. */
    void requireKnown(FileValue map, List<String> known, String what) {
        map.members().forEach((key, value) -> {
            if (!known.contains(key)) {
                missing(value, what + " '" + key + "' cannot be carried over");
            }
        });
    }

    /** Returns the expectation; empty if none of its matchers could become a rule, since it would then answer everything. */
    Optional<Expected> answering(CannedResponse response) {
        if (rules.isEmpty() && lacksRule) {
            reading.loss(at, "the expectation is left out: without its matchers it would answer every request");
            return Optional.empty();
        }
        List<FieldRule> all = rules.entrySet().stream()
                .map(rule -> new FieldRule(rule.getKey(), joined(rule.getValue())))
                .toList();
        return Optional.of(new Expected(
                at,
                shortened(name),
                new RequestPattern(all, isStrict),
                response,
                List.copyOf(given),
                isPending,
                all.isEmpty(),
                stage));
    }

    private static Constraint joined(List<Constraint> constraints) {
        return constraints.size() == 1 ? constraints.get(0) : new AllOf(constraints);
    }

    /** Returns a text as a name: one line that is not too long. */
    static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_NAME
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME)).strip() + "…";
    }

    /** Returns the rule that a value is this text. */
    static Constraint equal(String text) {
        return new Literal(TextNode.valueOf(text));
    }

    /** Returns the rule that a text contains this one. */
    static Constraint containing(String text) {
        return new TextMatch(TextMatch.Place.ANYWHERE, text, false);
    }

    /** Returns the rule that a regular expression matches a whole text. */
    static Constraint wholly(String regex) {
        boolean isAnchored = regex.startsWith("^") && regex.endsWith("$") && !regex.contains("|");
        return RegexMatch.of(isAnchored ? regex : "^(?:" + regex + ")$", false);
    }

    /** Returns the rule that a message has this role. */
    static Constraint role(String role) {
        return new Members(Map.of("role", equal(role)));
    }
}
