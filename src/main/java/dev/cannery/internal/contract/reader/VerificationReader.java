package dev.cannery.internal.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.contract.Verification;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.source.SourceNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code verify}: {@code shape}, {@code false}, or rules on the answer. */
final class VerificationReader {
    static final List<Key<Draft>> KEYS = Stream.concat(
                    Stream.of(
                            rule("content", ValueForm.TEXT_RULE),
                            rule("json", ValueForm.RULE),
                            rule("tool_calls", ValueForm.RULE),
                            rule("finish_reason", ValueForm.TEXT_RULE),
                            rule("usage", ValueForm.RULE),
                            rule("status", ValueForm.NUMBER_RULE),
                            rule("error", ValueForm.RULE)),
                    Stream.of(
                            new Key<Draft>(
                                    "repeat",
                                    ValueForm.POSITIVE,
                                    (draft, value, scope) ->
                                            Values.give(Values.count(value, 1, scope), count -> draft.repeat = count)),
                            new Key<Draft>(
                                    "at_least",
                                    ValueForm.POSITIVE,
                                    (draft, value, scope) -> draft.atLeast = Values.count(value, 1, scope)),
                            new Key<Draft>(
                                    "stream",
                                    ValueForm.VERIFY_STREAM,
                                    (draft, value, scope) ->
                                            Key.readAll("stream", Draft.STREAM_KEYS, value, scope, draft))))
            .toList();

    private final RuleReader rules;

    VerificationReader(RuleReader rules) {
        this.rules = rules;
    }

    private static Key<Draft> rule(String word, ValueForm form) {
        return new Key<>(
                word,
                form,
                (draft, value, scope) -> draft.rules
                        .read(value, form.judged(), scope)
                        .ifPresent(constraint -> draft.constraints.put(word, constraint)));
    }

    Verification read(SourceNode node, Scope scope) {
        if (!(node instanceof SourceNode.Mapping mapping) || mapping.entries().isEmpty()) {
            return word(node, scope);
        }
        int complaints = scope.problems().count();
        Draft draft = new Draft(rules);
        Key.readAll("verify", KEYS, node, scope, draft);
        if (scope.problems().count() > complaints) {
            return Verification.SHAPE;
        }
        // at_least cannot be at fault when it is not there: it follows repeat
        SourceNode fault = Objects.requireNonNullElse(mapping.member("at_least"), node);
        return scope.attempt(fault, () -> Optional.of(draft.toVerification())).orElse(Verification.SHAPE);
    }

    private static Verification word(SourceNode node, Scope scope) {
        JsonNode value = node.toJson();
        if (value.isBoolean() && !value.booleanValue()) {
            return Verification.NEVER;
        }
        if (!value.asText().equals("shape")) {
            scope.complain(node, "verify is shape, false, or a map of rules on the answer, was " + node.phrase());
        }
        return Verification.SHAPE;
    }

    static final class Draft {
        static final List<Key<Draft>> STREAM_KEYS = List.of(
                new Key<>(
                        "first_within",
                        ValueForm.DURATION,
                        (draft, value, scope) -> draft.firstWithin = Values.duration(value, scope)),
                new Key<>(
                        "gap_within",
                        ValueForm.DURATION,
                        (draft, value, scope) -> draft.gapWithin = Values.duration(value, scope)));

        private final RuleReader rules;
        private final Map<String, Constraint> constraints = new LinkedHashMap<>();
        private int repeat = 1;
        private @Nullable Integer atLeast;
        private @Nullable Duration firstWithin;
        private @Nullable Duration gapWithin;

        private Draft(RuleReader rules) {
            this.rules = rules;
        }

        Verification toVerification() {
            int needed = atLeast == null ? repeat : atLeast;
            return new Verification(true, constraints, repeat, needed, firstWithin, gapWithin);
        }
    }
}
