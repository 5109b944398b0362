package dev.cannery.internal.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.GoldenFile;
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
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.responses.ResponseStream;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.verify.stream.SseTranscript;
import dev.cannery.internal.wire.ChunkJoiner;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.ResponseEvents;
import dev.cannery.internal.wire.SseEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A recorded Response is a stub: it is served as it is, whole and streamed, and as the chat completion that it means. */
class ResponseStubsTest {
    private static final Profile OPENAI = ProfileReader.read("openai");
    private static final AnswerStyle RESPONSES =
            OPENAI.at(ChatEndpoint.RESPONSES).orElseThrow().style();

    /** The names of profiles that differ from those in the recordings. */
    private static final Map<String, String> PROFILES = Map.of("lmstudio", "lm-studio", "github-copilot", "copilot");

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
        Map<String, int[]> shares = new TreeMap<>();
        for (JsonNode exchange : recordings.ofResponses()) {
            if (!isReadable(exchange)) {
                continue;
            }
            List<JsonNode> recorded = Recordings.chunks(exchange);
            ObjectNode response = ResponseEvents.join(recorded);
            String provider = exchange.path("provider").asText();
            if (recorded.isEmpty()
                    || !response.hasNonNull("usage")
                    || !response.path("output").isArray()
                    || exchange.path("features").toString().contains("suspect_synthetic")) {
                continue;
            }
            AnswerStyle style = styleOf(provider, response);
            List<JsonNode> made =
                    events(renderer.render(stub(Json.compact(response), "json"), request(true), "recorded", style));
            String types = String.join(" ", response.path("output").findValuesAsText("type"));
            boolean isSame = outline(made).equals(outline(recorded));
            for (String share : List.of("all", provider, types.contains("_call") ? "with calls" : "without calls")) {
                int[] counts = shares.computeIfAbsent(share, any -> new int[2]);
                counts[0] += isSame ? 1 : 0;
                counts[1]++;
            }
            if (!isSame) {
                others.add(exchange.path("source") + difference(outline(recorded), outline(made)));
            }
        }
        System.out.println("events of stubs:");
        shares.forEach((name, share) -> System.out.println("  " + name + " " + share[0] + " of " + share[1]));
        others.forEach(other -> System.out.println("  not: " + other));

