package dev.cannery.internal.contract.dsl;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a real provider must satisfy beside the shape of a sound answer. It is a value: every method gives another one. */
public final class Expectation {
    private static final Expectation NOTHING = new Expectation(Keys.of("an expectation"));

    private final Keys keys;

    private Expectation(Keys keys) {
        this.keys = keys;
    }

    static Expectation nothing() {
        return NOTHING;
    }

    JsonNode tree() {
        return keys.tree();
    }

    private Expectation with(String key, @Nullable Object value) {
        return new Expectation(keys.with(key, value));
    }

    /** The rule on the content. */
    public Expectation content(@Nullable Object rule) {
        return with("content", rule);
    }

    /** The rule on the value that the content holds as JSON. */
    public Expectation json(@Nullable Object rule) {
        return with("json", rule);
    }

    /** The rule on the tool calls. */
    public Expectation toolCalls(@Nullable Object rule) {
        return with("tool_calls", rule);
    }

    /** The rule on the finish reason. */
    public Expectation finishReason(@Nullable Object rule) {
        return with("finish_reason", rule);
    }

    /** The rule on the usage. */
    public Expectation usage(@Nullable Object rule) {
        return with("usage", rule);
    }

    /** The rule on the HTTP status. */
    public Expectation status(@Nullable Object rule) {
        return with("status", rule);
    }

    /** The rule on the error. */
    public Expectation error(@Nullable Object rule) {
        return with("error", rule);
    }

    /** The request is put so often. */
    public Expectation repeat(int times) {
        return with("repeat", times);
    }

    /** So many of the repeated answers must satisfy the rules. */
    public Expectation atLeast(int times) {
        return with("at_least", times);
    }

    /** The first chunk of a stream comes within this time. */
    public Expectation firstWithin(Duration time) {
        return new Expectation(keys.within("stream", "first_within", time));
    }

    /** Each further chunk of a stream comes within this time. */
    public Expectation gapWithin(Duration time) {
        return new Expectation(keys.within("stream", "gap_within", time));
    }

    @Override
    public String toString() {
        return keys.toString();
    }
}
