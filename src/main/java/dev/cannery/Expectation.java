package dev.cannery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * What a real provider must satisfy besides the shape of a valid answer, for {@link InteractionBuilder#verify}. Begun by
 * {@link Rules#expecting}. Immutable: each method returns another expectation.
 */
public final class Expectation {
    static final Expectation NOTHING = new Expectation(Keys.of("an expectation"));

    private final Keys keys;

    private Expectation(Keys keys) {
        this.keys = keys;
    }

    ObjectNode tree() {
        return keys.tree();
    }

    private Expectation with(String key, Object value) {
        return new Expectation(keys.with(key, value));
    }

    /** Adds a rule on the content. */
    public Expectation content(Rule rule) {
        return with("content", rule);
    }

    /** Adds a rule on the JSON value that the content holds. */
    public Expectation json(Rule rule) {
        return with("json", rule);
    }

    /** Adds a rule on the tool calls. */
    public Expectation toolCalls(Rule rule) {
        return with("tool_calls", rule);
    }

    /** Adds a rule on the finish reason. */
    public Expectation finishReason(Rule rule) {
        return with("finish_reason", rule);
    }

    /** Adds a rule on the usage. */
    public Expectation usage(Rule rule) {
        return with("usage", rule);
    }

    /** Requires this HTTP status. */
    public Expectation status(int status) {
        return with("status", status);
    }

    /** Adds a rule on the HTTP status. */
    public Expectation status(Rule rule) {
        return with("status", rule);
    }

    /** Adds a rule on the error. */
    public Expectation error(Rule rule) {
        return with("error", rule);
    }

    /** Sends the request this many times. */
    public Expectation repeat(int times) {
        return with("repeat", times);
    }

    /** Requires that this many of the repeated answers satisfy the rules; by default all. */
    public Expectation atLeast(int times) {
        return with("at_least", times);
    }

    /** Requires that the first chunk of a stream arrives within this time. */
    public Expectation firstWithin(Duration time) {
        return new Expectation(keys.within("stream", "first_within", time));
    }

    /** Requires that each further chunk of a stream arrives within this time. */
    public Expectation gapWithin(Duration time) {
        return new Expectation(keys.within("stream", "gap_within", time));
    }

    @Override
    public String toString() {
        return keys.toString();
    }
}
