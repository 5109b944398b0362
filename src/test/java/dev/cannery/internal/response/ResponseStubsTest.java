package dev.cannery.internal.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Recordings;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.responses.ChatAnswer;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.wire.ChunkJoiner;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.ResponseEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A recorded Response is a stub: it is served as it is, whole and streamed, and as the chat completion that it means. */
class ResponseStubsTest {
    private static final Profile OPENAI = ProfileReader.read("openai");
    private static final AnswerStyle RESPONSES =
            OPENAI.at(ChatEndpoint.RESPONSES).orElseThrow().style();

    private final ResponseRenderer renderer = new ResponseRenderer(new TokenCounter());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "SAMPLES, openai",
        "SHARED, openai",
        "SHARED, azure",
        "SHARED, xai",
        "SHARED, openrouter",
        "SHARED, deepseek",
        "SHARED, bedrock"
    })
    void aRecordedResponseServesBothEndpointsInBothForms(Recordings recordings, String provider) throws IOException {
        int served = 0;
        for (JsonNode exchange : recordings.ofResponses(provider)) {
            boolean isStreamed = exchange.path("sse").size() > 0;
            String recorded =
                    isStreamed ? exchange.path("raw_body").asText("") : Json.compact(exchange.path("response"));
            ObjectNode response = isStreamed
                    ? ResponseEvents.join(Recordings.chunks(exchange))
                    : exchange.path("response") instanceof ObjectNode object ? object : Json.object();
            boolean isUsable = !recorded.isBlank()
                    && response.path("output").isArray()
                    && response.path("object").asText("").equals("response")
                    && !response.hasNonNull("error");
            if (!isUsable) {
                continue;
            }
            CannedResponse stub = stub(recorded, isStreamed ? "sse" : "json");
            String source = exchange.path("source").toString();

            RenderedResponse own = respond(stub, isStreamed);
            assertThat(Answers.text(own)).as(source).isEqualTo(recorded);
            RenderedResponse other = respond(stub, !isStreamed);
            ObjectNode seen = isStreamed ? (ObjectNode) Answers.json(other) : ResponseEvents.join(events(other));
            assertThat(Json.compact(seen)).as(source).isEqualTo(Json.compact(response));
            assertThat(said(Answers.json(chat(stub, false)))).as(source).isEqualTo(said(ChatAnswer.of(response)));
            assertThat(said(ChunkJoiner.join(Answers.chunks(chat(stub, true)))))
                    .as(source)
                    .isEqualTo(said(ChatAnswer.of(response)));
            served++;
        }
        System.out.println("stubs of " + provider + ": " + served + " Responses serve both endpoints");

        assertThat(served).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Recordings.class)
    void theEventsOfARecordedResponseAreMadeAsRecorded(Recordings recordings) throws IOException {
        List<String> others = new ArrayList<>();
        int all = 0;
        for (JsonNode exchange : recordings.ofResponses("openai")) {
            List<JsonNode> recorded = Recordings.chunks(exchange);
            ObjectNode response = ResponseEvents.join(recorded);
            if (recorded.isEmpty() || !response.hasNonNull("usage")) {
                continue;
            }
            all++;
            List<String> made = types(events(respond(stub(Json.compact(response), "json"), true)));
            if (!made.equals(types(recorded))) {
                others.add(exchange.path("source") + "\n    " + types(recorded) + "\n    " + made);
            }
        }
        System.out.println("events of stubs: " + (all - others.size()) + " of " + all);
        others.forEach(other -> System.out.println("  " + other));

        assertThat(others.size()).isLessThanOrEqualTo(all * 3 / 100);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aStubOfAChatCompletionServesResponses(boolean isStreamed) throws IOException {
        JsonNode completion = Answers.json(Answers.render(Answers.calls(Answers.PARIS), Answers.request("")));
        CannedResponse stub = stub(Json.compact(completion), "json");
        RenderedResponse given = respond(stub, isStreamed);
        JsonNode response = isStreamed ? ResponseEvents.join(events(given)) : Answers.json(given);

        assertThat(response.path("output").findValuesAsText("call_id"))
                .isEqualTo(completion
                        .path("choices")
                        .findValues("tool_calls")
                        .get(0)
                        .findValuesAsText("id"));
        assertThat(response.path("id").asText()).startsWith("resp_");
        assertThat(response.path("usage").path("input_tokens"))
                .isEqualTo(completion.path("usage").path("prompt_tokens"));
    }

    /** What was said: text, calls, reasoning, usage. */
    private static String said(JsonNode completion) {
        JsonNode message = completion.at("/choices/0/message");
        String calls = Json.values(message.path("tool_calls"))
                .map(call -> call.path("id").asText() + call.findValue("name") + tree(call))
                .toList()
                .toString();
        return message.path("content").asText("").replace("null", "")
                + message.path("refusal").asText("")
                + message.path("reasoning_content").asText("")
                + calls
                + Math.max(0, completion.at("/usage/total_tokens").asInt());
    }

    private static JsonNode tree(JsonNode call) {
        JsonNode arguments = call.path("function").path("arguments");
        try {
            return Json.parse(arguments.asText());
        } catch (IOException e) {
            return arguments;
        }
    }

    private static List<String> types(List<JsonNode> events) {
        List<String> types = new ArrayList<>();
        for (JsonNode event : events) {
            String type = event.path("type").asText();
            if (types.isEmpty() || !types.get(types.size() - 1).equals(type)) {
                types.add(type);
            }
        }
        return types;
    }

    private RenderedResponse respond(CannedResponse stub, boolean isStreamed) {
        ObjectNode body = Json.object().put("model", "m").put("input", "Hello").put("stream", isStreamed);
        return renderer.render(stub, ChatRequest.of("/v1/responses", Map.of(), body), "s", RESPONSES);
    }

    private RenderedResponse chat(CannedResponse stub, boolean isStreamed) {
        ObjectNode body = Json.object().put("model", "m").put("stream", isStreamed);
        body.putObject("stream_options").put("include_usage", true);
        return renderer.render(stub, ChatRequest.of(body), "s", OPENAI.style());
    }

    private static List<JsonNode> events(RenderedResponse given) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (SseFrame frame : Answers.frames(given)) {
            events.add(Json.parse(frame.data()));
        }
        return events;
    }

    private CannedResponse stub(String text, String ending) throws IOException {
        Path stubs = Files.createDirectories(folder.resolve("stubs"));
        Files.writeString(stubs.resolve("recorded." + ending), text);
        Path contract = folder.resolve("recorded.yaml");
        Files.writeString(
                contract,
                "interactions: [{name: recorded, request: {}, response: {stub: recorded." + ending
                        + "}, verify: false}]");
        return ContractReader.read(contract)
                .get(0)
                .interactions()
                .get(0)
                .turns()
                .get(0)
                .responses()
                .get(0);
    }
}
