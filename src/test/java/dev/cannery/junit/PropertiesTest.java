package dev.cannery.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.cannery.GoldenFile;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** System properties lead code under test to the mock of the running test, and are restored afterwards. */
class PropertiesTest {
    private static final String URL = "cannery.test.url";
    private static final String ROOT = "cannery.test.root";

    @Test
    void propertiesLeadToTheRunningTestAndAreRestored() {
        System.setProperty(ROOT, "as it was");
        try {
            assertThat(Kit.failures(Kit.runInParallel(First.class, Second.class, OnOneMethod.class)))
                    .isEmpty();
            assertThat(System.getProperty(URL)).isNull();
            assertThat(System.getProperty(ROOT)).isEqualTo("as it was");
        } finally {
            System.clearProperty(ROOT);
        }
    }

    @Test
    void extensionsThatWouldOverwriteEachOthersPropertiesFail() {
        GoldenFile.of("junit/properties-at-once.txt")
                .assertHolds(Kit.failures(Kit.runInParallel(Holder.class, Latecomer.class)));
        assertThat(System.getProperty("cannery.test.held")).isNull();
    }

    @Test
    void aClientOfTheFirstRunWorksForTestsThatRunAgain() {
        var summary = new SummaryGeneratingListener();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(MadeOnce.class))
                .configurationParameter("cannery.output", "none")
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .build();
        try (LauncherSession session = LauncherFactory.openSession(LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .build())) {
            session.getLauncher().execute(request, summary);
            assertThat(summary.getSummary().getTestsFailedCount()).isEqualTo(1);
            session.getLauncher().execute(request, summary);
        }

        assertThat(summary.getSummary().getTestsSucceededCount()).isEqualTo(1);
        assertThat(MadeOnce.CLIENTS.get(0).ask("Hello")).startsWith("failed: ");
    }

    @ChatMockTest(properties = "cannery.test.once")
    static class MadeOnce {
        private static final List<Agent> CLIENTS = new CopyOnWriteArrayList<>();

        @Test
        void isFlaky(ChatMock mock) {
            boolean isFirst = CLIENTS.isEmpty();
            CLIENTS.add(new Agent(URI.create(System.getProperty("cannery.test.once"))));
            mock.reply("Hi");
            assertThat(CLIENTS.get(0).ask("Hello")).isEqualTo("Hi");
            assertThat(isFirst).as("the first run").isFalse();
        }
    }

    private static void askTheUrlOfTheSystemProperty(ChatMock mock) {
        mock.reply("only here");
        assertThat(new Agent(URI.create(System.getProperty(URL))).ask("anything"))
                .isEqualTo("only here");
        assertThat(mock.exchanges()).hasSize(1);
    }

    @ChatMockTest(properties = {URL, ROOT + "={rootUrl}/openai", "cannery.test.key=any"})
    static class First {
        @RepeatedTest(3)
        void asks(ChatMock mock) {
            assertThat(System.getProperty(ROOT)).endsWith("/openai").doesNotContain("/v1");
            assertThat(System.getProperty("cannery.test.key")).isEqualTo("any");
            askTheUrlOfTheSystemProperty(mock);
        }
    }

    @ChatMockTest(properties = URL)
    static class Second {
        @RepeatedTest(3)
        void asks(ChatMock mock) {
            askTheUrlOfTheSystemProperty(mock);
        }
    }

    static class OnOneMethod {
        @Test
        @ChatMockTest(properties = URL)
        void asks(ChatMock mock) {
            askTheUrlOfTheSystemProperty(mock);
        }
    }

    private static final class Meeting {
        private static final CountDownLatch HELD = new CountDownLatch(1);
        private static final CountDownLatch REFUSED = new CountDownLatch(1);
    }

    static class Holder {
        @RegisterExtension
        static final ChatMockExtension MOCK =
                ChatMockExtension.builder().property("cannery.test.held").build();

        @Test
        void holdsTheProperty() throws InterruptedException {
            Meeting.HELD.countDown();
            assertThat(Meeting.REFUSED.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    static class Latecomer {
        @RegisterExtension
        @Order(1)
        static final org.junit.jupiter.api.extension.BeforeAllCallback WAIT =
                context -> assertThat(Meeting.HELD.await(30, TimeUnit.SECONDS)).isTrue();

        @RegisterExtension
        @Order(2)
        static final ChatMockExtension MOCK =
                ChatMockExtension.builder().property("cannery.test.held").build();

        @RegisterExtension
        @Order(3)
        static final org.junit.jupiter.api.extension.AfterAllCallback DONE = context -> Meeting.REFUSED.countDown();

        @Test
        void isNotReached() {}
    }
}
