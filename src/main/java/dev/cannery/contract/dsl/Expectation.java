package dev.cannery.contract.dsl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.chat.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a real provider must satisfy beside the shape of a sound answer. It is a value: every method gives another one. */
public final class Expectation {
    private static final Expectation NOTHING = new Expectation(Json.object());

    private final ObjectNode tree;

    private Expectation(ObjectNode tree) {
        this.tree = tree;
    }

    static Expectation nothing() {
        return NOTHING;
    }

    JsonNode tree() {
        return tree;
    }

    /** Further, the rule on a part of the answer: {@code content}, {@code tool_calls}, {@code usage} and so on. */
    public Expectation part(String name, @Nullable Object rule) {
        if (tree.has(name)) {
            throw new IllegalArgumentException("'" + name + "' must be said once in an expectation");
        }
        return new Expectation(tree.deepCopy().set(name, Trees.of(rule)));
    }

    /** Further, the rule on the content. */
    public Expectation content(@Nullable Object rule) {
        return part("content", rule);
    }

    /** The request is put so often. */
    public Expectation repeat(int times) {
        return part("repeat", times);
    }

    /** So many of the repeated answers must satisfy the rules. */
    public Expectation atLeast(int times) {
        return part("at_least", times);
    }

    /** The first chunk of a stream comes within this time. */
    public Expectation firstWithin(Duration time) {
        return stream("first_within", time);
    }

    /** Each further chunk of a stream comes within this time. */
    public Expectation gapWithin(Duration time) {
        return stream("gap_within", time);
    }

    private Expectation stream(String key, Duration time) {
        ObjectNode copy = tree.deepCopy();
        copy.withObjectProperty("stream").set(key, Trees.of(time));
        return new Expectation(copy);
    }
}
