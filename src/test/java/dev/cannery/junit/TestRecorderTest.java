package dev.cannery.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.record.AgentLoop;
import dev.cannery.internal.server.MockServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Tests record what a provider answers. The provider is a mock of its own. */
class TestRecorderTest {
    private static final String GUIDE = """
            interactions:
              - name: guide
                request: {tools: [get_weather, get_time]}
                turns:
                  - request: {prompt: {contains: Paris}}
                    response: {tool_calls: [{get_weather: {city: Paris}}, {get_time: {city: Paris}}]}
                  - request: {tool_results: {get_weather: {contains: "18"}, get_time: noon}}
                    response: It is noon in Paris, and 18 degrees.
              - name: other guide
                request: {prompt: {contains: Rome}}
                response: Rome is warm.
              - name: broken
                request: {prompt: {contains: broken}}
                response: {content: A long answer that never ends, fault: {kind: half_event, after_chunks: 2}}
            """;

    @TempDir
    private Path folder;

    private MockServer provider;

    @BeforeEach
    void start() {
        provider = MockServer.builder()
                .contracts(ContractReader.parse("guide.yaml", GUIDE))
                .start();
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    private EngineExecutionResults run(String mode, Class<?>... classes) {
        return Kit.engine(classes)
                .configurationParameter(TestRecorder.MODE, mode)
                .configurationParameter(TestRecorder.FOLDER, folder.toString())
                .configurationParameter(TestRecorder.TARGET, provider.baseUrl().toString())
                .execute();
    }

    private static void ask(URI base, String prompt) throws IOException, InterruptedException {
        new AgentLoop(URI.create(base + "/chat/completions"), "gpt-4o").ask(prompt);
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

    private List<String> contractFiles() throws IOException {
        return files().keySet().stream().filter(file -> file.endsWith(".yaml")).toList();
    }

    @Test
    void whatIsMissingIsRecordedUnderTheNameOfTheTestAndThenNoProviderIsAsked() throws Exception {
        assertThat(Kit.failures(run("missing", Guide.class))).isEmpty();
        List<LoadedContract> contracts = ContractReader.read(folder);

        assertThat(provider.exchanges()).hasSize(3);
        assertThat(contractFiles()).containsExactly("testrecordertest-guide.yaml");
        assertThat(contracts.get(0).interactions())
                .extracting(LoadedInteraction::name)
                .containsExactlyInAnyOrder("Guide.asksForParis", "Guide.asksForRome");

        Map<String, String> first = files();
        assertThat(Kit.failures(run("missing", Guide.class))).isEmpty();
        assertThat(Kit.failures(run("none", Guide.class))).isEmpty();
        assertThat(provider.exchanges()).hasSize(3);
        assertThat(files()).isEqualTo(first);

        assertThat(Kit.failures(run("all", Guide.class))).isEmpty();
        assertThat(provider.exchanges()).hasSize(6);
        assertThat(files()).isEqualTo(first);
    }

    @Test
    void aMissFailsTheTestAlthoughTheClientSwallowsIt() throws Exception {
        EngineExecutionResults results = run("none", Guide.class);

        assertThat(results.testEvents().failed().count()).isEqualTo(2);
        assertThat(Kit.failures(results)).contains("asksForParis", "matched");
        assertThat(provider.exchanges()).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void anAnswerThatCannotBeRecordedFailsTheTest() throws Exception {
        EngineExecutionResults results = run("missing", Broken.class);

        assertThat(Kit.failures(results)).contains("not recorded: ");
        assertThat(files()).isEmpty();
    }

    @Test
    void withoutATargetTheFailureSaysWhatIsMissing() {
        EngineExecutionResults results = Kit.engine(Asking.class)
                .configurationParameter(TestRecorder.FOLDER, folder.toString())
                .configurationParameter(TestRecorder.MODE, "missing")
                .execute();

        assertThat(Kit.failures(results)).contains("it cannot be recorded: no provider is named", TestRecorder.TARGET);
    }

    @Test
    void classesThatRunInParallelAreRecordedInFilesOfTheirOwn() throws Exception {
        EngineExecutionResults results = Kit.engine(Guide.class, Other.class)
                .configurationParameter(TestRecorder.MODE, "missing")
                .configurationParameter(TestRecorder.FOLDER, folder.toString())
                .configurationParameter(TestRecorder.TARGET, provider.baseUrl().toString())
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .execute();

        assertThat(Kit.failures(results)).isEmpty();
        assertThat(contractFiles())
                .containsExactlyInAnyOrder(
                        "testrecordertest-guide.yaml",
                        "testrecordertest-other.yaml",
                        "testrecordertest-other-inside.yaml");
    }

    @Test
    void handWrittenInteractionsAnswerFirst() throws Exception {
        assertThat(Kit.failures(run("missing", Greeting.class))).isEmpty();

        assertThat(provider.exchanges()).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void onACiServerNoProviderIsAskedUnlessTheConfigurationSaysSo() {
        assertThat(TestRecorder.mode(Recording.MISSING, null, true)).isEqualTo(Recording.NONE);
        assertThat(TestRecorder.mode(Recording.ALL, null, true)).isEqualTo(Recording.NONE);
        assertThat(TestRecorder.mode(Recording.MISSING, null, false)).isEqualTo(Recording.MISSING);
        assertThat(TestRecorder.mode(Recording.OFF, null, true)).isEqualTo(Recording.OFF);
        assertThat(TestRecorder.mode(Recording.OFF, "missing", true)).isEqualTo(Recording.MISSING);
        assertThatThrownBy(() -> TestRecorder.mode(Recording.OFF, "some", false))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("the configuration parameter cannery.record must be one of off, none, missing, all,"
                        + " was 'some'");
    }

    @ChatMockTest
    static class Guide {
        @Test
        void asksForParis(URI base) throws Exception {
            ask(base, "How is Paris today?");
        }

        @Test
        void asksForRome(URI base) throws Exception {
            ask(base, "And Rome?");
        }
    }

    @ChatMockTest(record = Recording.MISSING)
    static class Other {
        @Test
        void asks(URI base) throws Exception {
            ask(base, "How is Rome?");
        }

        @Nested
        class Inside {
            @Test
            void asks(URI base) throws Exception {
                ask(base, "How is Rome in summer?");
            }
        }
    }

    @ChatMockTest
    static class Asking {
        @Test
        void asks(URI base) throws Exception {
            ask(base, "How is Rome?");
        }
    }

    @ChatMockTest("contracts/hello.yaml")
    static class Greeting {
        @Test
        void greets(URI base) throws Exception {
            ask(base, "Hello");
        }
    }

    @ChatMockTest
    static class Broken {
        @Test
        void asks(URI base) throws Exception {
            try {
                ask(base, "Is it broken?");
            } catch (IOException e) {
                // as a client that retries later
            }
        }
    }
}
