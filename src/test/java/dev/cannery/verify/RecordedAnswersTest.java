package dev.cannery.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Recordings;
import dev.cannery.chat.ChatRequest;
import dev.cannery.chat.Json;
import dev.cannery.profile.ProfileReader;
import dev.cannery.verify.check.ReplyCheck;
import dev.cannery.verify.exchange.Arrival;
import dev.cannery.verify.exchange.Reply;
import dev.cannery.verify.result.Finding;
import dev.cannery.verify.result.FindingList;
import dev.cannery.verify.result.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded answers put to the checks that a provider's answers are put to. */
class RecordedAnswersTest {
    /** Recordings that are not sound, each with its finding and what is wrong with it. */
    private static final Map<String, List<String>> UNSOUND = Map.of(
            // the cassette was edited: tools that the request does not offer
            "dd-trace-py/blob/3bb9ecda2283/tests/contrib/openai/cassettes/v1/chat_completion_tool_call_streamed.yaml#0",
            List.of("C305"),
            // made by hand: each piece names the tool again, and nothing finishes
            "test_tools_streaming/test_tools_streaming_variant_a.yaml#0",
            List.of("C305", "C406", "C414"),
            "test_tools_streaming/test_tools_streaming_variant_b.yaml#0",
            List.of("C406"),
            // the model gave 3.8 for an integer
            "cassettes/v1/chat_completion_function_call.yaml#0",
            List.of("C307"),
            "cassettes/v1/chat_completion_tool_call.yaml#0",
            List.of("C307"),
            // the model said the same object twice
            "test_structured_output_with_tools/strict/openai_gpt_4o_completions/async_stream.yaml#1",
            List.of("C308"),
            "test_structured_output_with_tools/strict/openai_gpt_4o_completions/stream.yaml#1",
            List.of("C308"),
            // made by hand of an error that came with 400
            "test_azure/test_prompt_content_filtering.yaml#0",
            List.of("C005"),
            // the gateway loses the role and the end of the second choice
            "litellm/cassettes/completion_stream_multiple_choices_proxy.yaml#0",
            List.of("C403", "C406"),
            // a preview of vision, which said finish_details instead
            "cassettes/v1/chat_completion_image_input.yaml#0",
            List.of("C204"));

    @Test
    void soundAnswersOfOpenAiShowNoFailure() {
        ReplyCheck check = new ReplyCheck(ProfileReader.read("openai").answers());

        assertThat(answersOf("openai")).hasSizeGreaterThan(800);
        assertThat(surprises(check, "openai")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "C202, system_fingerprint",
        "C202, chunks[0].system_fingerprint",
        "C204, choices[0].logprobs",
        "C204, choices[0].message.refusal"
    })
    void aKnownDepartureOfOpenAiIsAWarning(String code, String path) {
        ReplyCheck check = new ReplyCheck(ProfileReader.read("openai").answers());

        assertThat(Recordings.successesOfOpenAi().stream()
                        .flatMap(exchange -> findings(check, exchange).stream())
                        .filter(finding -> finding.code().equals(code)
                                && finding.mismatch().path().toString().equals(path)))
                .isNotEmpty()
                .allMatch(finding -> finding.level() == Level.WARN);
    }

    @ParameterizedTest
    @CsvSource({
        "azure, azure",
        "lenient, anthropic-compat",
        "lenient, api.portkey.ai",
        "lenient, azure",
        "lenient, deepseek",
        "lenient, groq",
        "lenient, local:3000",
        "lenient, local:4000",
        "lenient, local:5002",
        "lenient, mistral",
        "lenient, ollama",
        "lenient, openai",
        "lenient, openai(wiremock)",
        "lenient, openrouter",
        "lenient, together",
        "lenient, vllm-or-local",
        "openai, openai(wiremock)"
    })
    void departuresOfAProviderAreWarningsToAProfileThatKnowsThem(String profile, String provider) {
        ReplyCheck check = new ReplyCheck(ProfileReader.read(profile).answers());

        assertThat(answersOf(provider)).isNotEmpty();
        assertThat(surprises(check, provider)).isEmpty();
    }

    @Test
    void theSameDeparturesFailWhereTheProfileDoesNotTolerateThem() {
        ReplyCheck check = new ReplyCheck(ProfileReader.read("openai-spec").answers());

        assertThat(Recordings.successesOf("mistral"))
                .anySatisfy(exchange -> assertThat(findings(check, exchange)).anyMatch(Finding::isFailure));
    }

    private static List<String> surprises(ReplyCheck check, String provider) {
        List<String> surprises = new ArrayList<>();
        for (JsonNode exchange : answersOf(provider)) {
            String source = exchange.path("source").asText();
            findings(check, exchange).stream()
                    .filter(finding -> finding.isFailure() && !expected(source).contains(finding.code()))
                    .forEach(finding -> surprises.add(source + " " + finding.code() + " "
                            + finding.mismatch().sentence()));
        }
        return surprises;
    }

    /** The exchanges of this provider whose answer was kept. */
    static List<JsonNode> answersOf(String provider) {
        return Recordings.successesOf(provider).stream()
                .filter(exchange -> !exchange.path("response").isNull()
                        || exchange.path("sse").isArray())
                .toList();
    }

    static List<String> expected(String source) {
        return UNSOUND.entrySet().stream()
                .filter(entry -> source.endsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(List.of());
    }

    private static List<Finding> findings(ReplyCheck check, JsonNode exchange) {
        FindingList findings = new FindingList();
        check.success(ChatRequest.of((ObjectNode) exchange.path("request")), reply(exchange), findings);
        return findings.findings();
    }

    private static Reply reply(JsonNode exchange) {
        JsonNode sse = exchange.path("sse");
        StringBuilder body = new StringBuilder();
        if (sse.isArray()) {
            sse.forEach(event -> body.append("data: ").append(event.asText()).append("\n\n"));
        } else {
            body.append(Json.compact(exchange.path("response")));
        }
        String type = sse.isArray() ? "text/event-stream; charset=utf-8" : "application/json";
        Arrival arrival = new Arrival(Duration.ofMillis(300), body.toString().getBytes(StandardCharsets.UTF_8));
        return new Reply(200, Map.of("content-type", type), List.of(arrival), Duration.ofMillis(300), null);
    }
}
