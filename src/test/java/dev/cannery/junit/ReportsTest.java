package dev.cannery.junit;

import static dev.cannery.Rules.prompt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.cannery.GoldenFile;
import dev.cannery.internal.contract.requests.RecordedRequestsReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The reports of a test run: recorded requests, and coverage of the contracts. */
class ReportsTest {
    private static final String CONTRACTS = "src/test/resources/junit/reported.yaml";

    @TempDir
    private Path folder;

    @Test
    void coverageShowsWhichTestsExercisedWhichParts() throws IOException {
        run(First.class);

        GoldenFile.of("junit/coverage.json").assertHolds(Files.readString(folder.resolve("coverage.json")));
        GoldenFile.of("junit/coverage.html").assertHolds(Files.readString(folder.resolve("coverage.html")));
    }

    @Test
    void aPassingRunLogsNothingAtTheDefaultLevel() throws IOException {
        List<String> shown = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger("dev.cannery.junit");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                shown.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            run(First.class);
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(folder.resolve("coverage.html")).exists();
        // parallel tests log about their own folders
        assertThat(shown).noneMatch(line -> line.contains(folder.toString()));
    }

    @Test
    void escapesNamesInThePage() throws IOException {
        run(First.class);

        assertThat(Files.readString(folder.resolve("coverage.html")))
                .contains("asks &lt;b&gt;for&lt;/b&gt; &amp; &quot;gets&quot;")
                .doesNotContain("<b>for</b>");
    }

    @Test
    void recordsOnlyRequestsOfPassingTests() throws IOException {
        run(First.class);

        assertThat(testsOfRecordedRequests()).containsExactlyInAnyOrder("#asks[1] turn 1", "#converses turn 1");
    }

    @Test
    void mergesRunsAndForksAndReplacesResultsOfTestsThatRunAgain() throws IOException {
        run(First.class);
        run(Second.class);
        String both = Files.readString(folder.resolve("coverage.json"));
        run(Second.class);
        run(First.class);

        assertThat(both).contains(First.class.getName() + "#asks[1]", Second.class.getName() + "#asks");
        assertThat(Files.readString(folder.resolve("coverage.json"))).isEqualTo(both);
        assertThat(RecordedRequestsReader.read(folder.resolve("requests"))).hasSize(2);
    }

    @Test
    void aTestThatRunsAloneKeepsTheResultsOfTheOthersOfItsClass() throws IOException {
        run(First.class);
        String whole = Files.readString(folder.resolve("coverage.json"));

        run(Kit.engine().selectors(selectMethod(First.class, "converses", ChatMock.class)));

        assertThat(Files.readString(folder.resolve("coverage.json"))).isEqualTo(whole);
        assertThat(testsOfRecordedRequests()).contains("#asks[1] turn 1", "#converses turn 1");
    }

    @Test
    void recordsTheRequestsOfAFailedTestThatRunsAgain() {
        run(Flaky.class);
        assertThat(testsOfRecordedRequests()).containsExactly("#passes turn 1");

        run(Kit.engine().selectors(selectMethod(Flaky.class, "isFlaky", URI.class)));

        assertThat(testsOfRecordedRequests()).containsExactlyInAnyOrder("#passes turn 1", "#isFlaky turn 1");
    }

    @Test
    void removesTestsThatTheirClassNoLongerHas() throws IOException {
        run(First.class);
        Path coverage = folder.resolve("coverage.json");
        Files.writeString(
                coverage,
                Files.readString(coverage)
                        .replace("First#asks[1]", "First#wasOnce")
                        .replace("First#asks[2]", "First#asks")
                        .replace("First#converses", "Second#converses"));

        run(First.class);

        assertThat(Files.readString(coverage))
                .contains("First#asks[1]", "First#asks[2]", "First#converses", "Second#converses")
                .doesNotContain("wasOnce", "First#asks\"");
    }

    @Test
    void distinguishesOverloadedTests() {
        run(Overloaded.class);

        assertThat(testsOfRecordedRequests())
                .containsExactlyInAnyOrder("#asks(URI) turn 1", "#asks(ChatMock)[1] turn 1");
    }

    private List<String> testsOfRecordedRequests() {
        return RecordedRequestsReader.read(folder.resolve("requests")).stream()
                .flatMap(recorded -> recorded.requests().stream())
                .map(request -> request.test().replaceAll("^[^#]*", "") + " turn " + request.turn())
                .toList();
    }

    private void run(Class<?> testClass) {
        run(Kit.engine(testClass));
    }

    private void run(EngineTestKit.Builder kit) {
        kit.configurationParameter("cannery.output", folder.toString()).execute();
    }

    @ChatMockTest(CONTRACTS)
    static class First {
        @RepeatedTest(2)
        void asks(URI baseUrl) {
            new Agent(baseUrl).ask("Give me bold text");
        }

        @Test
        void converses(ChatMock mock) {
            mock.when(prompt("mine")).reply("not in any report");
            new Agent(mock.baseUrl()).ask("mine");
            new Agent(mock.baseUrl()).ask("What should I pack?");
        }

        @Test
        void fails(URI baseUrl) {
            new Agent(baseUrl).ask("Give me bold text, I fail");
            throw new AssertionError("on purpose");
        }
    }

    @ChatMockTest(CONTRACTS)
    static class Second {
        @Test
        void asks(URI baseUrl) {
            new Agent(baseUrl).ask("Give me bold text");
        }
    }

    @ChatMockTest(CONTRACTS)
    static class Flaky {
        private static final AtomicInteger RUNS = new AtomicInteger();

        @Test
        void isFlaky(URI baseUrl) {
            new Agent(baseUrl).ask("Give me bold text");
            assertThat(RUNS.incrementAndGet()).isEven();
        }

        @Test
        void passes(URI baseUrl) {
            new Agent(baseUrl).ask("What should I pack?");
        }
    }

    @ChatMockTest(CONTRACTS)
    static class Overloaded {
        @Test
        void asks(URI baseUrl) {
            new Agent(baseUrl).ask("Give me bold text");
        }

        @RepeatedTest(1)
        void asks(ChatMock mock) {
            new Agent(mock.baseUrl()).ask("Give me bold text in Rome");
        }

        @TestFactory
        List<DynamicTest> asks() {
            return List.of();
        }
    }
}
