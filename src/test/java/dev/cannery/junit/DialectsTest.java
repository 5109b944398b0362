package dev.cannery.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.cannery.GoldenFile;
import dev.cannery.internal.profile.ProfileReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** A class with {@code @ChatMockVariants} runs once in each dialect that it, or the configuration, names. */
class DialectsTest {
    private static final String HELLO = "contracts/hello.yaml";
    private static final String GREETING = "Hi! How can I help?";

    @TempDir
    private Path folder;

    @Test
    void everyKindOfTestRunsInEveryDialect() {
        EngineExecutionResults results = Kit.run(OfEveryKind.class);

        assertThat(Kit.failures(results)).isEmpty();
        GoldenFile.of("junit/dialects.txt").assertHolds(Kit.tree(results));
    }

    @Test
    void testsOfSeveralDialectsRunInParallel() {
        EngineExecutionResults results = Kit.runInParallel(OfEveryKind.class, Prepared.class);

        assertThat(Kit.failures(results)).isEmpty();
        assertThat(results.testEvents().succeeded().count()).isEqualTo(21 + 2);
    }

    @Test
    void theMockAnswersAndReviewsAsTheDialect() {
        EngineExecutionResults results = Kit.run(Answered.class, Prepared.class);

        assertThat(Kit.failures(results)).isEmpty();
        assertThat(results.testEvents().succeeded().count()).isEqualTo(4);
    }

    @Test
    void theConfigurationNamesDialectsForClassesThatDoNot() {
        EngineExecutionResults results = in("mistral, groq", Open.class, Answered.class);

        assertThat(Kit.failures(results)).isEmpty();
        assertThat(Kit.tree(results))
                .contains("  mistral\n    greets", "  groq\n    greets", "  openai\n    asT", "  deepseek\n    asT");
        assertThat(results.testEvents().succeeded().count()).isEqualTo(4);
    }

    @Test
    void aClassWithoutDialectsRunsOnce() {
        EngineExecutionResults results = Kit.run(Open.class);

        assertThat(Kit.failures(results)).isEmpty();
        assertThat(Kit.tree(results)).contains("  once\n    greets");
    }

    @Test
    void anUnchangedSuiteRunsInOneDialect() {
        EngineExecutionResults results =
                in("deepseek", Greeted.class, Registered.class, OnMethod.class, WithArguments.class);

        assertThat(Kit.failures(results)).isEmpty();
        assertThat(Kit.tree(results)).doesNotContain("once");
        assertThat(results.testEvents().succeeded().count()).isEqualTo(5);
    }

    @Test
    void severalDialectsNeedTheAnnotation() {
        GoldenFile.of("junit/dialects-refused.txt")
                .assertHolds(Kit.failures(in(
                        "deepseek,groq",
                        Greeted.class,
                        Registered.class,
                        OnMethod.class,
                        TwiceATemplate.class,
                        WithoutMock.class,
                        Overruled.class)));
    }

    @Test
    void aRegisteredExtensionRunsInVariantsToo() {
        EngineExecutionResults results = Kit.run(RegisteredInVariants.class);

        assertThat(Kit.failures(results)).isEmpty();
        assertThat(results.testEvents().succeeded().count()).isEqualTo(2);
    }

    @Test
    void allMeansEveryDialectThatAnswersAtTheBaseUrl() {
        EngineExecutionResults results = in("all", Open.class);

        assertThat(Kit.failures(results)).isEmpty();
        assertThat(results.testEvents().succeeded().count())
                .isEqualTo(ProfileReader.dialects().size() - 1)
                .isGreaterThan(20);
        assertThat(Kit.tree(results))
                .contains("deepseek", "openai")
                .doesNotContain("azure\n", "lenient", "openai-spec");
    }

