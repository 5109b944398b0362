package dev.cannery.internal.response;

import static dev.cannery.internal.response.Answers.OPENAI;
import static dev.cannery.internal.response.Answers.chunks;
import static dev.cannery.internal.response.Answers.frames;
import static dev.cannery.internal.response.Answers.json;
import static dev.cannery.internal.response.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.wire.ChunkJoiner;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses in the forms of many providers, served as stubs. */
class ProviderStubsTest {
    private static final Path SAMPLES = Path.of("src/test/resources/provider-answers");
    private static final ResponseRenderer RENDERER = new ResponseRenderer(new TokenCounter());

    @TempDir
    private Path folder;

    static List<String> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aRecordedAnswerIsServedByteForByte(String file) throws IOException {
        RenderedResponse served = render(stub(file, ""), file.endsWith(".sse"));

        assertThat(text(served)).isEqualTo(Files.readString(SAMPLES.resolve(file)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"azure.json", "openrouter.json", "vllm.json", "mistral.json"})
    void aWholeResponseIsSplitIntoChunksThatJoinToItAgain(String file) throws IOException {
        RenderedResponse served = render(stub(file, ""), true);

        assertThat(ChunkJoiner.join(chunks(served))).isEqualTo(Json.parse(Files.readString(SAMPLES.resolve(file))));
        assertThat(chunks(served)).hasSizeGreaterThan(2);
        assertThat(text(served)).endsWith("data: [DONE]\n\n").doesNotContain("service_tier", "obfuscation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"azure.sse", "openrouter.sse", "groq.sse", "llamacpp.sse", "perplexity.sse", "glm.sse"})
    void aStreamIsJoinedWithoutLosingMembers(String file) throws IOException {
        JsonNode whole = json(render(stub(file, ""), false));

        assertThat(whole.path("object").asText("chat.completion")).isEqualTo("chat.completion");
        assertThat(whole.toString()).doesNotContain("service_tier", "annotations", "\"delta\"");
        assertThat(whole.path("id").asText()).isNotEmpty();
        assertThat(whole.at("/choices/0/finish_reason").asText()).isIn("stop", "tool_calls");
    }

    @Test
    void membersThatAProviderSendsEmptyAreNoCallAndNoAudio() throws IOException {
        CannedCompletion given = given("""
                {"choices": [{"index": 0, "finish_reason": "", "message": {"role": "assistant", "content": "Six.",
                 "function_call": {"name": "", "arguments": ""}, "refusal": "",
                 "audio": {"id": "", "data": "", "transcript": "", "expires_at": 0}}}]}
                """);

        assertThat(given.choices().get(0).message()).isEqualTo(new CannedMessage("Six.", List.of(), null));
    }

    @Test
    void contentThatAProviderHasParsedIsItsJson() throws IOException {
        CannedCompletion given = given("""
                {"choices": [{"index": 0, "message": {"role": "assistant", "content": {"hour": 6}}}]}
                """);

        assertThat(given.choices().get(0).message().content()).isEqualTo("{\"hour\":6}");
    }

    @Test
    void reasoningThatStandsInDetailsOnlyIsRead() throws IOException {
        CannedCompletion given = given("""
                {"choices": [{"index": 0, "message": {"role": "assistant", "content": "Six.", "reasoning": null,
                 "reasoning_details": [{"type": "reasoning.summary", "summary": "Low "},
                  {"type": "reasoning.text", "text": "tide?"}, {"type": "reasoning.encrypted", "data": "x"}]}}]}
                """);

        assertThat(given.choices().get(0).message().reasoning()).isEqualTo("Low tide?");
    }

    @Test
    void providerSpecificMembersAreInTheJoinedResponse() throws IOException {
        assertThat(json(render(stub("groq.sse", ""), false))
                        .at("/x_groq/usage/queue_time")
                        .asDouble())
                .isEqualTo(0.01);
        assertThat(json(render(stub("llamacpp.sse", ""), false))
                        .at("/timings/prompt_n")
                        .asInt())
                .isEqualTo(5);
        assertThat(json(render(stub("openrouter.sse", ""), false))
                        .at("/choices/0/native_finish_reason")
                        .asText())
                .isEqualTo("end_turn");
        assertThat(json(render(stub("perplexity.sse", ""), false))
                        .at("/choices/0/message/content")
                        .asText())
                .isEqualTo("It is");
    }

    @Test
    void aPacedTranscriptKeepsItsChunksUnlessAnotherSplitIsRequested() throws IOException {
        RenderedResponse paced = render(stub("glm.sse", ", stream: {first: 10ms, every: 5ms}"), true);
        RenderedResponse cut = render(stub("glm.sse", ", stream: {by: 1}"), true);

        assertThat(text(paced)).isEqualTo(Files.readString(SAMPLES.resolve("glm.sse")));
        assertThat(frames(paced).stream().map(SseFrame::due).map(Duration::toMillis))
                .containsExactly(10L, 15L, 20L, 25L);
        assertThat(chunks(cut)).hasSizeGreaterThan(5);
    }

    @Test
    void anErrorIsServedUnchanged() throws IOException {
        String body = "{\"error\":{\"message\":\"No credits\",\"code\":402,\"metadata\":{\"a\":1}},\"user_id\":\"u\"}";

        RenderedResponse served = render(stub("error.json", body, ""), true);

        assertThat(text(served)).isEqualTo(body);
        assertThat(served.status()).isEqualTo(402);
        assertThat(render(stub("error.json", body, ", status: 200"), true).status())
                .isEqualTo(200);
    }

    @Test
    void aStreamThatEndsWithAnErrorIsServedAsThatErrorWithoutStreaming() throws IOException {
        String stream = "event: error\ndata: {\"error\":{\"message\":\"Too fast\",\"code\":429}}\n\n";
        CannedResponse stub = stub("error.sse", stream, "");

        assertThat(text(render(stub, true))).isEqualTo(stream);
        assertThat(render(stub, false).status()).isEqualTo(429);
        assertThat(json(render(stub, false)).at("/error/message").asText()).isEqualTo("Too fast");
    }

    @Test
    void aRecordedAnswerMisbehavesInItsOwnMembers() throws IOException {
        CannedCompletion vllm = (CannedCompletion) stub("vllm.json", ", misbehave: [cut_arguments, unknown_tool]");

        JsonNode whole = json(misbehaving(vllm, false));
        assertThat(whole.at("/choices/0/message/tool_calls/0").toString())
                .isEqualTo("{\"id\":\"chatcmpl-tool-1\",\"type\":\"function\",\"function\":"
                        + "{\"name\":\"add_v2\",\"arguments\":\"{\\\"a\\\": 1, \\\"\"}}");
        assertThat(whole.at("/choices/0/message/reasoning_content").asText()).isEqualTo("Hm.");
        assertThat(whole.toString()).contains("\"prompt_logprobs\":null", "\"kv_transfer_params\":null");
        assertThat(whole.at("/usage/completion_tokens").asInt()).isLessThan(3);
        assertThat(ChunkJoiner.join(chunks(misbehaving(vllm, true))).at("/choices/0/message"))
                .isEqualTo(whole.at("/choices/0/message"));
    }

    @Test
    void aRecordedStreamMisbehavesToo() throws IOException {
        CannedCompletion glm = (CannedCompletion) stub("glm.sse", ", misbehave: only_reasoning");

        JsonNode joined = ChunkJoiner.join(chunks(misbehaving(glm, true)));
        assertThat(joined.at("/choices/0/message/content").asText("")).isEmpty();
        assertThat(joined.at("/choices/0/message/reasoning_content").asText()).isNotEmpty();
        CannedCompletion unread = (CannedCompletion) stub("glm.sse", ", misbehave: odd_finish");
        assertThat(text(misbehaving(unread, true)))
                .contains("\"finish_reason\":null")
                .doesNotContain("\"stop\"");
    }

    private CannedCompletion given(String answer) throws IOException {
        return (CannedCompletion) stub("given.json", answer, "");
    }

    private static RenderedResponse misbehaving(CannedCompletion stub, boolean isStreamed) {
        MisbehavedResponse given =
                RENDERER.misbehave(stub, stub.misbehaviours(), 0, requestTo(isStreamed), "stub", OPENAI);
        assertThat(given.inapplicable()).isEmpty();
        return given.response();
    }

    private CannedResponse stub(String file, String more) throws IOException {
        return stub(file, Files.readString(SAMPLES.resolve(file)), more);
    }

    private CannedResponse stub(String file, String text, String more) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("stubs")).resolve(file), text);
        Path contract = Files.writeString(
                folder.resolve("c.yaml"),
                "interactions: [{name: a, request: {}, verify: false, response: {stub: " + file + more + "}}]");
        return ContractReader.read(contract)
                .get(0)
                .interactions()
                .get(0)
                .turns()
                .get(0)
                .responses()
                .get(0);
    }

    private static RenderedResponse render(CannedResponse stub, boolean isStreamed) {
        return RENDERER.render(stub, requestTo(isStreamed), "stub", OPENAI);
    }

    private static ChatRequest requestTo(boolean isStreamed) {
        ObjectNode request = Json.object().put("model", "m").put("stream", isStreamed);
        request.putArray("messages");
        if (isStreamed) {
            request.putObject("stream_options").put("include_usage", true);
        }
        return ChatRequest.of(request);
    }
}
