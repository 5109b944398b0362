package dev.cannery.internal.matching;

import static dev.cannery.internal.matching.Requests.asking;
import static dev.cannery.internal.matching.Requests.check;
import static dev.cannery.internal.matching.Requests.request;
import static dev.cannery.internal.matching.VerdictAssert.assertThat;

import dev.cannery.internal.chat.ChatRequest;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that a sound client seldom sends, and what the rules of the reference make of them. */
class SurprisingRequestsTest {
    private static final String CALLS = "{role: 'assistant', tool_calls: ["
            + "{id: 'a', type: 'function', function: {name: 'f'}}, {id: 'b', type: 'function', function: {name: 'g'}},"
            + " {id: 'c', type: 'function', function: {name: 'f'}}]}";

    private static ChatRequest messages(String... messages) {
        return request("{messages: [" + String.join(", ", messages) + "]}");
    }

    private static String result(String id, String content) {
        return "{role: 'tool', tool_call_id: '" + id + "', content: " + content + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null | {absent: true}",
                "5 | {absent: true}",
                "{text: 'a'} | {absent: true}",
                "[] | {absent: true}",
                "[null, 1, 'a', ['b']] | {absent: true}",
                "[{type: 'text'}] | {absent: true}",
                "[{type: 'text', text: null}, {type: 'text', text: 5}] | {absent: true}",
                "[{type: 'image_url', image_url: {url: 'x'}}] | {absent: true}",
                "'' | {size: 0}",
                "[{type: 'text', text: ''}] | {size: 0}",
                "[{type: 'text'}, {type: 'text', text: 'a'}, null] | {is: a}",
                "[{type: 'text', text: 'a'}, {type: 'image_url'}, {type: 'text', text: 'b'}] | {is: ab}",
                "[{type: 'text', text: 'one '}, {type: 'text', text: 'two'}] | {tokens: 2}",
            })
    void promptIsTheTextOfTheLastUserMessageOrNothing(String content, String rule) {
        String first = "{role: 'user', content: 'first'}";
        assertThat(check("prompt: " + rule, messages(first, "{role: 'user', content: " + content + "}")))
                .passes();
    }

    @Test
    void aConversationWithoutAUserHasNoPrompt() {
        String others = "{role: 'system', content: 'a'}, {role: 'User', content: 'b'}, {content: 'c'}, null, 3";
        assertThat(check("prompt: {absent: true}", messages(others))).passes();
        assertThat(check("prompt: {absent: true}", messages())).passes();
        assertThat(check("prompt: {absent: true}", request("{}"))).passes();
        assertThat(check("prompt: a", messages(others))).failsAt("prompt").butWas("missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{role: 'developer', content: 'a'}, {role: 'user', content: 'x'}, {role: 'system', content: 'b'} | \"a\\nb\"",
                "{role: 'system', content: 'a'}, {role: 'system', content: 'a'} | \"a\\na\"",
                "{role: 'system', content: ''}, {role: 'developer', content: 'b'} | \"\\nb\"",
                "{role: 'system', content: null}, {role: 'developer', content: [{type: 'text', text: 'b'}]} | b",
                "{role: 'system', content: []}, {role: 'user', content: 'x'} | {absent: true}",
                "{role: 'user', content: 'x'} | {absent: true}",
            })
    void systemIsAllThatSystemAndDeveloperSayInOrder(String messages, String rule) {
        assertThat(check("system: " + rule, messages(messages))).passes();
    }

    @Test
    void toolResultsMayComeInAnotherOrderThanTheCalls() {
        ChatRequest sent = messages(CALLS, result("b", "'two'"), result("a", "'one'"));
        assertThat(check("tool_results: {f: one, g: two}", sent)).passes();
    }

    @Test
    void ofTwoCallsOfOneToolTheLastAnswerIsJudged() {
        assertThat(check("tool_results: {f: three}", messages(CALLS, result("a", "'one'"), result("c", "'three'"))))
                .passes();
        assertThat(check("tool_results: {f: one}", messages(CALLS, result("c", "'three'"), result("a", "'one'"))))
                .passes();
    }

    @Test
    void toolResultIsTheTextOfItsPartsOrNothing() {
        String parts = "[{type: 'text', text: 'o'}, {type: 'text', text: 'ne'}]";
        assertThat(check("tool_results: {f: one}", messages(CALLS, result("a", parts))))
                .passes();
        assertThat(check("tool_results: {f: {absent: true}}", messages(CALLS, result("a", "[]"))))
                .passes();
        assertThat(check("tool_results: {f: {absent: true}}", messages(CALLS, result("a", "null"))))
                .passes();
    }

    @Test
    void aResultAheadOfItsCallOrOfNoCallIsNone() {
        assertThat(check("tool_results: {f: {absent: true}}", messages(result("a", "'one'"), CALLS)))
                .passes();
        assertThat(check("tool_results: {f: {absent: true}}", messages(CALLS, result("z", "'one'"))))
                .passes();
        String nameless = "{role: 'assistant', tool_calls: [{function: {name: 'f'}}]}";
        assertThat(check(
                        "tool_results: {f: {absent: true}}",
                        messages(nameless, "{role: 'tool', content: 'one'}", result("", "'one'"))))
                .as("no id answers no id")
                .passes();
    }

    @Test
    void functionMessagesAreKnownByTheirName() {
        String legacy = "{role: 'function', name: 'f', content: 'one'}";
        assertThat(check("tool_results: {f: one, g: {absent: true}}", messages(legacy)))
                .passes();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // rule | prompt | holds
                "contains: \"\u00e9\" | caf\u00e9 | true",
                "contains: \"\u00e9\" | cafe\u0301 | false",
                "contains: \"e\" | cafe\u0301 | true",
                "contains: stra\u00dfe, ignore_case: true | STRASSE | false",
                "contains: stra\u00dfe, ignore_case: true | STRA\u1e9eE | true",
                "contains: istanbul, ignore_case: true | \u0130STANBUL | true",
                "contains: istanbul | Istanbul | false",
                "glob: 'a[b]' | a[b] | true",
                "glob: 'a[b]' | ab | false",
                "glob: 'a.b' | axb | false",
                "glob: 'a*b' | a\\n\\nb | true",
                "glob: 'a?b' | a\\nb | true",
                "glob: 'a\\*' | ab | false",
                "glob: '*' | a | true",
                "glob: 'a' | a\\n | false",
                "matches: '^b$' | a\\nb\\nc | false",
                "matches: '(?m)^b$' | a\\nb\\nc | true",
                "matches: a.b | a\\nb | false",
                "matches: (?s)a.b | a\\nb | true",
                "matches: b$ | ab\\n | false",
                "matches: stra\u00dfe, ignore_case: true | STRA\u1e9eE | true",
                "starts_with: a, ends_with: b | a\\nb | true",
                "starts_with: ab, ends_with: bc | abc | true",
                "not: {contains: a}, contains: b | b | true",
            })
    void textIsComparedLetterByLetter(String rule, String prompt, boolean holds) {
        Assertions.assertThat(check("prompt: {" + rule + "}", asking(prompt))
                        .mismatches()
                        .isEmpty())
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // rule | stop | holds
                "{in_order: [a, b]} | ['x', 'a', 'y', 'b', 'z'] | true",
                "{in_order: [a, b]} | ['b', 'a'] | false",
                "{in_order: [a, a]} | ['a'] | false",
                "{in_order: [a, a]} | ['a', 'b', 'a'] | true",
                "{in_order: [{any_of: [a, b]}, b]} | ['b', 'b'] | true",
                "{has: [a, b]} | ['b', 'x', 'a', 'a'] | true",
                "{has: [a, b]} | ['a', 'a'] | false",
                "{every: a} | [] | true",
                "{none: a} | [] | true",
                "{every: a, size: 1..} | [] | false",
                "{some: {not: a}} | ['a', 'b'] | true",
                "{not: {some: a}} | ['a', 'b'] | false",
                "{first: a, last: a} | ['a'] | true",
                "[a, b] | ['a', 'b', 'c'] | false",
                "[a] | [['a']] | false",
                "a | ['a'] | false",
            })
    void listsAreJudgedElementByElement(String rule, String stop, boolean holds) {
        Assertions.assertThat(check("stop: " + rule, asking("Hi", "stop: " + stop))
                        .mismatches()
                        .isEmpty())
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "1.0, true", "1e0, true", "10e-1, true", "'\"1\"', false", "true, false", "[1], false"})
    void oneIsOneHoweverItIsWritten(String sent, boolean holds) {
        Assertions.assertThat(
                        check("n: 1", asking("Hi", "n: " + sent)).mismatches().isEmpty())
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1 | 1 | 8",
                "{\"a\": }  | 1 | 7",
                "1 2 | 1 | 3",
                "{a: 1} | 1 | 2",
            })
    void brokenJsonIsSaidWithItsPlace(String content, int line, int column) {
        ChatRequest sent = asking(content.replace("\"", "\\\""));
        assertThat(check("prompt: {json: {a: 1}}", sent))
                .failsAt("prompt")
                .expecting("JSON text of {a: 1} (not valid JSON, see line " + line + ", column " + column + ")");
    }

    @Test
    void soundJsonOfAnotherValueIsSaidByItsField() {
        assertThat(check("prompt: {json: {a: 1}}", asking("{\\\"a\\\": 2}")))
                .failsAt("prompt.a")
                .expecting("1")
                .butWas("2");
    }

    @Test
    void aBrokenSchemaIsSaidWithoutAPlaceWhereTheValueItselfIsAtFault() {
        String rule = "metadata: {conforms_to: {required: [a], properties: {b: {type: string}}}}";
        assertThat(check(rule, asking("Hi", "metadata: {}")))
                .failsAt("metadata")
                .expecting("a value that conforms to the schema (required property 'a' not found)");
        assertThat(check(rule, asking("Hi", "metadata: {a: 1, b: 2}")))
                .failsAt("metadata")
                .expecting("a value that conforms to the schema (/b: integer found, string expected)");
    }
}
