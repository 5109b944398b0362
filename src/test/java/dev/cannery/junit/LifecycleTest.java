package dev.cannery.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cannery.GoldenFile;
import dev.cannery.RecordedExchange;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.AssumptionViolatedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** The mock supports the whole life cycle of JUnit tests: set-up, inheritance, nesting, aborts, timeouts. */
class LifecycleTest {
    private static final String HELLO = "contracts/hello.yaml";
    private static final String WEATHER = "contracts/weather.yaml";
    private static final String GREETING = "Hi! How can I help?";

    private static final Class<?>[] SOUND = {
        Prepared.class,
        PreparedOnce.class,
        Outer.class,
        Inheriting.class,
        Implementing.class,
        Components.class,
        Composed.class,
        NarrowedTwice.class,
        NarrowedInFull.class,
        NamedTwice.class,
        WithArguments.class,
        WithArgumentsOfTheClass.class,
        PropertiesTwice.class,
        Boxes.class,
        JudgedByOneProfile.class,
        SharedByOne.class,
        SharedByAnother.class
    };

    @Test
    void validTestsPassSequentially() {
        EngineExecutionResults results = Kit.run(SOUND);

        assertThat(Kit.failures(results)).isEmpty();
        assertThat(results.testEvents().succeeded().count()).isEqualTo(35);
    }

    @Test
    void validTestsPassInParallel() {
        EngineExecutionResults results = Kit.runInParallel(SOUND);

        assertThat(Kit.failures(results)).isEmpty();
        assertThat(results.testEvents().succeeded().count()).isEqualTo(35);
    }

    @Test
    void abortedAndDisabledTestsFailNothing() {
        EngineExecutionResults results = Kit.run(NotRun.class);

        assertThat(Kit.failures(results)).isEmpty();
        results.testEvents().assertStatistics(stats -> stats.aborted(2).skipped(1));
    }

    @Test
    void theTestsOwnExceptionComesFirst() {
        GoldenFile.of("junit/thrown.txt").assertHolds(Kit.failures(Kit.run(Throwing.class)));
    }

    @Test
    void checksRequestsOutsideOfTestsToo() {
        GoldenFile.of("junit/outside-of-tests.txt")
                .assertHolds(Kit.failures(Kit.run(AskingAfterEach.class, AskingAfterAll.class, AskingInNested.class)));
    }

    @Test
    void anInteractionUnusedByDynamicTestsFailsTheirFactory() {
        GoldenFile.of("junit/unused-factory.txt").assertHolds(Kit.failures(Kit.run(UnusedByDynamicTests.class)));
    }

    private static void greet(URI baseUrl) {
        assertThat(new Agent(baseUrl).ask("Hello")).isEqualTo(GREETING);
    }

    @ChatMockTest(HELLO)
    static class Prepared {
        @TempDir
        private Path folder;

        @BeforeEach
        void greetAhead(URI baseUrl) {
            greet(baseUrl);
        }

        @Test
        @UseInteraction("says hello")
        void setUpCounts(ChatMock mock, @TempDir Path other) {
            assertThat(folder).isNotEqualTo(other);
            mock.assertCalled("says hello").once();
        }

        @Nested
        class Inner {
            @BeforeEach
            void greetAgain(URI baseUrl) {
                greet(baseUrl);
            }

            @Test
            void setUpOfAllEnclosingClassesCounts(ChatMock mock) {
                mock.assertCalled("says hello").times(2);
            }
        }
    }

    @ChatMockTest(HELLO)
    static class PreparedOnce {
        @BeforeAll
        static void prepare(ChatMock mock, List<RecordedExchange> exchanges) {
            greet(mock.baseUrl());
            assertThat(exchanges).hasSize(1);
            mock.reply("prepared");
        }

        @RepeatedTest(2)
        @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void repliesOfAllTestsAnswerEach(ChatMock mock) {
            mock.assertNotCalled();
            assertThat(new Agent(mock.baseUrl()).ask("Hello")).isEqualTo("prepared");
        }
    }

    @ChatMockTest(HELLO)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class Outer {
        private URI outerUrl = URI.create("http://none.invalid");

        @BeforeAll
        void keep(URI baseUrl) {
            outerUrl = baseUrl;
        }

        @Nested
        @ChatMockTest(value = WEATHER, properties = "lifecycle.nested")
        @TestInstance(TestInstance.Lifecycle.PER_CLASS)
        class Inner {
            private final URI innerUrl;

            Inner(ChatMock mock) {
                mock.assertNotCalled("asks for the weather");
                innerUrl = mock.baseUrl();
            }

            @BeforeAll
            void sendARequestThatOnlyThisClassAnswers(ChatMock mock) {
                mock.assertNotCalled("asks for the weather");
                mock.reply("inner");
            }

            @Test
            void allUrlsLeadToTheRunningTest(ChatMock mock) {
                mock.assertNotCalled("asks for the weather");
                mock.assertNotCalled("says hello");
                List.of(outerUrl, innerUrl, URI.create(System.getProperty("lifecycle.nested")))
                        .forEach(url -> assertThat(new Agent(url).ask("Hello")).isEqualTo("inner"));
                mock.assertCalled().times(3);
            }
        }

        @Test
        void theContractsOfNestedClassesAreTheirOwn(ChatMock mock) {
            greet(outerUrl);
            mock.assertCalled().once();
        }
    }

