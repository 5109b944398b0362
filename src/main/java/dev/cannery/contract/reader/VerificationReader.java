package dev.cannery.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.chat.FieldShape;
import dev.cannery.chat.RequestFields;
import dev.cannery.contract.Verification;
import dev.cannery.contract.rule.Constraint;
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
    private static final FieldShape TEXT = RequestFields.shapeOf("user");
    private static final FieldShape NUMBER = RequestFields.shapeOf("n");

    private static final List<Key<Draft>> KEYS = Stream.concat(
                    Stream.of(
                            rule("content", TEXT),
                            rule("json", FieldShape.ANY),
                            rule("tool_calls", FieldShape.ANY),
                            rule("finish_reason", TEXT),
                            rule("usage", FieldShape.ANY),
                            rule("status", NUMBER),
                            rule("error", FieldShape.ANY)),
                    Stream.of(
                            new Key<Draft>(
                                    "repeat",
                                    (draft, value, scope) ->
                                            Values.give(Values.count(value, 1, scope), count -> draft.repeat = count)),
                            new Key<Draft>(
                                    "at_least", (draft, value, scope) -> draft.atLeast = Values.count(value, 1, scope)),
                            new Key<Draft>(
                                    "stream",
                                    (draft, value, scope) ->
                                            Key.readAll("stream", Draft.STREAM_KEYS, value, scope, draft))))
            .toList();

    private final RuleReader rules;

    VerificationReader(RuleReader rules) {
        this.rules = rules;
    }

    private static Key<Draft> rule(String word, FieldShape shape) {
        return new Key<>(
                word,
                (draft, value, scope) -> draft.rules
                        .read(value, shape, scope)
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
        SourceNode fault = Objects.requireNonNullElse(mapping.get("at_least"), node);
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

    private static final class Draft {
        private static final List<Key<Draft>> STREAM_KEYS = List.of(
                new Key<>("first_within", (draft, value, scope) -> draft.firstWithin = Values.duration(value, scope)),
                new Key<>("gap_within", (draft, value, scope) -> draft.gapWithin = Values.duration(value, scope)));

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