    @Test
    void anUnknownDialectFailsBeforeAnyTestRuns() {
        EngineExecutionResults results = Kit.run(Misspelt.class);

        assertThat(results.testEvents().started().count()).isZero();
        results.containerEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(message("@ChatMockVariants on Misspelt: "
                                + "unknown profile 'deepsek'. Did you mean 'deepseek'?"))));
        assertThat(Kit.failures(in("grok", Greeted.class))).contains("cannery.dialects: unknown profile 'grok'");
    }

    @Test
    void aFailureNamesTheDialectAndWhatIsOddInIt() {
        GoldenFile.of("junit/dialects-failed.txt").assertHolds(Kit.failures(Kit.run(Failing.class)));
    }

    @Test
    void theReportsNameTheDialect() throws Exception {
        report("openai,groq", Open.class);

        assertReported("dev.cannery.junit.DialectsTest$Open#greets", "[openai]", "[groq]");
    }

    @Test
    void theReportsNameTheDialectOfAnUnchangedSuite() throws Exception {
        report("deepseek", Several.class);
        report("groq", Several.class);

        assertReported("dev.cannery.junit.DialectsTest$Several#greets", "[deepseek][1]", "[groq][1]");
    }

    private void report(String dialects, Class<?> testClass) {
        engine(testClass)
                .configurationParameter("cannery.output", folder.toString())
                .configurationParameter("cannery.dialects", dialects)
                .execute();
    }

    private void assertReported(String name, String first, String last) throws IOException {
        assertThat(Files.readString(folder.resolve("coverage.json"))).contains(name + first, name + last);
        // equal requests are kept once
        try (Stream<Path> requests = Files.walk(folder.resolve("requests"))) {
            assertThat(requests.filter(Files::isRegularFile).toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file).content().contains(name + "["));
        }
    }

    private static EngineExecutionResults in(String dialects, Class<?>... testClasses) {
        return engine(testClasses)
                .configurationParameter("cannery.dialects", dialects)
                .execute();
    }

    private static EngineTestKit.Builder engine(Class<?>... testClasses) {
        return Kit.engine(testClasses);
    }

    private static void greet(URI baseUrl) {
        assertThat(new Agent(baseUrl).ask("Hello")).isEqualTo(GREETING);
    }

    @ChatMockTest(HELLO)
    @ChatMockVariants(dialects = {"openai", "deepseek", "gemini"})
    static class OfEveryKind {
        private boolean isPrepared;

        @BeforeEach
        void prepare() {
            assertThat(isPrepared).isFalse();
            isPrepared = true;
        }

        @Test
        void plain(URI baseUrl) {
            greet(baseUrl);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Hello", "Hello!"})
        void parameterized(String prompt, ChatMock mock) {
            mock.reply("Fine");

            assertThat(new Agent(mock.baseUrl()).ask(prompt)).isEqualTo("Fine");
        }

        @RepeatedTest(1)
        void repeated(URI baseUrl) {
            greet(baseUrl);
        }

        @TestFactory
        Stream<DynamicTest> dynamic(URI baseUrl) {
            return Stream.of(DynamicTest.dynamicTest("greets", () -> greet(baseUrl)));
        }

        @Nested
        class Inside {
            @Test
            void nested(URI baseUrl) {
                greet(baseUrl);
            }
        }

        @Nested
        @ChatMockTest
        @ParameterizedClass
        @ValueSource(strings = "Hello")
        class OfArguments {
            private final String prompt;

            OfArguments(String prompt) {
                this.prompt = prompt;
            }

            @Test
            void nestedWithArguments(URI baseUrl) {
                assertThat(new Agent(baseUrl).ask(prompt)).isEqualTo(GREETING);
            }
        }
    }

    @ChatMockTest(HELLO)
    @ChatMockVariants(dialects = {"openai", "deepseek"})
    static class Answered {
        @Test
        void asTheDialect(ChatMock mock) throws Exception {
            greet(mock.baseUrl());

            assertThat(body(mock.baseUrl()).contains("prompt_cache_hit_tokens")).isEqualTo(isDeepSeek(mock));
        }
    }

    @ChatMockTest
    @ChatMockVariants(dialects = {"openai", "deepseek"})
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class Prepared {
        private ChatMock shared;

        @BeforeAll
        void keep(ChatMock mock) {
            shared = mock;
        }

        @Test
        void repliesOfAMockOfTheClassAreInTheDialect(ChatMock mock) throws Exception {
            shared.reply(GREETING);
            greet(mock.baseUrl());

            assertThat(body(mock.baseUrl()).contains("prompt_cache_hit_tokens")).isEqualTo(isDeepSeek(mock));
        }
    }

    private static String body(URI baseUrl) throws Exception {
        String request = "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(baseUrl + "/chat/completions"))
                                .POST(HttpRequest.BodyPublishers.ofString(request))
                                .header("content-type", "application/json")
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static boolean isDeepSeek(ChatMock mock) {
        return mock.provider().equals("deepseek");
    }

    @ChatMockTest(HELLO)
    @ChatMockVariants
    static class Open {
        @Test
        void greets(URI baseUrl) {
            greet(baseUrl);
        }
    }

    @ChatMockTest(HELLO)
    static class Several {
        @ParameterizedTest
        @ValueSource(strings = "Hello")
        void greets(String prompt, URI baseUrl) {
            assertThat(new Agent(baseUrl).ask(prompt)).isEqualTo(GREETING);
        }
    }

    @ChatMockTest(HELLO)
    static class Greeted {
        @Test
        void greets(URI baseUrl) {
            greet(baseUrl);
        }
    }

    static class Registered {
        @RegisterExtension
        static final ChatMockExtension MOCK =
                ChatMockExtension.builder().contracts(HELLO).build();

        @Test
        void runs(ChatMock mock) {
            greet(mock.baseUrl());

            assertThat(mock.provider()).isEqualTo("deepseek");
        }
    }

    @ChatMockVariants(dialects = {"openai", "deepseek"})
    static class RegisteredInVariants {
        @RegisterExtension
        static final ChatMockExtension MOCK =
                ChatMockExtension.builder().contracts(HELLO).build();

        @Test
        void runs() throws Exception {
            greet(MOCK.baseUrl());

            assertThat(body(MOCK.baseUrl()).contains("prompt_cache_hit_tokens")).isEqualTo(isDeepSeek(MOCK.mock()));
        }
    }

    @ChatMockVariants(dialects = "openai")
    static class WithoutMock {
        @Test
        void runs() {}
    }

    @ChatMockTest(HELLO)
    @ChatMockVariants(dialects = "openai")
    @ParameterizedClass
    @ValueSource(ints = 1)
    static class TwiceATemplate {
        TwiceATemplate(int ignored) {}

        @Test
        void never() {}
    }

    static class OnMethod {
        @Test
        @ChatMockTest(HELLO)
        void runs(ChatMock mock) {
            greet(mock.baseUrl());

            assertThat(mock.provider()).isEqualTo("deepseek");
        }
    }

    @ChatMockTest(HELLO)
    @ParameterizedClass
    @ValueSource(ints = {1, 2})
    static class WithArguments {
        WithArguments(int ignored) {}

        @Test
        void runs(ChatMock mock) {
            greet(mock.baseUrl());

            assertThat(mock.provider()).isEqualTo("deepseek");
        }
    }

    @ChatMockTest(HELLO)
    @ChatMockVariants(dialects = "openai")
    static class Overruled {
        @Nested
        @ChatMockVariants(dialects = "groq")
        class Inside {
            @Test
            void never() {}
        }
    }

    @ChatMockTest
    @ChatMockVariants(dialects = {"openai", "deepsek"})
    static class Misspelt {
        @Test
        void never() {}
    }

    @ChatMockTest(HELLO)
    @ChatMockVariants(dialects = {"openai", "src/test/resources/junit/odd-dialect.yaml"})
    static class Failing {
        @Test
        void comparesWrongly(URI baseUrl) {
            assertThat(new Agent(baseUrl).ask("Hello")).isEqualTo("Bonjour");
        }

        @Test
        void asksWrongly(URI baseUrl) {
            assertThat(new Agent(baseUrl).ask("Goodbye")).isEqualTo("status 404");
        }

        @Test
        void throwsAnException() throws IOException {
            throw new IOException("no tool call");
        }
    }
}
