package dev.cannery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.contract.format.Operator;
import dev.cannery.internal.contract.format.OperatorsForm;
import dev.cannery.internal.contract.format.RangeForm;
import dev.cannery.internal.contract.format.RequestForm;
import dev.cannery.internal.profile.RequestFields;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words for rules, to be imported statically. A {@link RequestRule} says which part of a request a {@link Rule} is on:
 *
 * <pre>{@code
 * import static dev.cannery.Rules.*;
 *
 * when(prompt(contains("weather")), temperature(within(0, 0.3)), field("max_tokens", absent()))
 * }</pre>
 *
 * <p>A plain text in place of a rule must be equal, except on {@link #model}, where {@code *} stands for any characters.
 */
public final class Rules {
    private Rules() {}

    // ---- the parts of a request

    /** The text of the last user message. */
    public static RequestRule prompt(String text) {
        return RequestRule.at(text, RequestForm.PROMPT);
    }

    /** The text of the last user message. */
    public static RequestRule prompt(Rule rule) {
        return RequestRule.at(rule, RequestForm.PROMPT);
    }

    /** The text of the system and developer messages, joined by a newline. */
    public static RequestRule system(String text) {
        return RequestRule.at(text, RequestForm.SYSTEM);
    }

    /** The text of the system and developer messages, joined by a newline. */
    public static RequestRule system(Rule rule) {
        return RequestRule.at(rule, RequestForm.SYSTEM);
    }

    /** The model; {@code *} stands for any characters, as in {@code gpt-4o*}. */
    public static RequestRule model(String name) {
        return RequestRule.at(name, "model");
    }

    /** The model. */
    public static RequestRule model(Rule rule) {
        return RequestRule.at(rule, "model");
    }

    /** The messages, an array. */
    public static RequestRule messages(Rule rule) {
        return RequestRule.at(rule, "messages");
    }

    /** The temperature. */
    public static RequestRule temperature(Number value) {
        return RequestRule.at(value, "temperature");
    }

    /** The temperature. */
    public static RequestRule temperature(Rule rule) {
        return RequestRule.at(rule, "temperature");
    }

    /** Exactly the tools of these names, in any order. */
    public static RequestRule tools(String... names) {
        return RequestRule.at(List.of(names), "tools");
    }

    /** The tools, an array. */
    public static RequestRule tools(Rule rule) {
        return RequestRule.at(rule, "tools");
    }

    /** The format that the response must have. */
    public static RequestRule responseFormat(Rule rule) {
        return RequestRule.at(rule, "response_format");
    }

    /** Whether the request asks for a stream. */
    public static RequestRule stream(boolean isStreamed) {
        return RequestRule.at(isStreamed, "stream");
    }

    /**
     * A top-level field of the API's request by its name, as {@code max_tokens}.
     *
     * @throws IllegalArgumentException when the API has no such field
     */
    public static RequestRule field(String name, Rule rule) {
        if (!RequestFields.names().contains(name)) {
            String suggestion = Suggestion.sentence(name, RequestFields.names());
            throw new IllegalArgumentException("unknown field '" + name + "'."
                    + (suggestion.isEmpty()
                            ? " A field that is not part of the API is reached by jsonPath(…, …)"
                            : suggestion));
        }
        return RequestRule.at(rule, name);
    }

    /** A top-level field that equals this value: a text, a number, a boolean, or null. */
    public static RequestRule field(String name, @Nullable Object value) {
        return field(name, value instanceof Rule rule ? rule : is(value));
    }

    /** The message that has the result of the last call of this tool. */
    public static RequestRule toolResult(String tool, String text) {
        return RequestRule.at(text, RequestForm.TOOL_RESULTS, tool);
    }

    /** The message that has the result of the last call of this tool. */
    public static RequestRule toolResult(String tool, Rule rule) {
        return RequestRule.at(rule, RequestForm.TOOL_RESULTS, tool);
    }

    /** A header, by its name without regard to case. */
    public static RequestRule header(String name, String value) {
        return RequestRule.at(value, RequestForm.HEADERS, name);
    }

    /** A header, by its name without regard to case. */
    public static RequestRule header(String name, Rule rule) {
        return RequestRule.at(rule, RequestForm.HEADERS, name);
    }

    /** A query parameter, as {@code api-version}. */
    public static RequestRule query(String name, String value) {
        return RequestRule.at(value, RequestForm.QUERY, name);
    }

    /** A query parameter, as {@code api-version}. */
    public static RequestRule query(String name, Rule rule) {
        return RequestRule.at(rule, RequestForm.QUERY, name);
    }

    /** The path of the URL. */
    public static RequestRule path(Rule rule) {
        return RequestRule.at(rule, RequestForm.PATH);
    }

    /** The value at a JSONPath, for what no other rule reaches. */
    public static RequestRule jsonPath(String expression, Rule rule) {
        return RequestRule.at(rule, RequestForm.JSONPATH, expression);
    }

    // ---- texts

    /** A text that contains this one. */
    public static Rule contains(String text) {
        return Rule.of(Operator.CONTAINS, text);
    }

    /** A text that starts with this one. */
    public static Rule startsWith(String text) {
        return Rule.of(Operator.STARTS_WITH, text);
    }

    /** A text that ends with this one. */
    public static Rule endsWith(String text) {
        return Rule.of(Operator.ENDS_WITH, text);
    }

    /** A text in which this regular expression of RE2 is found, anywhere. */
    public static Rule matches(String regex) {
        return Rule.of(Operator.MATCHES, regex);
    }

    /** A text that fits this pattern from end to end; {@code *} stands for any characters, {@code ?} for one. */
    public static Rule glob(String pattern) {
        return Rule.of(Operator.GLOB, pattern);
    }

    /** A text that holds JSON which satisfies the rule, as tool arguments do. */
    public static Rule jsonText(Rule rule) {
        return Rule.of(Operator.JSON, rule);
    }

    // ---- numbers and sizes

    /** A number from the first to the second, both included. */
    public static Rule within(Number min, Number max) {
        return min(min).and(max(max));
    }

    /** A number of at least this. */
    public static Rule min(Number bound) {
        return Rule.of(RangeForm.FORM.min, bound);
    }

    /** A number of at most this. */
    public static Rule max(Number bound) {
        return Rule.of(RangeForm.FORM.max, bound);
    }

    /** A number greater than this. */
    public static Rule above(Number bound) {
        return Rule.of(RangeForm.FORM.above, bound);
    }

    /** A number less than this. */
    public static Rule below(Number bound) {
        return Rule.of(RangeForm.FORM.below, bound);
    }

    /** This many elements of an array, or characters of a text. */
    public static Rule size(int count) {
        return Rule.of(Operator.SIZE, count);
    }

    /** A number of elements or characters within bounds: {@code size(within(1, 4))}. */
    public static Rule size(Rule bounds) {
        return Rule.of(Operator.SIZE, bounds);
    }

    /** This many tokens by the model's tokenizer. */
    public static Rule tokens(int count) {
        return Rule.of(Operator.TOKENS, count);
    }

    /** A number of tokens within bounds: {@code tokens(max(4000))}. */
    public static Rule tokens(Rule bounds) {
        return Rule.of(Operator.TOKENS, bounds);
    }

    // ---- any value

    /** Equals this literal: a text, a number, a boolean, null, or a map or list of them. */
    public static Rule is(@Nullable Object literal) {
        return Rule.of(Operator.IS, literal);
    }

    /** Is of one of these JSON types. */
    public static Rule kind(JsonKind... kinds) {
        List<String> words = Arrays.stream(kinds).map(JsonKind::word).toList();
        return words.size() == 1 ? Rule.of(Operator.KIND, words.get(0)) : Rule.of(Operator.KIND, words);
    }

    /** Conforms to this JSON Schema (draft 2020-12). */
    public static Rule conformsTo(Map<String, ?> schema) {
        return Rule.of(Operator.CONFORMS_TO, schema);
    }

    /** Conforms to this JSON Schema (draft 2020-12). */
    public static Rule conformsTo(JsonNode schema) {
        return Rule.of(Operator.CONFORMS_TO, schema);
    }

    /** Conforms to the JSON Schema (draft 2020-12) in this JSON or YAML file. */
    public static Rule conformsTo(Path schema) {
        return Rule.of(Operator.CONFORMS_TO, schema.toString());
    }

    /** Is absent, not even null. */
    public static Rule absent() {
        return Rule.of(Operator.ABSENT, true);
    }

    /** Is present, maybe as null. */
    public static Rule present() {
        return Rule.of(Operator.PRESENT, true);
    }

    /** Any value; the example is used when a request has to be built. */
    public static Rule example(@Nullable Object example) {
        return Rule.of(OperatorsForm.EXAMPLE, example);
    }

    // ---- objects and arrays

    /** An object with a member that equals this text. */
    public static Rule member(String name, String text) {
        return Rule.of(name, text);
    }

    /**
     * An object with a member that satisfies the rule. Several members are joined: {@code member("role", "user").and(
     * member("content", contains("hi")))}.
     */
    public static Rule member(String name, Rule rule) {
        return Rule.of(name, rule);
    }

    /** A tool of this name, for {@link #has}. */
    public static Rule tool(String name) {
        return Rule.plain(name);
    }

    /** An array with exactly these elements, in this order. */
    public static Rule elements(Rule... rules) {
        return Rule.plain(List.of(rules));
    }

    /** An array whose first element satisfies the rule. */
    public static Rule first(Rule rule) {
        return Rule.of(Operator.FIRST, rule);
    }

    /** An array whose last element satisfies the rule. */
    public static Rule last(Rule rule) {
        return Rule.of(Operator.LAST, rule);
    }

    /** An array of which at least one element satisfies the rule. */
    public static Rule some(Rule rule) {
        return Rule.of(Operator.SOME, rule);
    }

    /** An array of which every element satisfies the rule. */
    public static Rule every(Rule rule) {
        return Rule.of(Operator.EVERY, rule);
    }

    /** An array of which no element satisfies the rule. */
    public static Rule none(Rule rule) {
        return Rule.of(Operator.NONE, rule);
    }

    /** An array in which elements that satisfy these rules stand in this order, maybe with others between them. */
    public static Rule inOrder(Rule... rules) {
        return Rule.of(Operator.IN_ORDER, List.of(rules));
    }

    /** An array that has an element for each of these rules, and maybe others; of tools, see {@link #tool}. */
    public static Rule has(Rule... rules) {
        return Rule.of(Operator.HAS, List.of(rules));
    }

    // ---- rules made of rules

    /** Is one of these texts. */
    public static Rule anyOf(String... texts) {
        return Rule.of(Operator.ANY_OF, List.of(texts));
    }

    /** Satisfies at least one of these rules. */
    public static Rule anyOf(Rule... rules) {
        return Rule.of(Operator.ANY_OF, List.of(rules));
    }

    /** Satisfies all of these rules. */
    public static Rule allOf(Rule... rules) {
        return Rule.of(Operator.ALL_OF, List.of(rules));
    }

    /** Does not satisfy the rule. */
    public static Rule not(Rule rule) {
        return Rule.of(Operator.NOT, rule);
    }

    /** Is missing, is null, or satisfies the rule. */
    public static Rule optional(Rule rule) {
        return Rule.of(Operator.OPTIONAL, rule);
    }

    // ---- verification

    /** What a real provider must satisfy, to be completed: {@code expecting().content(contains("18")).repeat(5).atLeast(4)}. */
    public static Expectation expecting() {
        return Expectation.NOTHING;
    }
}
