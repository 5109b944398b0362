package dev.cannery.internal.chat.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Map;
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
    void partsCostTheirTextAndImagesTheirTiles() throws Exception {
        String request = "{'model': 'gpt-4o', 'messages': [{'role': 'user', 'content': ["
                + "{'type': 'text', 'text': 'Hello'}, {'type': '%s', '%s': %s}]}]}";

        assertThat(promptTokens(request.formatted("image_url", "image_url", "{'url': '" + tinyImage() + "'}")))
                .isEqualTo(8 + 255);
        assertThat(promptTokens(request.formatted("image_url", "image_url", "{'url': 'https://x/y', 'detail': 'low'}")))
                .isEqualTo(8 + 85);
        assertThat(promptTokens(request.formatted("image_url", "image_url", "{'url': 'https://x/y'}")))
                .isEqualTo(8 + 765);
        assertThat(promptTokens(request.formatted("file", "file", "{'file_id': 'f'}")))
                .isEqualTo(8 + 220);
        assertThat(promptTokens(request.formatted("input_audio", "input_audio", "{'data': '', 'format': 'mp3'}")))
                .isEqualTo(8 + 4);
    }

    private static String tinyImage() {
        return "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
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
    void anEmptyAnswerInTheInputCostsNothing() throws Exception {
        String request = "{'model': 'gpt-4.1', 'input': [{'role': 'user', 'content': 'Hello'}%s]}";
        String empty = ", {'role': 'assistant', 'content': []}";

        assertThat(inputTokens(request.formatted(empty))).isEqualTo(inputTokens(request.formatted("")));
        assertThat(inputTokens(request.formatted(", {'role': 'assistant', 'content': 'Hi'}")))
                .isEqualTo(inputTokens(request.formatted("")) + 3 + 1 + 1);
    }

    /** The constants are those of recorded requests: 9 of a new system message, 5 in one, 91 for gpt-5, 10 for o4-mini. */
    @Test
    void offeredFunctionsCostTheirTypesAndAFrame() throws Exception {
        String tools = ", 'tools': [{'type': 'function', 'function': {'name': 'now'}}]";
        int types = tokens("namespace functions {\n\ntype now = () => any;\n\n} // namespace functions");

        assertThat(costOf("gpt-4o", "", tools)).isEqualTo(9 + types);
        assertThat(costOf("gpt-5", "", tools)).isEqualTo(91 + types);
        assertThat(costOf("o4-mini", "", tools)).isEqualTo(10 + types);
        String system = "{'role': 'system', 'content': 'Be nice'},";
        int joined = tokens("Be nice\n\nnamespace functions {") - tokens("Be nice") - tokens("namespace functions {");
        assertThat(costOf("gpt-4o", system, tools)).isEqualTo(5 + types + joined);
        assertThat(costOf("gpt-5", system, tools)).isEqualTo(91 + types);
    }

    @Test
    void offeredFunctionsCostTheSameInBothForms() throws Exception {
        String function = "{'name': 'add', 'parameters': {'properties': {'a': {'type': 'integer'}}}}";

        assertThat(costOf("gpt-4o", "", ", 'functions': [" + function + "]"))
                .isEqualTo(costOf("gpt-4o", "", ", 'tools': [{'type': 'function', 'function': " + function + "}]"));
    }

    @Test
    void aForcedCallCostsItsNameUnlessTheModelReasons() throws Exception {
        String tools = ", 'tools': [{'type': 'function', 'function': {'name': 'now'}}]";
        String forced = tools + ", 'tool_choice': {'type': 'function', 'function': {'name': 'now'}}";

        assertThat(costOf("gpt-4o", "", forced) - costOf("gpt-4o", "", tools)).isEqualTo(7 + tokens("now"));
        assertThat(costOf("gpt-5", "", forced)).isEqualTo(costOf("gpt-5", "", tools));
    }

    @Test
    void aSchemaCostsWhatDescribesTheAnswer() throws Exception {
        String format = ", 'response_format': {'type': 'json_schema', 'json_schema': {'name': 'City', 'schema': %s}}";
        String bare = format.formatted("{'type': 'object', 'properties': {'name': {'type': 'string'}}}");
        String strict = format.formatted("{'$schema': 'x', 'type': 'object', 'properties': {'name': {'type': 'string',"
                + " 'minLength': 1, 'format': 'date'}}, 'required': ['name'], 'additionalProperties': false}");

        int text = tokens("# Response Formats\n\n## City\n\n"
                + "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}}}");
        assertThat(costOf("gpt-4o", "", bare)).isEqualTo(4 + 2 + tokens("City") + text);
        assertThat(costOf("gpt-4o", "", strict)).isEqualTo(costOf("gpt-4o", "", bare));
        String tools = ", 'tools': [{'type': 'function', 'function': {'name': 'now'}}]";
        assertThat(costOf("gpt-4o", "", bare + tools))
                .isBetween(
                        costOf("gpt-4o", "", bare) + costOf("gpt-4o", "", tools) - 9,
                        costOf("gpt-4o", "", bare) + costOf("gpt-4o", "", tools) - 7);
    }

    @Test
    void aCallInTheHistoryNamesItsFunctionTwice() throws Exception {
        String call = "{'role': 'assistant', 'content': null, 'tool_calls': [{'id': 'c1', 'type': 'function',"
                + " 'function': {'name': 'add', 'arguments': '{%s}'}}]},"
                + "{'role': 'tool', 'tool_call_id': 'c1', 'name': 'ignored', 'content': '5'},";
        String compact = call.formatted("\\'a\\':2");
        String spaced = call.formatted(" \\'a\\' : 2 ");

        int words = 2 * tokens("add") + tokens("{\"a\":2}") + tokens("5");
        // A message each; to=functions. in front of the call, functions. in front of the name of the result.
        assertThat(costOf("gpt-4o", compact, "")).isEqualTo(2 * 4 + 4 + 1 + words);
        assertThat(costOf("gpt-4o", spaced, "")).isEqualTo(costOf("gpt-4o", compact, ""));
        assertThat(costOf("gpt-5", compact, "")).isEqualTo(2 * 4 + 10 + 1 + words);
    }

    @Test
    void parallelCallsInTheHistoryAreOneCallOfAWrapper() throws Exception {
        String calls = "{'role': 'assistant', 'content': '', 'tool_calls': ["
                + "{'id': 'c1', 'function': {'name': 'now', 'arguments': '{}'}},"
                + "{'id': 'c2', 'function': {'name': 'here', 'arguments': '{}'}}]},"
                + "{'role': 'tool', 'tool_call_id': 'c1', 'content': 'noon'},"
                + "{'role': 'tool', 'tool_call_id': 'c2', 'content': '{ \\'at\\':[1,2] }'},";

        int wrapper = tokens("{\"tool_uses\":[{\"recipient_name\":\"functions.now\",\"parameters\":{}},"
                + "{\"recipient_name\":\"functions.here\",\"parameters\":{}}]}");
        assertThat(costOf("gpt-4o", calls, "")).isEqualTo(4 + 16 + wrapper + tokens("[\"noon\", {\"at\": [1, 2]}]"));
    }

    @Test
    void answersInTheHistoryOfReasoningModelsNameTheirChannel() throws Exception {
        String said = "{'role': 'assistant', 'content': 'Hi'},";

        assertThat(costOf("gpt-4o", said, "")).isEqualTo(5);
        assertThat(costOf("gpt-5", said, "")).isEqualTo(7);
    }

    @Test
    void searchModelsReportTheWordsAlone() throws Exception {
        assertThat(promptTokens(
                        "{'model': 'gpt-4o-search-preview', 'messages': [{'role': 'user', 'content': 'Hello'}]}"))
                .isEqualTo(1);
    }

    @Test
    void callsInAnAnswerCostWhatIsRecorded() {
        List<TokenCounter.Call> one = List.of(new TokenCounter.Call("add", "{}"));
        List<TokenCounter.Call> two = List.of(one.get(0), one.get(0));

        assertThat(counter.callTokens("gpt-4o", one, false)).isEqualTo(7 + 2);
        assertThat(counter.callTokens("gpt-4o", one, true)).isEqualTo(1);
        assertThat(counter.callTokens("gpt-5", one, true)).isEqualTo(16 + 2);
        assertThat(counter.callTokens("gpt-5.4", one, false)).isEqualTo(10 + 2);
        assertThat(counter.callTokens("gpt-5", two, false)).isEqualTo(2 * (16 + 2));
        assertThat(counter.callTokens("gpt-4o", two, false))
                .isEqualTo(10
                        + tokens("{\"tool_uses\":[{\"recipient_name\":\"functions.add\",\"parameters\":{}},"
                                + "{\"recipient_name\":\"functions.add\",\"parameters\":{}}]}"));
    }

    @Test
    void textsBesideToolsCostMoreUnlessTheModelReasons() {
        assertThat(counter.besideTools("gpt-4o", false)).isEqualTo(1);
        assertThat(counter.besideTools("gpt-4o", true)).isEqualTo(5);
        assertThat(counter.besideTools("gpt-5", false)).isZero();
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
        assertThat(counter.textTokens("gpt-5.4", "Hello")).isEqualTo(4);
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

    private int inputTokens(String request) throws Exception {
        return counter.promptTokens(ChatRequest.of("/v1/responses", Map.of(), (ObjectNode) json(request)));
    }

    private int promptTokens(String request) throws Exception {
        return counter.promptTokens(ChatRequest.of((ObjectNode) json(request)));
    }

    /** What messages in front of a user's, and fields, add to a request. */
    private int costOf(String model, String messages, String fields) throws Exception {
        String request = "{'model': '%s', 'messages': [%s{'role': 'user', 'content': 'Hello'}]%s}";
        return promptTokens(request.formatted(model, messages, fields))
                - promptTokens(request.formatted(model, "", ""))
                - (messages.startsWith("{'role': 'system'") ? 4 + tokens("Be nice") : 0);
    }

    private static JsonNode json(String text) throws Exception {
        return Json.parse(text.replace('\'', '"'));
    }

    @Test
    void eachVocabularyHasItsOwnCount() {
        String text = "\u4f60\u597d\uff0c\u4e16\u754c\u3002";

        assertThat(counter.tokens("gpt-4", text)).isEqualTo(new TokenCounter().tokens("gpt-4", text));
        assertThat(counter.tokens("gpt-4o", text)).isEqualTo(new TokenCounter().tokens("gpt-4o", text));
        assertThat(counter.tokens("gpt-4o", text)).isLessThan(counter.tokens("gpt-4", text));
    }

    /** The model of a request without one is that of its deployment, so two requests of one body may cost differently. */
    @Test
    void aKnownBodyIsCountedAnewForAnotherModel() throws Exception {
        ObjectNode body =
                (ObjectNode) json("{'messages': [{'role': 'user', 'content': '\u4f60\u597d\uff0c\u4e16\u754c'}]}");
        for (int i = 0; i < 2; i++) {
            for (String model : List.of("gpt-4", "gpt-4o", "gpt-5")) {
                ChatRequest request =
                        ChatRequest.of("/openai/deployments/" + model + "/chat/completions", Map.of(), body);
                assertThat(counter.promptTokens(request)).isEqualTo(new TokenCounter().promptTokens(request));
            }
        }
    }
}
