package dev.cannery.junit;

import static dev.cannery.Responses.text;
import static dev.cannery.Responses.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.GoldenFile;
import dev.cannery.Misbehaviour;
import dev.cannery.RecordedExchange;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** A class with {@code @ChatMockVariants} runs once with each misbehaviour that it, or the configuration, names. */
class MisbehaviourVariantsTest {
    private static final String HELLO = "contracts/hello.yaml";
    private static final String GREETING = "Hi! How can I help?";

    @TempDir
    private Path folder;

    @Test
    void eachTestRunsOncePerWordAndDialect() {
        EngineExecutionResults results = Kit.run(Careful.class);

        assertThat(Kit.failures(results)).isEmpty();
        GoldenFile.of("junit/misbehaviours.txt").assertHolds(Kit.tree(results));
    }

    @Test
    void testsThatMisbehaveRunInParallel() {
        EngineExecutionResults results = Kit.runInParallel(Careful.class, Later.class);

        assertThat(Kit.failures(results)).isEmpty();
        assertThat(results.testEvents().succeeded().count()).isEqualTo(16 + 2);
    }

    @Test
    void theFirstResponseThatCanBeChangedMisbehavesAndNoOther() {
        EngineExecutionResults results = Kit.run(Later.class, Streamed.class);

        assertThat(Kit.failures(results)).isEmpty();
        assertThat(results.testEvents().succeeded().count()).isEqualTo(3);
    }

    @Test
    void aTestInWhichNothingIsChangedIsAborted() {
        EngineExecutionResults results = Kit.run(Mixed.class);

        assertThat(Kit.failures(results)).isEmpty();
        assertThat(results.testEvents().succeeded().count()).isEqualTo(1);
        assertThat(Kit.aborted(results))
                .isEqualTo(
                        "'cut_arguments' found nothing to change in Mixed.greets[cut_arguments]; it needs a tool call that has"
                                + " arguments");
    }

    @Test
    void aWordThatChangesNothingInAnyTestFailsTheClass() {
        EngineExecutionResults results = Kit.run(Idle.class);

        assertThat(Kit.aborted(results))
                .contains("nothing to change in Idle.greets[fenced_json]", "nothing to change in this test");
        assertThat(Kit.failures(results))
                .isEqualTo(
                        "== fenced_json\nAssertionFailedError: 'fenced_json' found nothing to change in any test of Idle; it"
                                + " needs a JSON object or list as its content\n");
    }

    @Test
    void aFailureNamesTheMisbehaviourAndTheResponse() {
        GoldenFile.of("junit/misbehaviours-failed.txt").assertHolds(Kit.failures(Kit.run(Naive.class)));
    }

    @Test
    void anUnchangedSuiteRunsWithOneMisbehaviour() {
        EngineExecutionResults results = with("empty", Unchanged.class);

        assertThat(Kit.failures(results)).isEmpty();
        assertThat(results.testEvents().succeeded().count()).isEqualTo(1);
        assertThat(Kit.aborted(with("cut_arguments", Unchanged.class)))
                .contains("nothing to change in Unchanged.retries");
    }

    @Test
    void theConfigurationNamesMisbehavioursForClassesThatDoNot() {
        EngineExecutionResults results = with("empty, loop", Open.class);

        assertThat(Kit.failures(results)).isEmpty();
        assertThat(Kit.tree(results)).contains("  empty\n    greets", "  loop\n    greets");
    }

    @Test
    void wrongConfigurationsAreRefused() {
        assertThat(Kit.failures(with("empty,loop", Unchanged.class)))
                .contains(
                        "the configuration parameter cannery.misbehave names 2 values, but Unchanged.retries runs once. Name one, such as"
                                + " cannery.misbehave=empty, or add @ChatMockVariants to its class");
        assertThat(Kit.failures(with("cut_argument", Unchanged.class)))
                .contains(
                        "the configuration parameter cannery.misbehave: unknown misbehaviour 'cut_argument'. Did you mean"
                                + " 'cut_arguments'?");
    }

    @Test
    void theReportsNameTheMisbehaviour() throws Exception {
        Kit.engine(Careful.class)
                .configurationParameter("cannery.output", folder.toString())
                .execute();

        assertThat(Files.readString(folder.resolve("coverage.json")))
                .contains("Careful#greets[openai, empty]", "Careful$Inside#greetsInside[deepseek, loop]");
    }

    private static EngineExecutionResults with(String words, Class<?>... testClasses) {
        return Kit.engine(testClasses)
                .configurationParameter("cannery.misbehave", words)
                .execute();
    }

    private static List<Boolean> misbehaved(ChatMock mock) {
        return mock.exchanges().stream()
                .map(RecordedExchange::fault)
                .map(fault -> fault != null)
                .toList();
    }

