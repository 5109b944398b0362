package dev.cannery.junit;

import static dev.cannery.Responses.error;
import static dev.cannery.Responses.text;
import static dev.cannery.Responses.toolCall;
import static dev.cannery.Rules.contains;
import static dev.cannery.Rules.prompt;
import static dev.cannery.Rules.temperature;
import static dev.cannery.Rules.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cannery.GoldenFile;
import dev.cannery.Interaction;
import dev.cannery.Misbehaviour;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages of failed tests: each kind of failure has its golden file. */
class FailureMessagesTest {
    private static final String WEATHER = "contracts/weather.yaml";

    @Test
    void aTestThatNamesInteractionsMustHaveAMock() {
        assertThat(Kit.failures(Kit.run(Unserved.class)))
                .contains(
                        "ExtensionConfigurationException: @UseInteraction of Unserved.isNotReached: the test has no mock."
                                + " Add @ChatMockTest, or register a ChatMockExtension");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Swallowed.class,
                Refused.class,
                Elsewhere.class,
                CutOff.class,
                CutOffShared.class,
                CutOffProperty.class,
                CutOffInstance.class,
                Late.class,
                Outlasted.class,
                Aborted.class,
                VersionTwice.class,
                AskedAgain.class,
                WrongMethod.class,
                Lying.class,
                Misled.class,
                Unused.class,
                UnusedContract.class,
                UnusedReply.class,
                AlreadyFailed.class,
                UnknownName.class,
                AmbiguousName.class,
                MissingFile.class,
                EmptyName.class,
                EmptyFolder.class,
                BadContract.class,
                NoSuchProfile.class,
                WrongCalls.class,
                WrongOrder.class,
                EmptyLimit.class,
                MisspeltOnMethod.class,
                BadProperty.class,
                BeforeItsTests.class,
                Dynamic.class,
                BadReply.class
            })
    void aFailureMatchesItsGoldenFile(Class<?> testClass) {
        String name =
                testClass.getSimpleName().replaceAll("(?<=.)(?=\\p{Lu})", "-").toLowerCase(java.util.Locale.ROOT);

        GoldenFile.of("junit/" + name + ".txt").assertHolds(Kit.failures(Kit.run(testClass)));
    }

    @Test
    void anAbortedTestStaysAborted() {
        Kit.run(AbortedInPeace.class)
                .testEvents()
                .assertStatistics(stats -> stats.aborted(1).failed(0));
    }

    @Test
    void lenientTestsFailNothing() {
        Kit.run(Lenient.class).testEvents().assertStatistics(stats -> stats.succeeded(1));
        Kit.run(UnmatchedOnly.class)
                .testEvents()
                .assertStatistics(stats -> stats.succeeded(1).failed(1));
    }

    @ChatMockTest(WEATHER)
    static class Swallowed {
        @Test
        void swallowsTheError(URI baseUrl) {
            assertThat(new Agent(baseUrl).ask("What is the weather in Rome?", 0.9, false))
                    .isEqualTo("status 404");
        }

        @Test
        void swallowsMany(URI baseUrl) {
            for (int i = 0; i < 5; i++) {
                new Agent(baseUrl).ask("Question " + i);
            }
        }
    }

    @ChatMockTest
    static class Refused {
        @Test
        void isRefused(ChatMock mock) {
            mock.reply("Hi");
            new Agent(mock.baseUrl()).ask("Hello", 9, false);
            new Agent(mock.baseUrl()).ask("Hello");
            new Agent(mock.baseUrl()).send("{");
        }
    }

    @ChatMockTest
    static class Elsewhere {
        @Test
        void requestsOtherEndpoints(ChatMock mock) {
            mock.reply("Hi");
            new Agent(mock.baseUrl()).ask("Hello");
            new Agent(mock.baseUrl()).send("/embeddings", "{}");
            new Agent(mock.baseUrl()).ask("Hello", 9, false);
        }
    }

    @ChatMockTest
    static class CutOff {
        @Test
        void sendsOutsideOfItsScope(URI baseUrl) {
            new Agent(baseUrl.resolve("/v1")).ask("Hello");
        }
    }

    @ChatMockTest(value = WEATHER, shared = true)
    static class CutOffShared {
        @Test
        void sendsOutsideOfItsScope(URI baseUrl) {
            new Agent(baseUrl.resolve("/v1")).ask("Hello");
        }
    }

    @ChatMockTest(value = WEATHER, properties = "cannery.test.cut-off={baseUrl}")
    static class CutOffProperty {
        @Test
        void sendsOutsideOfItsScope() {
            new Agent(URI.create(System.getProperty("cannery.test.cut-off")).resolve("/v1")).ask("Hello");
        }
    }

    static class CutOffInstance {
        @RegisterExtension
        final ChatMockExtension mock =
                ChatMockExtension.builder().contracts(WEATHER).build();

        @Test
        void sendsOutsideOfItsScope(URI baseUrl) {
            new Agent(baseUrl.resolve("/v1")).ask("Hello");
        }
    }

    @ChatMockTest("contracts/hello.yaml")
    static class Late {
        private static URI left = URI.create("http://none.invalid");

        @Test
        void leavesWorkRunning(URI baseUrl) {
            left = baseUrl;
        }

        @AfterAll
        static void workGoesOn() {
            new Agent(left).ask("Hello");
            new Agent(left).ask("Goodbye");
        }
    }

    /** A miss is reported even if more requests follow than the journal holds. */
    @ChatMockTest(WEATHER)
    static class Outlasted {
        private static final int MUCH = 10_050;

        @Test
        void missesFirst(ChatMock mock) {
            mock.add(Interaction.named("bye").when(prompt("Bye")).reply("Bye"));
            mock.add(Interaction.named("hello").when(prompt("Hello")).reply("Hi"));
            Agent agent = new Agent(mock.baseUrl());
            agent.ask("Goodbye");
            agent.ask("Bye");
            for (int i = 0; i < MUCH; i++) {
                agent.ask("Hello");
            }
            mock.assertCalled("hello").times(MUCH);
            mock.assertCalled("bye").once();
            mock.assertCalled().times(MUCH + 2);
        }
    }

    @ChatMockTest
    static class VersionTwice {
        @Test
        void addsTheVersionToTheBaseUrlAgain(ChatMock mock) {
            mock.reply("Hi");
            new Agent(mock.rootUrl()).ask("Hello");
            new Agent(mock.baseUrl().resolve("v1/v1")).ask("Hello");
            new Agent(mock.baseUrl()).send("/v1/models", "{}");
        }
    }

    @ChatMockTest(WEATHER)
    static class AskedAgain {
        @Test
        void retriesUntilItGivesUp(URI baseUrl) {
            Agent agent = new Agent(baseUrl);
            for (int i = 0; i < 4; i++) {
                agent.ask("Hello");
            }
            agent.ask("Goodbye");
            agent.ask("Hello");
        }
    }

    @ChatMockTest(WEATHER)
    static class WrongMethod {
        @Test
        void sendsGetInsteadOfPost(URI baseUrl) throws Exception {
            URI chat = URI.create(baseUrl + "/chat/completions");
            HttpClient client = HttpClient.newHttpClient();
            client.send(HttpRequest.newBuilder(chat).build(), BodyHandlers.discarding());
            client.send(
                    HttpRequest.newBuilder(chat)
                            .PUT(BodyPublishers.ofString("{}"))
                            .build(),
                    BodyHandlers.discarding());
            client.send(
                    HttpRequest.newBuilder(chat)
                            .header("content-type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("model=gpt-4o&prompt=Hello"))
                            .build(),
                    BodyHandlers.discarding());
        }
    }

    @ChatMockTest
    static class Lying {
        @Test
        void getsAnInvalidResponse(ChatMock mock) {
            mock.reply(toolCall("get_weather", Map.of("city", "Paris")));
            new Agent(mock.baseUrl()).ask("What is the weather?");
        }
    }

    @ChatMockTest
    static class Misled {
        @Test
        void takesAnEmptyAnswerForGood(ChatMock mock) {
            mock.reply(text("Hi").misbehaving(Misbehaviour.EMPTY), text("Hi").misbehaving(Misbehaviour.NO_USAGE));
            new Agent(mock.baseUrl()).ask("Hello");
            new Agent(mock.baseUrl()).ask("Hello", 9, false);
        }

        @Test
        void leavesAReplyUnused(ChatMock mock) {
            mock.when(prompt(contains("Hello"))).reply(text("Hi").misbehaving(Misbehaviour.LOOP));
            mock.when(prompt(contains("weather"))).reply("Sunny");
            new Agent(mock.baseUrl()).ask("Hello");
        }
    }

    @ChatMockTest({WEATHER, "contracts/hello.yaml"})
    static class Unused {
        @Test
        @UseInteraction({"asks for the weather", "says hello"})
        void usesOneOfTwo(URI baseUrl) {
            new Agent(baseUrl).ask("Hello");
        }

        @Test
        @UseInteraction("asks for the weather")
        void sendsNothing() {}
    }

    static class UnusedContract {
        @Test
        @ChatMockTest(WEATHER)
        void sendsNothing() {}
    }

    @ChatMockTest
    static class UnusedReply {
        @Test
        void addsAReplyAndDoesNotUseIt(ChatMock mock) {
            mock.when(prompt(contains("weather"))).reply("Sunny");
            mock.when(prompt(contains("Hello"))).reply("Hi");
            new Agent(mock.baseUrl()).ask("Hello");
        }
    }

    @ChatMockTest(WEATHER)
    static class AlreadyFailed {
        @Test
        void failsItself(URI baseUrl) {
            assertThat(new Agent(baseUrl).ask("Goodbye")).isEqualTo("Bye");
        }
    }

    static class Unserved {
        @Test
        @UseInteraction("asks for the weather")
        void isNotReached() {}
    }

    @ChatMockTest(WEATHER)
    static class UnknownName {
        @Test
        @UseInteraction("asks for teh weather")
        void limitsItself() {}

        @Test
        void asserts(ChatMock mock) {
            mock.assertNotCalled("says hello");
        }
    }

    @ChatMockTest(WEATHER)
    static class EmptyLimit {
        @Test
        @UseInteraction({})
        void limitsItselfToNothing() {}
    }

    static class MisspeltOnMethod {
        @Test
        @ChatMockTest(value = WEATHER, profile = "opanai")
        void isNotReached() {}
    }

    @ChatMockTest({"contracts/hello.yaml", "src/test/resources/junit/greetings.yaml"})
    static class AmbiguousName {
        @Test
        @UseInteraction("says hello")
        void limitsItself() {}
    }

    @ChatMockTest("contracts/wether.yaml")
    static class MissingFile {
        @Test
        void isNotReached() {}
    }

    @ChatMockTest("")
    static class EmptyName {
        @Test
        void isNotReached() {}
    }

    @ChatMockTest("src/main/java/dev/cannery/junit")
    static class EmptyFolder {
        @Test
        void isNotReached() {}
    }

    @ChatMockTest("src/test/resources/contracts/bad/syntax-tab.yaml")
    static class BadContract {
        @Test
        void isNotReached() {}
    }

    @ChatMockTest(value = WEATHER, profile = "opanai")
    static class NoSuchProfile {
        @Test
        void isNotReached() {}
    }

    @ChatMockTest
    static class WrongCalls {
        @Test
        void wasCalledMoreOften(ChatMock mock) {
            talk(mock);
            mock.assertCalled("greets").once();
        }

        @Test
        void wasNotCalled(ChatMock mock) {
            mock.add(Interaction.named("greets").reply("Hi"));
            try {
                mock.assertCalled("greets");
            } finally {
                new Agent(mock.baseUrl()).ask("Hello");
            }
        }

        @Test
        void wasCalledAtAll(ChatMock mock) {
            talk(mock);
            mock.assertNotCalled("greets");
        }

        @Test
        void wasCalledWithOtherValues(ChatMock mock) {
            talk(mock);
            mock.assertCalled("greets").with(temperature(within(0, 0.1)), prompt(contains("Hello")));
        }

        @Test
        void wasCalledWithNoJson(ChatMock mock) {
            new Agent(mock.baseUrl()).send("temperature=0.2");
            mock.assertCalled().with(temperature(within(0, 0.3)));
        }

        @Test
        void wasStreamed(ChatMock mock) {
            talk(mock);
            mock.assertCalled("greets").streamed();
        }

        @Test
        void wasNotStreamed(ChatMock mock) {
            talk(mock);
            mock.assertCalled("greets").notStreamed();
        }

        @Test
        void wasNotCalledAgain(ChatMock mock) {
            mock.reply("Hi");
            new Agent(mock.baseUrl()).ask("Hello");
            mock.assertCalled().retriedAfter(Duration.ofSeconds(1));
        }

        @Test
        void wasCalledAgainTooSoon(ChatMock mock) {
            talk(mock);
            mock.assertCalled("greets").retriedAfter(Duration.ofMinutes(1));
        }

        @Test
        void hasNoLastExchange(ChatMock mock) {
            mock.lastExchange();
        }

        private static void talk(ChatMock mock) {
            mock.add(Interaction.named("greets").reply("Hi"));
            new Agent(mock.baseUrl()).ask("Hello");
            new Agent(mock.baseUrl()).ask("Bye", 0.7, true);
        }
    }

    @ChatMockTest
    static class WrongOrder {
        @Test
        void wasInAnotherOrder(ChatMock mock) {
            mock.add(
                    Interaction.named("greets").when(prompt("Hello")).reply("Hi"),
                    Interaction.named("parts").when(prompt("Bye")).reply("Bye"));
            new Agent(mock.baseUrl()).ask("Bye");
            new Agent(mock.baseUrl()).ask("Hello");
            mock.assertInOrder("greets", "parts");
        }
    }

    static class BadProperty {
        @Test
        @ChatMockTest(properties = "cannery.test={baseurl}")
        void misspells() {}

        @Test
        @ChatMockTest(properties = "=value")
        void hasNoName() {}
    }

    @ChatMockTest(WEATHER)
    static class BeforeItsTests {
        @BeforeAll
        static void send(URI baseUrl) {
            new Agent(baseUrl).ask("Hello");
        }

        @Test
        void passes() {}
    }

    @ChatMockTest(WEATHER)
    static class Dynamic {
        @TestFactory
        java.util.stream.Stream<DynamicTest> asks(URI baseUrl) {
            return java.util.stream.Stream.of("Hello", "How is the weather?")
                    .map(prompt -> DynamicTest.dynamicTest(
                            "asks " + prompt, () -> new Agent(baseUrl).ask(prompt, 0.9, false)));
        }
    }

    @ChatMockTest
    static class BadReply {
        @Test
        void addsAReplyThatNoContractMayHave(ChatMock mock) {
            mock.reply(error(Map.of("mesage", "Hi")));
        }
    }

    @ChatMockTest(WEATHER)
    static class Aborted {
        @Test
        @UseInteraction("asks for the weather")
        void isAborted(URI baseUrl) {
            new Agent(baseUrl).ask("Hello");
            assumeTrue(false, "not today");
        }
    }

    @ChatMockTest({WEATHER, "contracts/hello.yaml"})
    static class AbortedInPeace {
        @Test
        @UseInteraction({"asks for the weather", "says hello"})
        void isAborted(URI baseUrl) {
            new Agent(baseUrl).ask("Hello");
            assumeTrue(false, "not today");
        }
    }

    @ChatMockTest(value = WEATHER, strictness = Strictness.LENIENT)
    static class Lenient {
        @Test
        @UseInteraction("asks for the weather")
        void sendsARequestThatMisses(URI baseUrl) {
            new Agent(baseUrl).ask("Hello");
        }
    }

    static class UnmatchedOnly {
        @RegisterExtension
        static final ChatMockExtension MOCK = ChatMockExtension.builder()
                .contracts(WEATHER)
                .strictness(Strictness.UNMATCHED_ONLY)
                .build();

        @Test
        @UseInteraction("asks for the weather")
        void sendsNothing() {}

        @Test
        void sendsARequestThatMisses(URI baseUrl) {
            new Agent(baseUrl).ask("Hello");
        }
    }
}
