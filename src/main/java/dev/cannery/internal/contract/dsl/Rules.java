package dev.cannery.internal.contract.dsl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules on one value, of text above all. To be imported statically. */
public final class Rules {
    private Rules() {}

    /** Equals this literal, whatever it looks like: an object whose keys are operators, a text that is a range. */
    public static Rule is(@Nullable Object literal) {
        return Rule.of("is", literal);
    }

    /** Is a text that contains this one. */
    public static Rule contains(String text) {
        return Rule.of("contains", text);
    }

    /** Is a text that starts with this one. */
    public static Rule startsWith(String text) {
        return Rule.of("starts_with", text);
    }

    /** Is a text that ends with this one. */
    public static Rule endsWith(String text) {
        return Rule.of("ends_with", text);
    }

    /** Is a text in which this regular expression is found. */
    public static Rule matches(String regex) {
        return Rule.of("matches", regex);
    }

    /** Is a text that fits this pattern from end to end; {@code *} stands for any characters, {@code ?} for one. */
    public static Rule glob(String pattern) {
        return Rule.of("glob", pattern);
    }

    /** Is of one of these JSON types, as {@code string} or {@code integer}. */
    public static Rule kind(String... kinds) {
        return Rule.of("kind", kinds.length == 1 ? kinds[0] : List.of(kinds));
    }

    /** Is a text that holds JSON of which this rule holds. */
    public static Rule jsonText(Object rule) {
        return Rule.of("json", rule);
    }

    /** Conforms to this JSON Schema of draft 2020-12. */
    public static Rule conformsTo(Object schema) {
        return Rule.of("conforms_to", schema);
    }

    /** Is an object of whose members these rules hold: names and rules in turn. */
    public static Rule object(@Nullable Object... namesAndRules) {
        return Rule.ofFields(Trees.pairs(namesAndRules));
    }

    /** Is not there, not even as null. */
    public static Rule absent() {
        return Rule.of("absent", true);
    }

    /** Is there, be it as null. */
    public static Rule present() {
        return Rule.of("present", true);
    }

    /** Anything; the example is used when a request has to be built. */
    public static Rule example(@Nullable Object example) {
        return Rule.of("example", example);
    }
}
