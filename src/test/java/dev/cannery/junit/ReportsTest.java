package dev.cannery.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.GoldenFile;
import dev.cannery.contract.evidence.EvidenceReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left when the tests are over: evidence of what they sent, and coverage of the contracts. */
class ReportsTest {
    private static final String CONTRACTS = "src/test/resources/junit/reported.yaml";

    @TempDir
    private Path folder;

    @Test
    void coverageTellsWhichTestsExercisedWhat() throws IOException {
        run(First.class);

        GoldenFile.of("junit/coverage.json").assertHolds(Files.readString(folder.resolve("coverage.json")));
        GoldenFile.of("junit/coverage.html").assertHolds(Files.readString(folder.resolve("coverage.html")));
    }

    @Test
    void namesInThePageAreTextAndNothingElse() throws IOException {
        run(First.class);

        assertThat(Files.readString(folder.resolve("coverage.html")))
                .contains("asks &lt;b&gt;for&lt;/b&gt; &amp; &quot;gets&quot;")
                .doesNotContain("<b>for</b>");
    }

    @Test
    void evidenceIsWhatPassingTestsSent() throws IOException {
        run(First.class);

        assertThat(EvidenceReader.read(folder.resolve("evidence")))
                .flatExtracting(evidence -> evidence.requests())
                .extracting(request -> request.test() + " turn " + request.turn())
                .containsExactlyInAnyOrder(
                        First.class.getName() + "#asks[1] turn 1", First.class.getName() + "#converses turn 1");
    }

    @Test
    void runsAndForksAddUpAndAClassThatRunsAgainReplacesWhatItFound() throws IOException {
        run(First.class);
        run(Second.class);
        String both = Files.readString(folder.resolve("coverage.json"));
        run(Second.class);
        run(First.class);

        assertThat(both).contains(First.class.getName() + "#asks[1]", Second.class.getName() + "#asks");
        assertThat(Files.readString(folder.resolve("coverage.json"))).isEqualTo(both);
        assertThat(EvidenceReader.read(folder.resolve("evidence"))).hasSize(2);
    }

    private void run(Class<?> testClass) {
        Kit.engine(testClass)
                .configurationParameter("cannery.output", folder.toString())
                .execute();
    }

    @ChatMockTest(CONTRACTS)
    static class First {
        @org.junit.jupiter.api.RepeatedTest(2)
        void asks(URI baseUrl) {
            new Agent(baseUrl).ask("Give me bold text");
        }

        @Test
        void converses(ChatMock mock) {
            mock.when(dev.cannery.contract.dsl.RequestRules.prompt("mine")).reply("not in any report");
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
}
