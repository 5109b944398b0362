package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.contract.Verification;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.source.SourceValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a provider must satisfy: {@code shape}, {@code false}, or rules on its response. */
public final class VerifyForm extends MapForm<Verification> {
    public static final VerifyForm FORM = new VerifyForm();

    private static final String SHAPE = "shape";

    public final Key<Constraint> content =
            key("content", RuleForm.TEXT, "The text of the response.", "message", "text");
    public final Key<Constraint> json = key("json", RuleForm.ANY, "The JSON value in the text of the response.");
    public final Key<Constraint> toolCalls = key("tool_calls", RuleForm.ANY, "The tool calls.");
    public final Key<Constraint> finishReason = key("finish_reason", RuleForm.TEXT, "Why the response ended.");
    public final Key<Constraint> usage = key("usage", RuleForm.ANY, "The token counts.");
    public final Key<Constraint> status = key("status", RuleForm.COUNT, "The HTTP status.");
    public final Key<Constraint> error = key("error", RuleForm.ANY, "The error.");
    private final List<Key<Constraint>> rules = List.of(content, json, toolCalls, finishReason, usage, status, error);
    public final Key<Integer> repeat = withDefault("repeat", Form.POSITIVE, 1, "How often the request is sent.");
    public final Key<Integer> atLeast =
            key("at_least", Form.POSITIVE, "How many of the responses must satisfy the rules. All by default.");
    public final Key<Times> stream = key("stream", Stream.FORM, "How long a stream may take.");

    private VerifyForm() {
        super("verification");
    }

    @Override
    Optional<Verification> read(SourceValue value, Context context) {
        JsonNode json = value.toJson();
        if (json.isObject() && !json.isEmpty()) {
            return super.read(value, context);
        }
        if (json.isBoolean() && !json.booleanValue()) {
            return Optional.of(Verification.NEVER);
        }
        if (!json.asText().equals(SHAPE)) {
            value.problem("verify must be shape, false, or a map of rules on the response, was " + value.phrase());
        }
        return Optional.of(Verification.SHAPE);
    }

    @Override
    Verification make(Given given) {
        Map<String, Constraint> found = new LinkedHashMap<>();
        for (Key<?> key : given.keys()) {
            rules.stream().filter(key::equals).forEach(rule -> found.put(rule.word(), given.get(rule)));
        }
        Integer needed = given.find(atLeast);
        Times times = given.find(stream);
        int count = given.get(repeat);
        // an omitted at_least cannot be wrong: it defaults to repeat
        return given.map()
                .with(given.placeOf(atLeast).node())
                .attempt(() -> Optional.of(new Verification(
                        true,
                        found,
                        count,
                        needed == null ? count : needed,
                        times == null ? null : times.first,
                        times == null ? null : times.gap)))
                .orElse(Verification.SHAPE);
    }

    @Override
    JsonNode write(Verification verification) {
        return verification.isSent() ? writeMap(verification) : BooleanNode.FALSE;
    }

    @Override
    void write(Verification verification, Tree tree) {
        for (Map.Entry<String, Constraint> rule : verification.rules().entrySet()) {
            rules.stream()
                    .filter(key -> key.word().equals(rule.getKey()))
                    .forEach(key -> tree.put(key, rule.getValue()));
        }
        Times times = new Times(verification.firstWithin(), verification.gapWithin());
        tree.put(repeat, verification.repeat())
                .put(atLeast, verification.atLeast() < verification.repeat() ? verification.atLeast() : null)
                .put(stream, times.first == null && times.gap == null ? null : times);
    }

    @Override
    JsonNode schema(Schemas schemas) {
        return Schemas.anyOf(
                Schemas.constant(TextNode.valueOf(SHAPE)),
                Schemas.constant(BooleanNode.FALSE),
                schemas.map(keys()).put("minProperties", 1));
    }

    private record Times(@Nullable Duration first, @Nullable Duration gap) {}

    /** How long a stream may take. */
    public static final class Stream extends MapForm<Times> {
        public static final Stream FORM = new Stream();

        public final Key<Duration> first = key("first_within", Form.DURATION, "The maximum wait for the first chunk.");
        public final Key<Duration> gap = key("gap_within", Form.DURATION, "The maximum wait between two chunks.");

        private Stream() {
            super("times of a stream");
        }

        @Override
        Times make(Given given) {
            return new Times(given.find(first), given.find(gap));
        }

        @Override
        void write(Times times, Tree tree) {
            tree.put(first, times.first).put(gap, times.gap);
        }
    }
}