        int[] all = shares.getOrDefault("all", new int[] {0, 1});
        assertThat((double) all[0] / all[1]).isGreaterThanOrEqualTo(0.97);
    }

    @Test
    void theItemsOfBuiltInToolsGrowInTheirOwnWay() throws IOException {
        ObjectNode response =
                Json.object().put("id", "resp_1").put("object", "response").put("status", "completed");
        response.set("output", Json.parse("""
                [
                  {"id": "ws_1", "type": "web_search_call", "status": "completed", "action": {"type": "search", "query": "coats"}},
                  {"id": "ws_2", "type": "web_search_call", "status": "completed", "action": {"type": "open_page", "url": "http://a"}},
                  {"id": "fs_1", "type": "file_search_call", "status": "completed", "queries": ["coats"], "results": []},
                  {"id": "ci_1", "type": "code_interpreter_call", "status": "completed", "code": "1 + 1", "container_id": "c", "outputs": null},
                  {"id": "ig_1", "type": "image_generation_call", "status": "completed", "quality": "low", "result": "aGk="},
                  {"id": "mcpl_1", "type": "mcp_list_tools", "server_label": "shop", "tools": [{"name": "buy"}]},
                  {"id": "mcpr_1", "type": "mcp_approval_request", "arguments": "{}", "name": "buy", "server_label": "shop"},
                  {"id": "mcp_1", "type": "mcp_call", "status": "completed", "arguments": "{}", "error": null, "name": "buy", "output": "ok"},
                  {"id": "mcp_2", "type": "mcp_call", "status": "failed", "arguments": "{}", "error": "gone", "name": "buy", "output": null},
                  {"id": "apc_1", "type": "apply_patch_call", "status": "completed", "operation": {"type": "create_file", "diff": "+a", "path": "b"}},
                  {"id": "sh_1", "type": "shell_call", "status": "completed", "action": {"commands": ["ls", "pwd"], "timeout_ms": 9}},
                  {"id": "sho_1", "type": "shell_call_output", "status": "completed", "output": [{"outcome": {"type": "exit", "exit_code": 1}, "stderr": "no", "stdout": ""}]},
                  {"id": "lsh_1", "type": "local_shell_call", "status": "completed", "action": {"type": "exec", "command": ["ls"], "env": {}}},
                  {"id": "tsc_1", "type": "tool_search_call", "status": "completed", "arguments": {"paths": ["a"]}},
                  {"id": "cm_1", "type": "program", "code": "run()", "fingerprint": "f"},
                  {"id": "cmo_1", "type": "program_output", "status": "completed", "result": "42"},
                  {"id": "cu_1", "type": "computer_call", "status": "completed", "action": {"type": "click"}},
                  {"id": "msg_1", "type": "message", "status": "completed", "role": "assistant", "content": [{"type": "output_text",
                    "annotations": [{"type": "url_citation", "end_index": 6, "start_index": 0, "title": "a", "url": "http://a"}],
                    "logprobs": [], "text": "A coat and boots"}]}
                ]"""));
        StringBuilder lines = new StringBuilder();
        for (SseFrame frame : Answers.frames(respond(stub(Json.compact(response), "json"), true))) {
            String data = frame.data();
            if (!data.contains("\"response\":{")) {
                lines.append(data.replaceFirst("\"obfuscation\":\"\\w*\",", "")).append('\n');
            }
        }

        GoldenFile.of("responses/built-in-tools.txt").assertHolds(lines.toString());
        byte[] stream = Answers.text(respond(stub(Json.compact(response), "json"), true))
                .getBytes(StandardCharsets.UTF_8);
        FindingList findings = new FindingList();
        ResponseStream.check(SseTranscript.of(List.of(new Reply.Arrival(Duration.ZERO, stream))), true, findings);
        assertThat(findings.findings()).isEmpty();
    }

    /** Whether each recorded event is JSON; a recorder split some into lines. */
    private static boolean isReadable(JsonNode exchange) {
        try {
            return !Recordings.chunks(exchange).isEmpty();
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Returns the first event that differs. */
    private static String difference(List<String> recorded, List<String> made) {
        int at = 0;
        while (at < recorded.size() && at < made.size() && recorded.get(at).equals(made.get(at))) {
            at++;
        }
        return " " + (at < recorded.size() ? recorded.get(at) : "nothing") + ", made "
                + (at < made.size() ? made.get(at) : "nothing");
    }

    /** Returns the types of events without repeated fragments, with the members of each event and the items that begin. */
    private static List<String> outline(List<JsonNode> events) {
        List<String> outline = new ArrayList<>();
        for (JsonNode event : events) {
            String type = event.path("type").asText();
            JsonNode item = event.path("item");
            boolean isBegun = type.equals("response.output_item.added");
            String line = type
                    + (isBegun
                            ? " " + item.path("type").asText() + " "
                                    + item.path("status").asText("")
                            : "");
            if (!type.endsWith(".delta")
                    || outline.isEmpty()
                    || !outline.get(outline.size() - 1).equals(line)) {
                outline.add(line);
            }
        }
        return outline;
    }

    private static AnswerStyle styleOf(String recordedAs, ObjectNode response) {
        String provider = PROFILES.getOrDefault(recordedAs, recordedAs);
        boolean isKnown = ProfileReader.builtIn().contains(provider);
        long created = response.path("created_at").asLong();
        Profile profile = isKnown ? ProfileReader.read(provider) : OPENAI;
        Profile dated = created < 1_000_000_000
                ? profile
                : profile.asOf(LocalDate.ofInstant(Instant.ofEpochSecond(created), ZoneOffset.UTC));
        return dated.at(ChatEndpoint.RESPONSES).map(Profile::style).orElse(RESPONSES);
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

    private RenderedResponse respond(CannedResponse stub, boolean isStreamed) {
        return renderer.render(stub, request(isStreamed), "s", RESPONSES);
    }

    private static ChatRequest request(boolean isStreamed) {
        ObjectNode body = Json.object().put("model", "m").put("input", "Hello").put("stream", isStreamed);
        return ChatRequest.of("/v1/responses", Map.of(), body);
    }

    private RenderedResponse chat(CannedResponse stub, boolean isStreamed) {
        ObjectNode body = Json.object().put("model", "m").put("stream", isStreamed);
        body.putObject("stream_options").put("include_usage", true);
        return renderer.render(stub, ChatRequest.of(body), "s", OPENAI.style());
    }

    private static List<JsonNode> events(RenderedResponse given) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (SseFrame frame : Answers.frames(given)) {
            if (!frame.data().equals(SseEvent.DONE)) {
                events.add(Json.parse(frame.data()));
            }
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
