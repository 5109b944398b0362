package dev.cannery.internal.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.Contract;
import dev.cannery.RecordedExchange.Kind;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.matching.check.ContractCheck;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.server.MockServer;
import dev.cannery.internal.server.Upstream;
import dev.cannery.internal.target.Budget;
import dev.cannery.internal.target.DeclaredCapabilities;
import dev.cannery.internal.target.Endpoint;
import dev.cannery.internal.target.Target;
import dev.cannery.internal.target.Timeouts;
import dev.cannery.internal.verify.check.CannedResponseCheck;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingSessionTest {
    private static final String KEY = "target-key-zyxwvuts87654321";
    private static final String CHAT = "/v1/chat/completions";

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
                        response: It is noon in Paris, and 18 degrees.
                  - name: other guide
                    request: {tools: [get_weather, get_time]}
                    turns:
                      - request: {prompt: {contains: Rome}}
                        response: {tool_calls: [{get_weather: {city: Rome}}]}
                      - request: {tool_results: {get_weather: {contains: "18"}}}
                        response: Rome has 18 degrees.
                """.formatted(provider);
    }

    private static MockServer serving(List<? extends Contract> contracts) {
        return MockServer.builder().contracts(contracts).start();
    }

    private static String path(String provider) {
        return provider.equals("azure") ? "/openai/deployments/gpt-4o/chat/completions" : CHAT;
    }

    private static URI address(MockServer server, String provider) {
        String root = server.baseUrl().toString().replaceFirst("/v1/?$", "");
        return URI.create(root + path(provider) + (provider.equals("azure") ? "?api-version=2024-10-21" : ""));
    }

    private RecordingSession session(MockServer provider, String name, boolean isRaw, Path out) {
        String base = address(provider, name).toString().replaceFirst("/chat/completions.*", "");
        Target target = new Target(
                "provider",
                Endpoint.of(base, Map.of(), new Endpoint.ApiKey("KEY", "authorization", KEY)),
                ProfileReader.read(name),
                null,
                DeclaredCapabilities.UNDECLARED);
        RecordingOptions options =
                RecordingOptions.of("agent").withProfile(name).storing(isRaw, true, false);
        return new RecordingSession(
                RecordedProvider.of(target, Timeouts.USUAL, Budget.Limits.NONE),
                Upstream.Mode.ALL,
                options,
                out,
                false,
                line -> {});
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

    private List<String> record(String name, String model, boolean isRaw) throws Exception {
        try (MockServer provider = serving(ContractReader.parse("provider.yaml", contract(name)))) {
            RecordingSession session = session(provider, name, isRaw, folder);
            MockServer proxy = MockServer.builder().upstream(session.upstream()).start();
            AgentLoop loop = new AgentLoop(address(proxy, name), model);
            List<String> answers = Stream.concat(
                            loop.ask("How is Paris today?").stream(), loop.ask("And Rome, how is it there?").stream())
                    .toList();
            proxy.close();
            assertThat(session.finish().recording().unreached()).isEmpty();
            return answers;
        }
    }

    @ParameterizedTest
    @CsvSource({"openai, gpt-4o", "deepseek, deepseek-chat", "azure, gpt-4o"})
    void anAgentLoopThatIsRecordedRepeatsWhatTheProviderSent(String name, String model) throws Exception {
        List<String> recorded = record(name, model, true);
        List<LoadedContract> contracts = ContractReader.read(folder);

        assertThat(recorded).hasSize(4);
        assertThat(contracts).hasSize(1);
        assertThat(contracts.get(0).interactions())
                .hasSize(2)
                .allMatch(one -> one.turns().size() == 2);
        assertThat(ContractCheck.check(
                        contracts,
                        (provider, request) -> ProfileReader.find(provider).refusalOf(request)))
                .isEmpty();
        assertThat(CannedResponseCheck.check(contracts)).isEmpty();
        try (MockServer mock = serving(contracts)) {
            AgentLoop loop = new AgentLoop(address(mock, name), model);
            List<String> again = Stream.concat(
                            loop.ask("How is Paris today?").stream(), loop.ask("And Rome, how is it there?").stream())
                    .toList();
            assertThat(again).isEqualTo(recorded);
        }
    }

    private List<String> recordResponses(boolean isStored, boolean isStreamed, boolean isRaw) throws Exception {
        try (MockServer provider = serving(ContractReader.parse("provider.yaml", contract("openai")))) {
            RecordingSession session = session(provider, "openai", isRaw, folder);
            try (MockServer proxy =
                    MockServer.builder().upstream(session.upstream()).start()) {
                List<String> answers = askBoth(proxy, isStored, isStreamed);
                assertThat(proxy.exchanges()).hasSize(4).allMatch(one -> one.kind() == Kind.FORWARDED);
                RecordingSession.Summary summary = session.finish();
                assertThat(summary.lines()).noneMatch(line -> line.contains("not recorded"));
                assertThat(summary.recording().unreached()).isEmpty();
                return answers;
            }
        }
    }

    private static List<String> askBoth(MockServer server, boolean isStored, boolean isStreamed) throws Exception {
        ResponsesLoop loop = new ResponsesLoop(URI.create(server.baseUrl() + "/responses"), isStored, isStreamed);
        return Stream.concat(loop.ask("How is Paris today?").stream(), loop.ask("And Rome, how is it there?").stream())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void anAgentLoopOfTheResponsesApiIsRecordedAsTheSameTurns(boolean isStored, boolean isStreamed) throws Exception {
        List<String> recorded = recordResponses(isStored, isStreamed, true);
        List<LoadedContract> contracts = ContractReader.read(folder);

        assertThat(contracts).hasSize(1);
        assertThat(contracts.get(0).interactions())
                .hasSize(2)
                .allMatch(one -> one.turns().size() == 2);
        assertThat(CannedResponseCheck.check(contracts)).isEmpty();
        try (MockServer mock = serving(contracts)) {
            assertThat(askBoth(mock, isStored, isStreamed)).isEqualTo(recorded);
            // the same contract answers chat completions
            AgentLoop loop = new AgentLoop(address(mock, "openai"), "gpt-4o");
            assertThat(loop.ask("How is Paris today?").get(1)).contains("noon");
        }
    }

    @ParameterizedTest
    @CsvSource({"true, false", "true, true", "false, false"})
    void recordingResponsesAgainChangesNoByte(boolean isStored, boolean isRaw) throws Exception {
        recordResponses(isStored, true, isRaw);
        Map<String, String> first = files();
        recordResponses(isStored, true, isRaw);

        assertThat(files()).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"openai, gpt-4o, false", "openai, gpt-4o, true", "deepseek, deepseek-chat, false"})
    void recordingAgainChangesNoByte(String name, String model, boolean isRaw) throws Exception {
        record(name, model, isRaw);
        Map<String, String> first = files();
        record(name, model, isRaw);

        assertThat(files()).isEqualTo(first);
        assertThat(first.toString()).doesNotContain(KEY).doesNotContain("client-key-");
    }
}
