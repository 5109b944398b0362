package dev.cannery.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.GoldenFile;
import dev.cannery.Interaction;
import dev.cannery.RecordedExchange;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.util.List;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Each test has a mock of its own, for every kind of test, sequential or parallel. */
class IsolationTest {
    private static final String HELLO = "contracts/hello.yaml";

    private static final Class<?>[] EVERY_KIND = {
        Outer.class,
        Parameterized.class,
        Repeated.class,
        PerClass.class,
        PerMethodConstructor.class,
        Factories.class,
        ByMeta.class,
        StaticField.class,
        InstanceField.class,
        Derived.class,
        OnMethods.class,
        Shared.class
    };

    @Test
    void everyKindOfTestPassesSequentially() {
        EngineExecutionResults results = Kit.run(EVERY_KIND);

        assertThat(Kit.failures(results)).isEmpty();
        assertThat(results.testEvents().succeeded().count()).isEqualTo(37);
    }

    @Test
    void everyKindOfTestPassesInParallel() {
        EngineExecutionResults results = Kit.runInParallel(EVERY_KIND);

        assertThat(Kit.failures(results)).isEmpty();
        assertThat(results.testEvents().succeeded().count()).isEqualTo(37);
    }

    @Test
    void theUrlOfTheClassLeadsToTheRunningTest() {
        assertThat(Kit.failures(Kit.run(ClientOfTheClass.class))).isEmpty();
    }

    @Test
    void parallelUseOfTheUrlOfTheClassFailsTheClass() {
        EngineExecutionResults results = Kit.runInParallel(CrowdedClient.class);

        GoldenFile.of("junit/crowd.txt").assertHolds(Kit.failures(results));
    }

    /** Checks that successive responses, stubs and exchanges belong to one test. */
    private static void converse(ChatMock mock, List<RecordedExchange> exchanges) {
        Agent agent = new Agent(mock.baseUrl());
        assertThat(mock.exchanges()).isEmpty();
        assertThat(mock.baseUrl().getPath()).endsWith("/v1");
        assertThat(agent.ask("Hello")).isEqualTo("Hi! How can I help?");
        mock.reply("one", "two");
        assertThat(agent.ask("Hello")).isEqualTo("one");
        assertThat(agent.ask("Hello")).isEqualTo("two");
        assertThat(exchanges).hasSize(3);
        mock.assertCalled("says hello").once();
        assertThat(mock.lastExchange().interaction()).isEqualTo("reply");
    }

    @ChatMockTest(HELLO)
    static class Outer {
        @Test
        void outside(ChatMock mock, List<RecordedExchange> exchanges) {
            converse(mock, exchanges);
        }

        @Nested
        class Inner {
            @Test
            void inside(ChatMock mock, List<RecordedExchange> exchanges) {
                converse(mock, exchanges);
            }

            @Nested
            @ChatMockTest(value = "contracts/weather.yaml", strictness = Strictness.LENIENT)
            class Innermost {
                @Test
                void hasTheContractsOfAllEnclosingClasses(ChatMock mock, List<RecordedExchange> exchanges) {
                    mock.assertNotCalled("asks for the weather");
                    new Agent(URI.create(mock.rootUrl() + "/v1")).ask("nothing answers this");
                    assertThat(exchanges.get(0).kind()).isEqualTo(RecordedExchange.Kind.MISSED);
                    assertThat(new Agent(mock.baseUrl()).ask("Hello")).isEqualTo("Hi! How can I help?");
                }
            }
        }
    }

    @ChatMockTest(HELLO)
    static class Parameterized {
        @ParameterizedTest
        @ValueSource(strings = {"a", "b", "c"})
        void converses(String argument, ChatMock mock, URI baseUrl, List<RecordedExchange> exchanges) {
            assertThat(baseUrl).isEqualTo(mock.baseUrl());
            converse(mock, exchanges);
        }

        @ParameterizedTest
        @ValueSource(strings = {"http://localhost:1", "http://localhost:2"})
        void keepsUriArguments(URI argument) {
            assertThat(argument.getPort()).isBetween(1, 2);
        }
    }

    @ChatMockTest(HELLO)
    static class Repeated {
        @RepeatedTest(5)
        void converses(ChatMock mock, List<RecordedExchange> exchanges) {
            converse(mock, exchanges);
        }
    }

