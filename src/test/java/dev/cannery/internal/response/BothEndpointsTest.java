package dev.cannery.internal.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.responses.ChatAnswer;
import dev.cannery.internal.chat.responses.ResponsesBody;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedTemplate;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.example.ExampleRequest;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example contract of the project answers on both endpoints, whole and streamed, with the same texts and calls. */
class BothEndpointsTest {
    private static final Profile OPENAI = ProfileReader.read("openai");
    private static final ResponseRenderer RENDERER = new ResponseRenderer(new TokenCounter());

    static List<Path> contracts() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String root : List.of("contracts", "src/it", "src/test/resources/readme")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                files.filter(file -> file.toString().endsWith(".yaml"))
                        .filter(file -> !file.toString().contains("target"))
                        .filter(file -> root.equals("contracts")
                                || file.resolveSibling("").endsWith("contracts"))
                        .sorted()
                        .forEach(all::add);
            }
        }
        return all;
    }

    @Test
    void thereAreContracts() throws IOException {
        assertThat(contracts()).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void eachAnswerIsTheSameOnBothEndpoints(Path file) throws IOException {
        for (LoadedContract contract : ContractReader.read(file)) {
            for (LoadedInteraction interaction : contract.interactions()) {
                for (Turn turn : interaction.turns()) {
                    for (CannedResponse response : turn.responses()) {
                        compare(interaction.name(), turn, response);
                    }
                }
            }
        }
    }

    private static void compare(String name, Turn turn, CannedResponse canned) throws IOException {
        ObjectNode example = ExampleRequest.of(turn).toChatRequest().body().deepCopy();
        CannedCompletion completion = canned instanceof CannedTemplate template
                ? template.fill(ChatRequest.of(example), Map.of())
                : canned instanceof CannedCompletion given ? given : null;
        if (completion == null) {
            for (boolean isStreamed : new boolean[] {false, true}) {
                RenderedResponse error = respond(canned, example, isStreamed);
                assertThat(error.status())
                        .as(name)
                        .isEqualTo(chat(canned, example, isStreamed).status());
            }
            return;
        }
        JsonNode chat = Answers.json(chat(completion, example, false));
        JsonNode response = ChatAnswer.of(Answers.json(respond(completion, example, false)));
        assertThat(said(response)).as(name).isEqualTo(said(chat));
        if (completion.usage() != null && !completion.usage().isOnlyReasoning()) {
            assertThat(tokens(response)).as(name).isEqualTo(tokens(chat));
        }
        boolean isWhole = completion.fault() == null;
        if (isWhole) {
            JsonNode chunks = ChunkJoiner.join(Answers.chunks(chat(completion, example, true)));
            JsonNode events = ChatAnswer.of(events(respond(completion, example, true)));
            assertThat(said(chunks) + tokens(chunks)).as(name).isEqualTo(said(chat) + tokens(chat));
            assertThat(said(events) + tokens(events)).as(name).isEqualTo(said(response) + tokens(response));
        }
    }

    private static ObjectNode events(RenderedResponse given) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (SseFrame frame : Answers.frames(given)) {
            if (frame.data().startsWith("{")) {
                events.add(Json.parse(frame.data()));
            }
        }
        return ResponseEvents.join(events);
    }

    private static RenderedResponse chat(CannedResponse response, ObjectNode body, boolean isStreamed) {
        ObjectNode asked = body.deepCopy().put("stream", isStreamed);
        if (isStreamed) {
            asked.putObject("stream_options").put("include_usage", true);
        }
        return RENDERER.render(response, ChatRequest.of(asked), "s", OPENAI.style());
    }

    private static RenderedResponse respond(CannedResponse response, ObjectNode body, boolean isStreamed) {
        ObjectNode sent = ResponsesBody.of(body).body().put("stream", isStreamed);
        return RENDERER.render(
                response,
                ChatRequest.of("/v1/responses", Map.of(), sent),
                "s",
                OPENAI.at(ChatEndpoint.RESPONSES).orElseThrow().style());
    }

    private static int tokens(JsonNode completion) {
        return completion.at("/usage/completion_tokens").asInt();
    }

    /** The texts and the calls. */
    private static String said(JsonNode completion) {
        JsonNode message = completion.at("/choices/0/message");
        StringBuilder said = new StringBuilder(
                        message.path("content").asText("").replace("null", ""))
                .append(message.path("refusal").asText("").replace("null", ""))
                .append(completion
                        .at("/choices/0/finish_reason")
                        .asText()
                        .replaceAll("tool_calls|function_call", "stop"));
        for (JsonNode call : message.path("tool_calls")) {
            said.append(call.path("id").asText())
                    .append(call.findPath("name").asText())
                    .append(tree(call.findPath("arguments").asText()));
        }
        return said.toString();
    }

    private static String tree(String arguments) {
        try {
            return Json.compact(Json.parse(arguments));
        } catch (JsonProcessingException e) {
            return arguments;
        }
    }
}
