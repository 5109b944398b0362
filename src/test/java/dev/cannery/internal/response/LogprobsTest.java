package dev.cannery.internal.response;

import static dev.cannery.internal.response.Answers.chunks;
import static dev.cannery.internal.response.Answers.json;
import static dev.cannery.internal.response.Answers.refusal;
import static dev.cannery.internal.response.Answers.render;
import static dev.cannery.internal.response.Answers.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.wire.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogprobsTest {
    private static final String ASKED = "'logprobs':true,'top_logprobs':3";
    private static final String TEXT = "Caf\u00e9 \uD83D\uDC68\u200D\uD83D\uDC69 the end";
    private static final CannedCompletion ANSWER = CannedCompletion.ofText(TEXT);

    @Test
    void areLeftOutUnlessRequested() {
        assertThat(json(render(ANSWER, request("'top_logprobs':3")))
                        .at("/choices/0/logprobs")
                        .isNull())
                .isTrue();
    }

    @Test
    void givenLogprobsEndWhereTheTextIsTruncated() throws Exception {
        ObjectNode given = (ObjectNode) Json.parse("{\"content\":[{\"token\":\"one\",\"logprob\":-1,\"bytes\":null},"
                + "{\"token\":\" two\",\"logprob\":-1,\"bytes\":null},{\"token\":\" three\",\"logprob\":-1}]}");
        CannedMessage said = new CannedMessage("one two three", List.of(), null);
        CannedCompletion answer = CannedCompletion.ofChoice(new CannedChoice(said, null, given));

        assertThat(json(render(answer, request("'logprobs':true,'max_tokens':2")))
                        .at("/choices/0/logprobs/content")
                        .findValuesAsText("token"))
                .containsExactly("one", " two");
        assertThat(json(render(answer, request("'logprobs':true,'stop':' two'")))
                        .at("/choices/0/logprobs/content")
                        .findValuesAsText("token"))
                .containsExactly("one");
        assertThat(json(render(answer, request("'logprobs':true"))).at("/choices/0/logprobs/content"))
                .hasSize(3);
    }

    @Test
    void theBytesOfAllTokensMakeUpTheText() {
        JsonNode logprobs = json(render(ANSWER, request(ASKED))).at("/choices/0/logprobs");

        assertThat(text(logprobs.path("content"))).isEqualTo(TEXT);
        assertThat(logprobs.path("refusal").isNull()).isTrue();
        assertThat(logprobs.findValuesAsText("token")).anyMatch(token -> token.startsWith("bytes:\\x"));
    }

    @Test
    void probabilitiesFallAndAddUpToAtMostOne() {
        for (JsonNode token : json(render(ANSWER, request(ASKED))).at("/choices/0/logprobs/content")) {
            JsonNode top = token.path("top_logprobs");
            assertThat(top).hasSize(3);
            assertThat(top.path(0).path("token")).isEqualTo(token.path("token"));
            assertThat(top.findValuesAsText("token")).doesNotHaveDuplicates();
            double sum = 0;
            double last = 0;
            for (JsonNode alternative : top) {
                double logprob = alternative.path("logprob").doubleValue();
                assertThat(logprob).isLessThan(last);
                last = logprob;
                sum += Math.exp(logprob);
            }
            assertThat(sum).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void theRequestedNumberOfAlternativesIsGiven() {
        JsonNode most = json(render(ANSWER, request("'logprobs':true,'top_logprobs':99")));

        assertThat(most.at("/choices/0/logprobs/content/0/top_logprobs")).hasSize(20);
        assertThat(json(render(ANSWER, request("'logprobs':true"))).at("/choices/0/logprobs/content/0/top_logprobs"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void theChunksOfAStreamCarryAllLogprobs(int size) {
        Pacing pacing = new Pacing(new Pacing.Cut.BySize(size), Duration.ZERO, Duration.ZERO);
        List<JsonNode> tokens = new ArrayList<>();
        for (JsonNode chunk : chunks(render(Answers.paced(ANSWER, pacing), request(ASKED + ",'stream':true")))) {
            chunk.at("/choices/0/logprobs/content").forEach(tokens::add);
        }

        assertThat(text(tokens)).isEqualTo(TEXT);
    }

    @Test
    void aRefusalHasItsOwnLogprobs() {
        JsonNode logprobs = json(render(refusal("No"), request(ASKED))).at("/choices/0/logprobs");

        assertThat(text(logprobs.path("refusal"))).isEqualTo("No");
        assertThat(logprobs.path("content").isNull()).isTrue();
    }

    @Test
    void obfuscationIsAddedOnlyWhenRequested() {
        String stream = "'stream':true,'stream_options':{'include_obfuscation':%s,'include_usage':true}";
        List<JsonNode> hidden = chunks(render(ANSWER, request(stream.formatted("true"))));

        assertThat(hidden).allMatch(chunk -> chunk.path("obfuscation").asText().matches("[0-9A-Za-z]{1,16}"));
        assertThat(hidden.stream()
                        .map(chunk -> chunk.path("obfuscation").asText())
                        .distinct())
                .hasSizeGreaterThan(2);
        assertThat(chunks(render(ANSWER, request(stream.formatted("false")))))
                .noneMatch(chunk -> chunk.has("obfuscation"));
    }

    private static String text(Iterable<JsonNode> tokens) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tokens.forEach(token -> token.path("bytes").forEach(part -> bytes.write(part.intValue())));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