    @ChatMockTest(HELLO)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClass {
        private final URI classUrl;

        PerClass(ChatMock mock) {
            classUrl = mock.baseUrl();
        }

        @RepeatedTest(3)
        void converses(ChatMock mock, List<RecordedExchange> exchanges) {
            assertThat(mock.baseUrl()).isNotEqualTo(classUrl);
            converse(mock, exchanges);
        }
    }

    @ChatMockTest(HELLO)
    static class PerMethodConstructor {
        private final URI url;

        PerMethodConstructor(URI url) {
            this.url = url;
        }

        @RepeatedTest(2)
        void converses(ChatMock mock, List<RecordedExchange> exchanges) {
            assertThat(url.getPath()).endsWith("/v1");
            converse(mock, exchanges);
        }
    }

    @ChatMockTest(HELLO)
    static class Factories {
        @TestFactory
        Stream<DynamicTest> first(ChatMock mock) {
            return dynamicTests(mock);
        }

        @TestFactory
        Stream<DynamicTest> second(ChatMock mock) {
            return dynamicTests(mock);
        }

        private static Stream<DynamicTest> dynamicTests(ChatMock mock) {
            mock.reply("one", "two", "then");
            return Stream.of("a", "b")
                    .map(name -> DynamicTest.dynamicTest(
                            name,
                            () -> assertThat(new Agent(mock.baseUrl()).ask(name))
                                    .isIn("one", "two")));
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @ChatMockTest(HELLO)
    @interface HelloMock {}

    @HelloMock
    static class ByMeta {
        @RepeatedTest(2)
        void converses(ChatMock mock, List<RecordedExchange> exchanges) {
            converse(mock, exchanges);
        }
    }

    static class StaticField {
        @RegisterExtension
        static final ChatMockExtension MOCK =
                ChatMockExtension.builder().contracts(HELLO).build();

        @BeforeAll
        static void theUrlIsKnownAlready() {
            assertThat(MOCK.baseUrl()).hasPath(MOCK.rootUrl().getPath() + "/v1");
        }

        @RepeatedTest(3)
        void converses(ChatMock mock, List<RecordedExchange> exchanges) {
            converse(mock, exchanges);
        }
    }

    static class InstanceField {
        @RegisterExtension
        final ChatMockExtension mock =
                ChatMockExtension.builder().contracts(HELLO).build();

        @RepeatedTest(2)
        void converses(ChatMock own, List<RecordedExchange> exchanges) {
            assertThat(mock.baseUrl()).isNotEqualTo(own.baseUrl());
            converse(own, exchanges);
        }
    }

    static class Derived extends StaticField {}

    static class OnMethods {
        @RepeatedTest(2)
        @ChatMockTest(HELLO)
        void converses(ChatMock mock, List<RecordedExchange> exchanges) {
            converse(mock, exchanges);
        }
    }

    @ChatMockTest(value = HELLO, shared = true)
    static class Shared {
        @BeforeEach
        void addAReplyThatNeedNotBeUsed(ChatMock mock) {
            mock.add(Interaction.named("prepared").fallback().reply("fallback"));
        }

        @RepeatedTest(3)
        void converses(ChatMock mock, List<RecordedExchange> exchanges) {
            converse(mock, exchanges);
        }
    }

    @ChatMockTest(HELLO)
    static class ClientOfTheClass {
        private static Agent agent = new Agent(URI.create("http://none.invalid"));
        private static ChatMock classMock;

        @BeforeAll
        static void createTheClientOnce(URI baseUrl, ChatMock mock) {
            agent = new Agent(baseUrl);
            classMock = mock;
        }

        @RepeatedTest(3)
        void sendsToTheUrlOfTheClass(ChatMock mock, List<RecordedExchange> exchanges) {
            mock.reply("only here");
            assertThat(agent.ask("anything")).isEqualTo("only here");
            assertThat(exchanges).hasSize(1);
            assertThat(classMock.exchanges()).isEqualTo(mock.exchanges());
        }
    }

    @ChatMockTest(HELLO)
    static class CrowdedClient {
        private static final java.util.concurrent.CyclicBarrier BOTH = new java.util.concurrent.CyclicBarrier(2);
        private static Agent agent = new Agent(URI.create("http://none.invalid"));

        @BeforeAll
        static void createTheClientOnce(URI baseUrl) {
            agent = new Agent(baseUrl);
        }

        @RepeatedTest(2)
        void sendsToTheUrlOfTheClass() throws Exception {
            BOTH.await(30, java.util.concurrent.TimeUnit.SECONDS);
            agent.ask("Hello");
            BOTH.await(30, java.util.concurrent.TimeUnit.SECONDS);
        }
    }
}