    @ChatMockTest(HELLO)
    abstract static class Base {
        @Test
        void isInherited(URI baseUrl) {
            greet(baseUrl);
        }
    }

    static class Inheriting extends Base {
        @Test
        @UseInteraction("says hello")
        void hasTheContractsThatItsClassInherits(URI baseUrl) {
            greet(baseUrl);
        }

        @Nested
        class Inner {
            @Test
            void hasTheContractsThatItsEnclosingClassInherits(URI baseUrl) {
                greet(baseUrl);
            }
        }
    }

    @ChatMockTest(HELLO)
    interface Greeting {
        @Test
        default void isInheritedFromAnInterface(URI baseUrl) {
            greet(baseUrl);
        }
    }

    static class Implementing implements Greeting {}

    @ChatMockTest(HELLO)
    record Components(ChatMock mock) {
        @Test
        void areFilledIn() {
            greet(mock.baseUrl());
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @ChatMockTest(
            value = {HELLO, WEATHER},
            strictness = Strictness.UNMATCHED_ONLY,
            properties = "lifecycle.url")
    @UseInteraction("says hello")
    @interface Composition {}

    @Composition
    static class Composed {
        @Test
        void hasAllSettingsOfItsAnnotation(ChatMock mock) {
            greet(URI.create(System.getProperty("lifecycle.url")));
            assertThat(mock.exchanges()).hasSize(1);
        }

        @Test
        void needNotUseWhatItNames() {}
    }

    @ChatMockTest({HELLO, WEATHER})
    @UseInteraction("says hello")
    static class NarrowedTwice {
        @Test
        void hasTheNamesOfItsClass(URI baseUrl) {
            greet(baseUrl);
        }

        @Test
        @ChatMockTest(strictness = Strictness.LENIENT)
        @UseInteraction("asks for the weather")
        void hasItsOwnNamesInstead(URI baseUrl) {
            assertThat(new Agent(baseUrl).ask("Hello")).isEqualTo("status 404");
        }
    }

    @ChatMockTest({HELLO, "src/test/resources/junit/greetings.yaml"})
    static class NarrowedInFull {
        @Test
        @UseInteraction({"hello: says hello", "says goodbye"})
        void hasOneOfTwoOfTheSameName(ChatMock mock) {
            greet(mock.baseUrl());
            assertThat(new Agent(mock.baseUrl()).ask("Au revoir")).isEqualTo("Adieu!");
            mock.assertInOrder("says hello", "says goodbye");
        }
    }

    @ChatMockTest("contracts")
    static class NamedTwice {
        @Test
        @ChatMockTest(HELLO)
        @UseInteraction("says hello")
        void isOneContractNonetheless(URI baseUrl) {
            greet(baseUrl);
        }
    }

    @ChatMockTest(HELLO)
    static class WithArguments {
        @ParameterizedTest
        @CsvSource("an argument, http://localhost:1")
        void keepsItsArguments(String name, URI argument) {
            assertThat(argument).hasPort(1);
        }

        @ParameterizedTest
        @ValueSource(strings = "Hello")
        void getsTheMockForOtherParameters(String prompt, URI baseUrl) {
            assertThat(new Agent(baseUrl).ask(prompt)).isEqualTo(GREETING);
        }
    }

    @ChatMockTest(HELLO)
    @ParameterizedClass
    @ValueSource(strings = {"http://localhost:1", "http://localhost:2"})
    static class WithArgumentsOfTheClass {
        private final URI argument;
        private final ChatMock mock;

        WithArgumentsOfTheClass(URI argument, ChatMock mock) {
            this.argument = argument;
            this.mock = mock;
        }

        @Test
        void keepsThem(URI baseUrl) {
            assertThat(argument.getPort()).isBetween(1, 2);
            assertThat(mock.baseUrl()).isEqualTo(baseUrl);
        }
    }

    @ChatMockTest(value = HELLO, properties = "lifecycle.one")
    static class PropertiesTwice {
        @Test
        @ChatMockTest(properties = {"lifecycle.two", "lifecycle.one=none"})
        void ofAMethodAddToThoseOfItsClass() {
            assertThat(System.getProperty("lifecycle.one")).isEqualTo("none");
            greet(URI.create(System.getProperty("lifecycle.two")));
        }

        @Test
        void ofAMethodAreItsOwn() {
            assertThat(System.getProperty("lifecycle.two")).isNull();
            greet(URI.create(System.getProperty("lifecycle.one")));
        }
    }

    @ChatMockTest(HELLO)
    static class Boxes {
        @TestFactory
        Stream<DynamicNode> boxes(ChatMock mock) {
            return Stream.of(DynamicContainer.dynamicContainer(
                    "box",
                    Stream.of(1, 2)
                            .map(i -> DynamicTest.dynamicTest("test " + i, () -> {
                                greet(mock.baseUrl());
                                mock.assertCalled("says hello");
                            }))));
        }
    }

    @ChatMockTest(value = HELLO, profile = "lenient")
    static class JudgedByOneProfile {
        private static final String NO_MODEL = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

        @Test
        @ChatMockTest(strictness = Strictness.UNMATCHED_ONLY)
        void ofTheClass(ChatMock mock) {
            assertThat(new Agent(mock.baseUrl()).send(NO_MODEL)).isEqualTo(GREETING);
        }

        @Test
        @ChatMockTest(profile = "openai", strictness = Strictness.LENIENT)
        void ofTheMethod(ChatMock mock) {
            assertThat(new Agent(mock.baseUrl()).send(NO_MODEL)).isEqualTo("status 400");
        }

        @Nested
        @ChatMockTest(WEATHER)
        class Inner {
            @Test
            void ofTheClassAround(ChatMock mock) {
                assertThat(new Agent(mock.baseUrl()).send(NO_MODEL)).isEqualTo(GREETING);
            }
        }

        @Nested
        @ChatMockTest(value = WEATHER, profile = "openai", strictness = Strictness.LENIENT)
        class Stricter {
            @Test
            void ofTheNestedClass(ChatMock mock) {
                assertThat(new Agent(mock.baseUrl()).send(NO_MODEL)).isEqualTo("status 400");
            }
        }
    }

    @ChatMockTest(value = HELLO, shared = true)
    static class SharedByOne {
        @RepeatedTest(3)
        void converses(ChatMock mock) {
            mock.reply("one");
            assertThat(new Agent(mock.baseUrl()).ask("Hello")).isEqualTo("one");
            mock.assertCalled().once();
        }
    }

    @ChatMockTest(value = WEATHER, shared = true)
    static class SharedByAnother {
        @RepeatedTest(3)
        void converses(ChatMock mock) {
            mock.reply("another");
            assertThat(new Agent(mock.baseUrl()).ask("Hello")).isEqualTo("another");
            mock.assertCalled().once();
        }
    }

    @ChatMockTest(WEATHER)
    static class NotRun {
        @Test
        @UseInteraction("asks for the weather")
        void isAborted() {
            assumeTrue(false);
        }

        @Test
        @UseInteraction("asks for the weather")
        void isAbortedByTheExceptionOfJUnit4() {
            throw new AssumptionViolatedException("not today");
        }

        @Test
        @Disabled("not today either")
        @UseInteraction("no such interaction")
        void isDisabled() {}
    }

    @ChatMockTest(HELLO)
    static class Throwing {
        @Test
        void anError(URI baseUrl) {
            new Agent(baseUrl).ask("Bye");
            throw new LinkageError("broken");
        }

        @Test
        void anException(URI baseUrl) {
            new Agent(baseUrl).ask("Bye");
            throw new IllegalStateException("no answer");
        }

        @Test
        @Timeout(value = 100, unit = TimeUnit.MILLISECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void tooLate(URI baseUrl) throws InterruptedException {
            new Agent(baseUrl).ask("Bye");
            TimeUnit.MINUTES.sleep(5);
        }

        @Nested
        class InItsPreparations {
            @BeforeEach
            void prepare(URI baseUrl) {
                new Agent(baseUrl).ask("Bye");
                throw new IllegalStateException("not prepared");
            }

            @Test
            void isNotReached() {}
        }
    }

    @ChatMockTest(HELLO)
    static class AskingAfterEach {
        @AfterEach
        void ask(URI baseUrl) {
            new Agent(baseUrl).ask("Bye");
        }

        @Test
        void passes() {}
    }

    @ChatMockTest(HELLO)
    static class AskingAfterAll {
        @AfterAll
        static void ask(URI baseUrl) {
            new Agent(baseUrl).ask("Bye");
        }

        @Test
        void passes() {}
    }

    @ChatMockTest(HELLO)
    static class AskingInNested {
        @Nested
        @ChatMockTest(WEATHER)
        @TestInstance(TestInstance.Lifecycle.PER_CLASS)
        class Inner {
            @BeforeAll
            void ask(URI baseUrl) {
                new Agent(baseUrl).ask("Bye");
            }

            @Test
            void passes() {}
        }
    }

    @ChatMockTest(HELLO)
    static class UnusedByDynamicTests {
        @TestFactory
        @UseInteraction("says hello")
        Stream<DynamicTest> factory() {
            return Stream.of(DynamicTest.dynamicTest("passes", () -> {}));
        }
    }
}
