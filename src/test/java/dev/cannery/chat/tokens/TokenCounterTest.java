package dev.cannery.chat.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.chat.ChatRequest;
import dev.cannery.chat.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCounterTest {
    private final TokenCounter counter = new TokenCounter();

    @Test
    void aMessageCostsItsTextAndItsFrame() throws Exception {
        assertThat(promptTokens("{'model': 'gpt-4o', 'messages': [{'role': 'user', 'content': 'Hello'}]}"))
                .isEqualTo(3 + 3 + 1 + 1);
    }

    @Test
    void partsCostTheirTextOnly() throws Exception {
        assertThat(promptTokens("{'model': 'gpt-4o', 'messages': [{'role': 'user', 'content': ["
                        + "{'type': 'text', 'text': 'Hello'},"
                        + "{'type': 'image_url', 'image_url': {'url': 'data:image/png;base64,AAAA'}}]}]}"))
                .isEqualTo(8);
    }

    @Test
    void partsWithoutATextAreNoMessages() throws Exception {
        String image = "{'type': 'image_url', 'image_url': {'url': 'x'}}";
        Tokenizer tokenizer = counter.forModel("gpt-4o");

        assertThat(tokenizer.count(json("[" + image + "]"))).isZero();
        assertThat(tokenizer.count(json("[" + image + ", {'type': 'text', 'text': 'Hello'}]")))
                .isEqualTo(1);
        assertThat(tokenizer.count(json("[{'role': 'user', 'content': [" + image + "]}]")))
                .isEqualTo(3 + 3 + 1);
    }

    @Test
    void aNameCostsOneTokenMoreUnlessItRepeatsTheRole() throws Exception {
        String request = "{'model': 'gpt-4o', 'messages': [{'role': 'user', 'content': 'Hello', 'name': '%s'}]}";

        assertThat(promptTokens(request.formatted("bob"))).isEqualTo(10);
        assertThat(promptTokens(request.formatted("user"))).isEqualTo(9);
    }

    @Test
    void reasoningModelsReportOneTokenLess() throws Exception {
        String request = "{'model': '%s', 'messages': [{'role': 'user', 'content': 'Hello'}]}";

        assertThat(promptTokens(request.formatted("gpt-5-mini"))).isEqualTo(7);
        assertThat(promptTokens(request.formatted("o1-mini"))).isEqualTo(8);
    }

    @Test
    void offeredFunctionsCostTheSameInBothForms() throws Exception {
        String function = "{'name': 'add', 'description': 'Adds.', 'parameters': {'type': 'object', 'properties':"
                + " {'a': {'type': 'integer', 'description': 'one'}, 'sign': {'type': 'string', 'enum': ['+', '-']}}}}";
        String asTool = "{'model': 'gpt-4o', 'tools': [{'type': 'function', 'function': " + function + "}]}";
        String asFunction = "{'model': 'gpt-4o', 'functions': [" + function + "]}";

        // 3 ahead of the answer, 7 for the function, 3 for having properties, 3 for each, -3 and 3 an item for the
        // enum,
        // 12 at the end; the rest is words.
        int words = tokens("add:Adds") + tokens("a:integer:one") + tokens("sign:string:") + 2;
        assertThat(promptTokens(asTool)).isEqualTo(3 + 7 + 3 + 3 + 3 - 3 + 6 + 12 + words);
        assertThat(promptTokens(asFunction)).isEqualTo(promptTokens(asTool));
    }

    @Test
    void callsInTheHistoryCostWhatTheyCostAsAnAnswer() throws Exception {
        String bare = "{'model': 'gpt-4o', 'messages': [{'role': 'assistant', 'content': null%s}]}";
        String call = "{'id': 'call_1', 'type': 'function', 'function': {'name': 'add', 'arguments': '{}'}}";

        int none = promptTokens(bare.formatted(""));
        assertThat(promptTokens(bare.formatted(", 'tool_calls': [" + call + "]")) - none)
                .isEqualTo(counter.callTokens("gpt-4o", "add", "{}", false))
                .isEqualTo(7 + 2);
        assertThat(promptTokens(bare.formatted(", 'tool_calls': [" + call + "," + call + "]")) - none)
                .isEqualTo(2 * counter.callTokens("gpt-4o", "add", "{}", true))
                .isEqualTo(2 * (14 + 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'model': 5, 'messages': 'x'}",
                "{'messages': {'role': 'user'}}",
                "{'messages': [null, 5, [], {'role': [], 'content': {}, 'name': {}, 'tool_calls': 'x'}]}",
                "{'messages': [{'tool_calls': [null, {'function': 3}, {'function': {'arguments': {}}}]}]}",
                "{'messages': [{'content': [null, 3, {'text': 4}]}], 'functions': 'f', 'tools': {'a': 1}}",
                "{'tools': [null, {'function': null}, {'function': {'name': 3, 'parameters': {'properties': [1]}}}]}",
                "{'tools': [{'function': {'parameters': {'properties': {'a': 3, 'b': {'enum': {'x': 1}, 'type': []}}}}}]}"
            })
    void malformedRequestsAreCountedAllTheSame(String request) throws Exception {
        assertThat(promptTokens(request)).isPositive();
    }

    @Test
    void markersOfSpecialTokensAreText() {
        assertThat(tokens("<|endoftext|>")).isGreaterThan(1);
    }

    @Test
    void halfASurrogatePairCountsAsAQuestionMark() {
        assertThat(tokens("a \uD83D b")).isEqualTo(tokens("a ? b"));
    }

    @Test
    void textsOfReasoningModelsCostWhatIsRecorded() {
        assertThat(counter.textTokens("gpt-4o", "Hello")).isEqualTo(1);
        assertThat(counter.textTokens("gpt-5", "Hello")).isEqualTo(10);
        assertThat(counter.textTokens("gpt-5", "")).isZero();
        assertThat(counter.textTokens("gpt-5", null)).isZero();
    }

    @Test
    void piecesAreTheTokens() {
        assertThat(counter.pieces("gpt-4o", "Once upon a time, tokenization."))
                .containsExactly("Once", " upon", " a", " time", ",", " token", "ization", ".");
        assertThat(counter.pieces("gpt-4o", "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 fa\u0301milia \uD83C\uDDE9\uD83C\uDDEA!",
                "\u0E19\u0E49\u0E33\u0E43\u0E08 \u092E\u0928\u0941\u0937\u094D\u092F \u4F60\u597D",
                "half \uD83D of a pair \uDE00 and \uD83D",
                "a\r\nb\r\n\r\nc",
                "<|endoftext|>"
            })
    void piecesNeverSplitACharacterAndMakeUpTheText(String text) {
        for (String model : List.of("gpt-4o", "gpt-4")) {
            List<String> pieces = counter.pieces(model, text);

            assertThat(String.join("", pieces)).isEqualTo(text);
            CharacterBreaks breaks = CharacterBreaks.of(text);
            int at = 0;
            for (String piece : pieces) {
                assertThat(piece).isNotEmpty();
                at += piece.length();
                assertThat(breaks.isBreak(at)).as("%s in %s", at, pieces).isTrue();
            }
        }
    }

    @Test
    void negativeBoundsAreRefused() {
        assertThatThrownBy(() -> new TokenCounter(-1, 5))
                .hasMessage("the cache's bounds must not be negative, were -1 texts and 5 characters");
    }

    private int tokens(String text) {
        return counter.tokens("gpt-4o", text);
    }

    private int promptTokens(String request) throws Exception {
        return counter.promptTokens(ChatRequest.of((ObjectNode) json(request)));
    }

    private static JsonNode json(String text) throws Exception {
        return Json.parse(text.replace('\'', '"'));
    }
}
