package dev.cannery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.format.Key;
import dev.cannery.internal.contract.format.VerifyForm;
import java.time.Duration;

/**
 * Rules that the response of a real provider must satisfy in verification, for {@link InteractionBuilder#verify}. Created by
 * {@link Rules#expecting}. Immutable: each method returns another expectation.
 */
public final class Expectation {
    private static final VerifyForm FORM = VerifyForm.FORM;
    static final Expectation NOTHING = new Expectation(Keys.of("an expectation"));

    private final Keys keys;

    private Expectation(Keys keys) {
        this.keys = keys;
    }

    ObjectNode tree() {
        return keys.tree();
    }

    private Expectation with(Key<?> key, Object value) {
        return new Expectation(keys.with(key, value));
    }

    /** Adds a rule on the content. */
    public Expectation content(Rule rule) {
        return with(FORM.content, rule);
    }

    /** Adds a rule on the content, parsed as JSON. */
    public Expectation json(Rule rule) {
        return with(FORM.json, rule);
    }

    /** Adds a rule on the tool calls. */
    public Expectation toolCalls(Rule rule) {
        return with(FORM.toolCalls, rule);
    }

    /** Adds a rule on the finish reason. */
    public Expectation finishReason(Rule rule) {
        return with(FORM.finishReason, rule);
    }

    /** Adds a rule on the usage. */
    public Expectation usage(Rule rule) {
        return with(FORM.usage, rule);
    }

    /** Requires this HTTP status. */
    public Expectation status(int status) {
        return with(FORM.status, status);
    }

    /** Adds a rule on the HTTP status. */
    public Expectation status(Rule rule) {
        return with(FORM.status, rule);
    }

    /** Adds a rule on the error. */
    public Expectation error(Rule rule) {
        return with(FORM.error, rule);
    }

    /** Sends the request this many times. */
    public Expectation repeat(int times) {
        return with(FORM.repeat, times);
    }

    /** Requires that this many of the repeated responses satisfy the rules; by default all. */
    public Expectation atLeast(int times) {
        return with(FORM.atLeast, times);
    }

    /** Requires that the first chunk of a stream arrives within this time. */
    public Expectation firstWithin(Duration time) {
        return new Expectation(keys.within(FORM.stream, VerifyForm.Stream.FORM.first.word(), time));
    }

    /** Requires that each further chunk of a stream arrives within this time. */
    public Expectation gapWithin(Duration time) {
        return new Expectation(keys.within(FORM.stream, VerifyForm.Stream.FORM.gap.word(), time));
    }

    @Override
    public String toString() {
        return keys.toString();
    }
}
