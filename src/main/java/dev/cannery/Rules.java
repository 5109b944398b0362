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
 * Factory methods for rules, meant to be imported statically. A {@link RequestRule} applies a {@link Rule} to a part of a request:
 *
 * <pre>{@code
 * import static dev.cannery.Rules.*;
 *
 * when(prompt(contains("weather")), temperature(within(0, 0.3)), field("max_tokens", absent()))
 * }</pre>
 *
 * <p>A plain text in place of a rule must be equal, except in {@link #model}, where {@code *} stands for any characters.
 */
public final class Rules {
    private Rules() {}

    // ---- the parts of a request

    /** Checks the text of the last user message. */
    public static RequestRule prompt(String text) {
        return RequestRule.at(text, RequestForm.PROMPT);
    }

    /** Checks the text of the last user message. */
    public static RequestRule prompt(Rule rule) {
        return RequestRule.at(rule, RequestForm.PROMPT);
    }

    /** Checks the text of the system and developer messages, joined by a newline. */
    public static RequestRule system(String text) {
        return RequestRule.at(text, RequestForm.SYSTEM);
    }

    /** Checks the text of the system and developer messages, joined by a newline. */
    public static RequestRule system(Rule rule) {
        return RequestRule.at(rule, RequestForm.SYSTEM);
    }

    /** Checks the model; {@code *} stands for any characters, such as in {@code gpt-5.4*}. */
    public static RequestRule model(String name) {
        return RequestRule.at(name, "model");
    }

    /** Checks the model. */
    public static RequestRule model(Rule rule) {
        return RequestRule.at(rule, "model");
    }

    /** Checks the messages array. */
    public static RequestRule messages(Rule rule) {
        return RequestRule.at(rule, "messages");
    }

    /** Checks the temperature. */
    public static RequestRule temperature(Number value) {
        return RequestRule.at(value, "temperature");
    }

    /** Checks the temperature. */
    public static RequestRule temperature(Rule rule) {
        return RequestRule.at(rule, "temperature");
    }

    /** Checks that the tools are exactly those of these names, in any order. */
    public static RequestRule tools(String... names) {
        return RequestRule.at(List.of(names), "tools");
    }

    /** Checks the tools array. */
    public static RequestRule tools(Rule rule) {
        return RequestRule.at(rule, "tools");
    }

    /** Checks the format that the response must have. */
    public static RequestRule responseFormat(Rule rule) {
        return RequestRule.at(rule, "response_format");
    }

    /** Checks whether the request asks for a stream. */
    public static RequestRule stream(boolean isStreamed) {
        return RequestRule.at(isStreamed, "stream");
    }

    /**
     * Checks a top-level field of the request by its name in the API, such as {@code max_tokens}, or {@code truncation} of the
     * Responses API.
     *
     * @throws IllegalArgumentException if neither API has such a field
     */
    public static RequestRule field(String name, Rule rule) {
        if (!RequestFields.isKnown(name)) {
            String suggestion = Suggestion.sentence(name, RequestFields.ofBoth());
            throw new IllegalArgumentException("unknown field '" + name + "'."
                    + (suggestion.isEmpty()
                            ? " For a field that is not part of the API, use jsonPath(…, …)"
                            : suggestion));
        }
        return RequestRule.at(rule, name);
    }

    /** Checks that a top-level field equals this value: a text, a number, a boolean, or null. */
    public static RequestRule field(String name, @Nullable Object value) {
        return field(name, value instanceof Rule rule ? rule : is(value));
    }

    /** Checks the message with the result of the last call of this tool. */
    public static RequestRule toolResult(String tool, String text) {
        return RequestRule.at(text, RequestForm.TOOL_RESULTS, tool);
    }

    /** Checks the message with the result of the last call of this tool. */
    public static RequestRule toolResult(String tool, Rule rule) {
        return RequestRule.at(rule, RequestForm.TOOL_RESULTS, tool);
    }

    /** Checks a header; its name is case-insensitive. */
    public static RequestRule header(String name, String value) {
        return RequestRule.at(value, RequestForm.HEADERS, name);
    }

    /** Checks a header; its name is case-insensitive. */
    public static RequestRule header(String name, Rule rule) {
        return RequestRule.at(rule, RequestForm.HEADERS, name);
    }

    /** Checks a query parameter, such as {@code api-version}. */
    public static RequestRule query(String name, String value) {
        return RequestRule.at(value, RequestForm.QUERY, name);
    }

    /** Checks a query parameter, such as {@code api-version}. */
    public static RequestRule query(String name, Rule rule) {
        return RequestRule.at(rule, RequestForm.QUERY, name);
    }

    /** Checks the path of the URL. */
    public static RequestRule path(Rule rule) {
        return RequestRule.at(rule, RequestForm.PATH);
    }

    /** Checks the value at a JSONPath, for fields that no other rule reaches. */
    public static RequestRule jsonPath(String expression, Rule rule) {
        return RequestRule.at(rule, RequestForm.JSONPATH, expression);
    }

    // ---- texts

    /** Matches a text that contains this one. */
    public static Rule contains(String text) {
        return Rule.of(Operator.CONTAINS, text);
    }

    /** Matches a text that starts with this one. */
    public static Rule startsWith(String text) {
        return Rule.of(Operator.STARTS_WITH, text);
    }

    /** Matches a text that ends with this one. */
    public static Rule endsWith(String text) {
        return Rule.of(Operator.ENDS_WITH, text);
    }

    /** Matches a text that contains a match of this RE2 regular expression. */
    public static Rule matches(String regex) {
        return Rule.of(Operator.MATCHES, regex);
    }

    /** Matches a text that fits this pattern as a whole; {@code *} stands for any characters, {@code ?} for one. */
    public static Rule glob(String pattern) {
        return Rule.of(Operator.GLOB, pattern);
    }

    /** Matches a text of JSON that satisfies the rule, such as tool arguments. */
    public static Rule jsonText(Rule rule) {
        return Rule.of(Operator.JSON, rule);
    }

    // ---- numbers and sizes

    /** Matches a number from the first to the second, both included. */
    public static Rule within(Number min, Number max) {
        return min(min).and(max(max));
    }

    /** Matches a number of at least this. */
    public static Rule min(Number bound) {
        return Rule.of(RangeForm.FORM.min, bound);
    }

    /** Matches a number of at most this. */
    public static Rule max(Number bound) {
        return Rule.of(RangeForm.FORM.max, bound);
    }

    /** Matches a number greater than this. */
    public static Rule above(Number bound) {
        return Rule.of(RangeForm.FORM.above, bound);
    }

    /** Matches a number less than this. */
    public static Rule below(Number bound) {
        return Rule.of(RangeForm.FORM.below, bound);
    }

    /** Matches an array of this many elements, or a text of this many characters. */
    public static Rule size(int count) {
        return Rule.of(Operator.SIZE, count);
    }

    /** Matches an array or text with a size within bounds: {@code size(within(1, 4))}. */
    public static Rule size(Rule bounds) {
        return Rule.of(Operator.SIZE, bounds);
    }

    /** Matches a text of this many tokens, counted with the model's tokenizer. */
    public static Rule tokens(int count) {
        return Rule.of(Operator.TOKENS, count);
    }

    /** Matches a text with a token count within bounds: {@code tokens(max(4000))}. */
    public static Rule tokens(Rule bounds) {
        return Rule.of(Operator.TOKENS, bounds);
    }

    // ---- any value

    /** Matches a value that equals this literal: a text, a number, a boolean, null, or a map or list of them. */
    public static Rule is(@Nullable Object literal) {
        return Rule.of(Operator.IS, literal);
    }

    /** Matches a value of one of these JSON types. */
    public static Rule kind(JsonKind... kinds) {
        List<String> words = Arrays.stream(kinds).map(JsonKind::word).toList();
        return words.size() == 1 ? Rule.of(Operator.KIND, words.get(0)) : Rule.of(Operator.KIND, words);
    }

    /** Matches a value that conforms to this JSON Schema (draft 2020-12). */
    public static Rule conformsTo(Map<String, ?> schema) {
        return Rule.of(Operator.CONFORMS_TO, schema);
    }

    /** Matches a value that conforms to this JSON Schema (draft 2020-12). */
    public static Rule conformsTo(JsonNode schema) {
        return Rule.of(Operator.CONFORMS_TO, schema);
    }

    /** Matches a value that conforms to the JSON Schema (draft 2020-12) in this JSON or YAML file. */
    public static Rule conformsTo(Path schema) {
        return Rule.of(Operator.CONFORMS_TO, schema.toString());
    }

    /** Matches a missing field. A null does not match. */
    public static Rule absent() {
        return Rule.of(Operator.ABSENT, true);
    }

    /** Matches a field that is present, even as null. */
    public static Rule present() {
        return Rule.of(Operator.PRESENT, true);
    }

    /** Matches any value. The example is used to build a request. */
    public static Rule example(@Nullable Object example) {
        return Rule.of(OperatorsForm.EXAMPLE, example);
    }

    // ---- objects and arrays

    /** Matches an object with a member that equals this text. */
    public static Rule member(String name, String text) {
        return Rule.of(name, text);
    }

    /**
     * Matches an object with a member that satisfies the rule. Combine several members: {@code member("role", "user").and(
     * member("content", contains("hi")))}.
     */
    public static Rule member(String name, Rule rule) {
        return Rule.of(name, rule);
    }

    /** Matches a tool of this name, for {@link #has}. */
    public static Rule tool(String name) {
        return Rule.plain(name);
    }

    /** Matches an array with exactly these elements, in this order. */
    public static Rule elements(Rule... rules) {
        return Rule.plain(List.of(rules));
    }

    /** Matches an array whose first element satisfies the rule. */
    public static Rule first(Rule rule) {
        return Rule.of(Operator.FIRST, rule);
    }

    /** Matches an array whose last element satisfies the rule. */
    public static Rule last(Rule rule) {
        return Rule.of(Operator.LAST, rule);
    }

    /** Matches an array of which at least one element satisfies the rule. */
    public static Rule some(Rule rule) {
        return Rule.of(Operator.SOME, rule);
    }

    /** Matches an array of which every element satisfies the rule. */
    public static Rule every(Rule rule) {
        return Rule.of(Operator.EVERY, rule);
    }

    /** Matches an array of which no element satisfies the rule. */
    public static Rule none(Rule rule) {
        return Rule.of(Operator.NONE, rule);
    }

    /** Matches an array with elements that satisfy these rules in this order; others may be between them. */
    public static Rule inOrder(Rule... rules) {
        return Rule.of(Operator.IN_ORDER, List.of(rules));
    }

    /** Matches an array with an element for each of these rules; others are allowed. For tools, see {@link #tool}. */
    public static Rule has(Rule... rules) {
        return Rule.of(Operator.HAS, List.of(rules));
    }

    // ---- combined rules

    /** Matches one of these texts. */
    public static Rule anyOf(String... texts) {
        return Rule.of(Operator.ANY_OF, List.of(texts));
    }

    /** Matches a value that satisfies at least one of these rules. */
    public static Rule anyOf(Rule... rules) {
        return Rule.of(Operator.ANY_OF, List.of(rules));
    }

    /** Matches a value that satisfies all of these rules. */
    public static Rule allOf(Rule... rules) {
        return Rule.of(Operator.ALL_OF, List.of(rules));
    }

    /** Matches a value that does not satisfy the rule. */
    public static Rule not(Rule rule) {
        return Rule.of(Operator.NOT, rule);
    }

    /** Matches a value that is missing, is null, or satisfies the rule. */
    public static Rule optional(Rule rule) {
        return Rule.of(Operator.OPTIONAL, rule);
    }

    // ---- verification

    /** Begins the expectation that a real provider must satisfy: {@code expecting().content(contains("18")).repeat(5).atLeast(4)}. */
    public static Expectation expecting() {
        return Expectation.NOTHING;
    }
}