    /** Code under test: it asks again if it gets no text, or another than it wants. */
    private static String askUntil(String wanted, String prompt, URI baseUrl) {
        Agent agent = new Agent(baseUrl);
        String first = agent.ask(prompt);
        return first.equals(wanted) ? first : agent.ask(prompt);
    }

    @ChatMockTest(HELLO)
    @ChatMockVariants(
            dialects = {"openai", "deepseek"},
            misbehave = {Misbehaviour.EMPTY, Misbehaviour.LOOP})
    static class Careful {
        @Test
        void greets(ChatMock mock) {
            assertThat(askUntil(GREETING, "Hello", mock.baseUrl())).isEqualTo(GREETING);
            mock.assertRecovered(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Hi", "Hello"})
        void replies(String prompt, ChatMock mock) {
            mock.reply("Fine");

            assertThat(askUntil("Fine", prompt, mock.baseUrl())).isEqualTo("Fine");
            mock.assertRecovered(1);
        }

        @Nested
        class Inside {
            @Test
            void greetsInside(ChatMock mock) {
                assertThat(askUntil(GREETING, "Hello", mock.baseUrl())).isEqualTo(GREETING);
            }
        }
    }

    @ChatMockTest
    @ChatMockVariants(dialects = {"openai", "gemini"})
    static class Later {
        @Nested
        @ChatMockVariants(misbehave = Misbehaviour.CUT_ARGUMENTS)
        class Inside {
            @Test
            void cutsTheFirstCall(ChatMock mock) {
                mock.reply(
                        text("Let me see."),
                        toolCall("get_weather", Map.of("city", "Paris")),
                        toolCall("get_weather", Map.of("city", "Rome")));
                Agent agent = new Agent(mock.baseUrl());
                String request =
                        ("{'model':'gpt-4o','messages':[{'role':'user','content':'Hi'}],'tools':[{'type':'function',"
                                        + "'function':{'name':'get_weather'}}]}")
                                .replace('\'', '"');
                agent.send(request);
                agent.send(request);
                agent.send(request);

                assertThat(misbehaved(mock)).containsExactly(false, true, false);
                assertThat(mock.exchanges().get(1).fault()).isEqualTo("misbehave cut_arguments");
            }
        }
    }

    @ChatMockTest(HELLO)
    @ChatMockVariants(misbehave = Misbehaviour.EMPTY)
    static class Streamed {
        @Test
        void greets(ChatMock mock) {
            Agent agent = new Agent(mock.baseUrl());
            agent.ask("Hello", 0.2, true);
            agent.ask("Hello", 0.2, true);

            assertThat(misbehaved(mock)).containsExactly(true, false);
        }
    }

    @ChatMockTest
    @ChatMockVariants(misbehave = Misbehaviour.CUT_ARGUMENTS)
    static class Mixed {
        @Test
        void greets(ChatMock mock) {
            mock.reply("Hi");
            new Agent(mock.baseUrl()).ask("Hello");
        }

        @Test
        void calls(ChatMock mock) {
            mock.reply(toolCall("get_weather", Map.of("city", "Paris")));
            new Agent(mock.baseUrl())
                    .send(("{'model':'gpt-4o','messages':[{'role':'user','content':'Hi'}],'tools':[{'type':'function',"
                                    + "'function':{'name':'get_weather'}}]}")
                            .replace('\'', '"'));
        }
    }

    @ChatMockTest(HELLO)
    @ChatMockVariants(misbehave = {Misbehaviour.FENCED_JSON, Misbehaviour.EMPTY})
    static class Idle {
        @Test
        void greets(URI baseUrl) {
            new Agent(baseUrl).ask("Hello");
        }

        @Test
        void recovers(ChatMock mock) {
            askUntil(GREETING, "Hello", mock.baseUrl());
            mock.assertRecovered();
        }
    }

    @ChatMockTest(HELLO)
    @ChatMockVariants(
            dialects = {"openai", "src/test/resources/junit/odd-dialect.yaml"},
            misbehave = {Misbehaviour.EMPTY, Misbehaviour.CUT_ARGUMENTS})
    static class Naive {
        @Test
        void greets(URI baseUrl) {
            assertThat(new Agent(baseUrl).ask("Hello")).isEqualTo("Bonjour");
        }

        @Test
        void recovers(ChatMock mock) {
            new Agent(mock.baseUrl()).ask("Hello");
            mock.assertRecovered();
        }

        @Test
        void goesAstray(URI baseUrl) {
            new Agent(baseUrl).ask("Hello");
            new Agent(baseUrl).ask("Goodbye");
        }
    }

    @ChatMockTest(HELLO)
    static class Unchanged {
        @Test
        void retries(ChatMock mock) {
            assertThat(askUntil(GREETING, "Hello", mock.baseUrl())).isEqualTo(GREETING);
        }
    }

    @ChatMockTest(HELLO)
    @ChatMockVariants
    static class Open {
        @Test
        void greets(URI baseUrl) {
            new Agent(baseUrl).ask("Hello");
        }
    }
}
