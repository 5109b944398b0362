package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.record.AgentLoop;
import dev.cannery.internal.server.MockServer;
import dev.cannery.junit.ChatMockExtension;
import dev.cannery.junit.Kit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An agent with two tools is recorded from our own mock of a provider, and replayed by the command and in JUnit. */
class RecordedLoopTest {
    private static final List<String> PROMPTS = List.of("How is Paris today?", "And Rome, how is it there?");

    @TempDir
    private Path folder;

    private static String contract(String provider) {
        return """
                provider: %s
                interactions:
                  - name: guide
                    request: {tools: [get_weather, get_time]}
                    turns:
                      - request: {prompt: {contains: Paris}}
                        response: {tool_calls: [{get_weather: {city: Paris}}, {get_time: {city: Paris}}]}
                      - request: {tool_results: {get_weather: {contains: "18"}, get_time: noon}}
                        response: {content: "It is noon in Paris, and 18 degrees.", stream: {every: 10ms}}
                  - name: other guide
                    request: {tools: [get_weather, get_time]}
                    turns:
                      - request: {prompt: {contains: Rome}}
                        response: {tool_calls: [{get_time: {city: Rome}}]}
                      - request: {tool_results: {get_time: noon}}
                        response: It is noon in Rome.
                """.formatted(provider);
    }

    private static String path(String provider) {
        return provider.equals("azure") ? "/openai/deployments/gpt-4o" : "/v1";
    }

    private static URI address(URI base, String provider) {
        String root = base.toString().replaceFirst("/v1/?$", "");
        return URI.create(root + path(provider) + "/chat/completions"
                + (provider.equals("azure") ? "?api-version=2024-10-21" : ""));
    }

    private static List<String> askAll(URI base, String provider, String model)
            throws IOException, InterruptedException {
        AgentLoop agent = new AgentLoop(address(base, provider), model);
        List<String> answers = new ArrayList<>();
        for (String prompt : PROMPTS) {
            answers.addAll(agent.ask(prompt));
        }
        return answers;
    }

    private List<String> record(String provider, String model) throws Exception {
        try (MockServer mock = MockServer.builder()
                .contracts(ContractReader.parse("provider.yaml", contract(provider)))
                .start()) {
            String target = mock.baseUrl().toString().replaceFirst("/v1/?$", path(provider))
                    + (provider.equals("azure") ? "?api-version=2024-10-21" : "");
            try (Program program = Program.start(
                    "record",
                    "--target",
                    target,
                    "--profile",
                    provider,
                    "--port",
                    "0",
                    "--raw",
                    "--no-timing",
                    "--name",
                    "loop",
                    "--calls",
                    "4",
                    "--out",
                    folder.toString())) {
                List<String> answers = askAll(program.baseUrl(), provider, model);
                assertThat(program.exitCode()).as(program.out() + program.err()).isZero();
                return answers;
            }
        }
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return texts;
    }

    @ParameterizedTest
    @CsvSource({
        "openai, gpt-4o",
        "deepseek, deepseek-chat",
        "azure, gpt-4o",
        "gemini, gemini-3-flash-preview",
        "gemini, gemini-2.5-flash",
        "mistral, mistral-large-latest",
        "litellm, claude-sonnet-4-5",
        "copilot, claude-sonnet-4.5",
        "ollama, llama3.2",
        "groq, llama-3.3-70b-versatile",
        "openrouter, openai/gpt-4o-mini",
        "xai, grok-4",
        "vllm, Qwen/Qwen2.5-7B-Instruct",
        "together, meta-llama/Llama-3.3-70B-Instruct-Turbo",
        "lenient, own-model"
    })
    void aStreamedLoopWithTwoToolsRepeatsByteForByte(String provider, String model) throws Exception {
        List<String> recorded = record(provider, model);
        Map<String, String> first = files();

        assertThat(recorded).hasSize(4).allMatch(answer -> answer.matches("(?s)(: [^\n]*\n\n)?data: .*"));
        try (Program check = Program.start("check", folder.toString())) {
            assertThat(check.exitCode()).as(check.out()).isZero();
            assertThat(check.out()).contains("0 errors, 0 warnings");
        }
        try (Program serve = Program.start("serve", folder.toString(), "--port", "0")) {
            assertThat(askAll(serve.baseUrl(), provider, model)).isEqualTo(recorded);
        }
        Replay.folder = folder;
        Replay.provider = provider;
        Replay.model = model;
        assertThat(Kit.failures(Kit.run(Replay.class))).isEmpty();
        assertThat(Replay.answers).isEqualTo(recorded);

        record(provider, model);
        assertThat(files()).isEqualTo(first);
    }

    /** Sends the requests of the agent in a JUnit test. */
    static class Replay {
        private static Path folder = Path.of("");
        private static String provider = "";
        private static String model = "";
        private static List<String> answers = List.of();

        @RegisterExtension
        final ChatMockExtension mock =
                ChatMockExtension.builder().contracts(folder).build();

        @Test
        void asks() throws Exception {
            answers = askAll(mock.baseUrl(), provider, model);
        }
    }
}
