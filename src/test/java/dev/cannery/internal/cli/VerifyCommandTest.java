package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.server.MockServer;
import dev.cannery.internal.verify.lie.LyingProvider;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyCommandTest {
    private static final String HELLO = "interactions: [{name: hello, request: {prompt: Hello}, response: Hi}]\n";
    private static final String BYE = """
            interactions:
              - {name: hello, request: {prompt: Hello}, response: Hi}
              - {name: bye, request: {prompt: Bye}, response: Bye, verify: {content: Bye}}
            """;
    private static final LyingProvider PROVIDER = new LyingProvider();

    @TempDir
    private Path folder;

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @Test
    void aPassedContractExitsWithZero() throws Exception {
        write("a.yaml", HELLO);
        try (Program program = verify(PROVIDER.valid())) {
            assertThat(program.exitCode()).as(program.out()).isZero();
            assertThat(program.out()).contains("PASS     a: hello (json)", "PASS     a: hello (stream)", "all passed");
        }
    }

    @ParameterizedTest
    @CsvSource({"chat, /chat/completions", "responses, /responses", "both, /chat/completions and BASE/responses"})
    void namesTheAddressOfEachEndpointThatIsAsked(String endpoint, String addresses) throws Exception {
        write("a.yaml", HELLO);
        String base = "http://127.0.0.1:" + freePort() + "/v1";
        try (Program program = verify(base, "--no-errors", "--endpoint", endpoint)) {
            assertThat(program.exitCode()).isEqualTo(3);
            assertThat(program.out()).contains(" against " + base + addresses.replace("BASE", base) + " as openai\n");
        }
    }

    @Test
    void aFailedContractExitsWithOneAndPrintsTheFailure() throws Exception {
        write("a.yaml", BYE);
        try (Program program = verify(PROVIDER.valid())) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.out())
                    .contains("choices[0].message.content  \"Hello there.\"  expected \"Bye\"  C101")
                    .contains("2 failed");
        }
    }

    @Test
    void aTargetThatIsDownExitsWithThree() throws Exception {
        write("a.yaml", HELLO);
        try (Program program = verify("http://127.0.0.1:" + freePort() + "/v1")) {
            assertThat(program.exitCode()).isEqualTo(3);
            assertThat(program.out()).contains("C001", "not tried: the target cannot be used");
        }
    }

    @Test
    void printsOneLineForManyCasesThatWereNotTried() throws Exception {
        write("a.yaml", BYE);
        try (Program program = verify("http://127.0.0.1:" + freePort() + "/v1")) {
            assertThat(program.exitCode()).isEqualTo(3);
            assertThat(program.out())
                    .contains("  SKIP     4 cases  not tried: the target cannot be used: \"no connection to")
                    .doesNotContain("hello");
        }
    }

    @Test
    void anUnknownHostExitsWithThree() throws Exception {
        write("a.yaml", HELLO);
        try (Program program = verify("http://no-such-host.invalid/v1", "--no-errors")) {
            assertThat(program.exitCode()).isEqualTo(3);
            assertThat(program.out()).contains("unknown host no-such-host.invalid");
        }
    }

    @Test
    void anUntrustedConnectionExitsWithThree() throws Exception {
        write("a.yaml", HELLO);
        try (Program program = verify(PROVIDER.valid().replace("http:", "https:"), "--no-errors")) {
            assertThat(program.exitCode()).isEqualTo(3);
            assertThat(program.out()).contains("C001");
        }
    }

    @Test
    void aSilentTargetExitsWithThreeAfterTheTimeout() throws Exception {
        write("a.yaml", HELLO);
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Program program = verify(
                        "http://127.0.0.1:" + silent.getLocalPort() + "/v1",
                        "--first-byte-timeout",
                        "0.3",
                        "--no-errors")) {
            assertThat(program.exitCode()).isEqualTo(3);
            assertThat(program.out()).contains("C002");
        }
    }

    @Test
    void aRefusedKeyExitsWithThreeAndIsNotShown() throws Exception {
        write("a.yaml", HELLO);
        try (Program program = verify(PROVIDER.valid(), "--api-key-env", "PATH")) {
            assertThat(program.exitCode()).as(program.out()).isEqualTo(3);
            assertThat(program.out()).contains("C014").doesNotContain(System.getenv("PATH"));
        }
    }

    @Test
    void anExhaustedTokenBudgetExitsWithThree() throws Exception {
        write("a.yaml", HELLO);
        try (Program program = verify(PROVIDER.valid(), "--no-errors", "--max-tokens", "1", "--concurrency", "1")) {
            assertThat(program.exitCode()).isEqualTo(3);
            assertThat(program.out())
                    .contains("PASS     a: hello (json)", "not tried: the budget of 1 tokens is used up");
        }
    }

    @Test
    void verifiesOnlyTaggedInteractionsAndKeepsTheirOrderWhenConcurrent() throws Exception {
        StringBuilder contract = new StringBuilder("interactions:\n  - {name: x, request: {prompt: X}, response: X}\n");
        for (int i = 0; i < 8; i++) {
            contract.append("  - {name: t" + i + ", tags: [smoke], request: {prompt: T" + i + "}, response: T}\n");
        }
        write("a.yaml", contract.toString());
        Path json = folder.resolve("tagged.json");
        try (Program program = verify(
                PROVIDER.valid(),
                "--no-errors",
                "--tag",
                "smoke",
                "--concurrency",
                "8",
                "--form",
                "stream",
                "--json",
                json.toString())) {
            assertThat(program.exitCode()).as(program.out()).isZero();
            JsonNode results = Json.parse(Files.readString(json)).path("results");
            assertThat(results.findValuesAsText("interaction"))
                    .containsExactly("t0", "t1", "t2", "t3", "t4", "t5", "t6", "t7");
            assertThat(results.path(0).path("attempts").path(0).path("events_ms"))
                    .hasSizeGreaterThan(1);
        }
    }

    @Test
    void anExhaustedBudgetExitsWithThree() throws Exception {
        write("a.yaml", HELLO);
        try (Program program = verify(PROVIDER.valid(), "--no-errors", "--max-requests", "1", "--concurrency", "1")) {
            assertThat(program.exitCode()).isEqualTo(3);
            assertThat(program.out())
                    .contains(
                            "PASS     a: hello (json)",
                            "not everything was verified: the budget of 1 requests is used up")
                    .contains("not tried: the budget of 1 requests is used up");
        }
    }

    @Test
    void aDryRunSendsNothing() throws Exception {
        write("a.yaml", HELLO);
        try (MockServer server = MockServer.builder()
                        .contracts(ContractReader.read(folder.resolve("contracts")))
                        .start();
                Program program = verify(server.baseUrl().toString(), "--dry-run")) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.out())
                    .contains("a: hello (stream)", "\"content\":\"Hello\"", "2 requests, about 14 prompt tokens");
            assertThat(server.exchanges()).isEmpty();
        }
    }

    @Test
    void anUnknownTagIsReportedAndNothingIsSent() throws Exception {
        write("a.yaml", "interactions: [{name: a, tags: [smoke], request: {prompt: Hello}, response: Hi}]\n");
        write("b.yaml", HELLO);
        for (String[] more : List.of(new String[] {}, new String[] {"--dry-run"}, new String[] {"--tag", "smoke"})) {
            List<String> options = new ArrayList<>(List.of("--tag", "smok"));
            options.addAll(Arrays.asList(more));
            try (Program program = verify("http://no-such-host.invalid/v1", options.toArray(String[]::new))) {
                assertThat(program.exitCode()).isEqualTo(2);
                assertThat(program.err()).contains("--tag", "'smok'", "'smoke'");
                assertThat(program.out()).isEmpty();
            }
        }
    }

    @Test
    void aFolderWithoutContractsIsReportedAndNothingIsSent() throws Exception {
        Files.createDirectories(folder.resolve("contracts"));
        try (Program program = verify("http://no-such-host.invalid/v1")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err())
                    .isEqualTo("cannery: there is no contract file (.yaml, .yml, .json) in "
                            + folder.resolve("contracts") + "\n");
        }
    }

    @Test
    void nothingToVerifyAgainIsAnError() throws Exception {
        write("a.yaml", HELLO);
        String results = folder.resolve("results/before.json").toString();
        try (Program first = verify(PROVIDER.valid(), "--json", results)) {
            assertThat(first.exitCode()).isZero();
        }
        try (Program again = verify(PROVIDER.valid(), "--only-failed", results)) {
            assertThat(again.exitCode()).isEqualTo(2);
            assertThat(again.err())
                    .isEqualTo("cannery: --only-failed: none of the 2 cases failed according to '" + results
                            + "', so there is nothing to verify again\n");
        }
    }

    @Test
    void casesThatWereNotCheckedAreNotASuccess() throws Exception {
        write("a.yaml", "interactions: [{name: a, needs: [vision], request: {prompt: Hello}, response: Hi}]\n");
        try (Program program = verify(PROVIDER.valid(), "--capability", "tools", "--no-errors")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.out()).contains("SKIP", "needs vision", "nothing was verified");
        }
    }

    @Test
    void aContractWithoutAnExampleIsAUsageError() throws Exception {
        write("a.yaml", "interactions: [{name: a, request: {prompt: {matches: 'a+b'}}, response: Hi}]\n");
        try (Program program = verify(PROVIDER.valid())) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.out()).contains("prompt needs an 'example'", "C613");
        }
    }

    @Test
    void retriesOnlyFailedCasesAndABaselineExcusesThem() throws Exception {
        write("a.yaml", BYE);
        String results = folder.resolve("results/before.json").toString();
        try (Program first = verify(PROVIDER.valid(), "--json", results)) {
            assertThat(first.exitCode()).isEqualTo(1);
        }
        try (Program again = verify(PROVIDER.valid(), "--only-failed", results);
                Program excused = verify(PROVIDER.valid(), "--baseline", results)) {
            assertThat(again.exitCode()).isEqualTo(1);
            assertThat(again.out()).contains("verifying 2 cases").doesNotContain("hello");
            assertThat(excused.exitCode()).as(excused.out()).isZero();
            assertThat(excused.out()).contains("2 pending");
        }
    }

    @Test
    void printsAKnownFailureAsPendingAndANewOneAsFailed() throws Exception {
        write("a.yaml", BYE);
        String results = folder.resolve("before.json").toString();
        try (Program first = verify(PROVIDER.valid(), "--json", results)) {
            assertThat(first.exitCode()).isEqualTo(1);
        }
        write("a.yaml", BYE + "  - {name: new, request: {prompt: New}, response: Old, verify: {content: Old}}\n");
        try (Program program = verify(PROVIDER.valid(), "--baseline", results)) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.out())
                    .contains(
                            "PENDING  a: bye (json)",
                            "known: its status in the baseline is fail",
                            "FAIL     a: new (json)")
                    .doesNotContain("FAIL     a: bye");
        }
    }

    @Test
    void rejectsABaselineWithoutAnyResult() throws Exception {
        write("a.yaml", BYE);
        Path down = folder.resolve("down.json");
        try (Program first = verify("http://127.0.0.1:" + freePort() + "/v1", "--json", down.toString())) {
            assertThat(first.exitCode()).isEqualTo(3);
        }
        Path empty = Files.writeString(folder.resolve("empty.json"), "{\"format\":1,\"results\":[]}");
        for (Path baseline : List.of(down, empty)) {
            try (Program program = verify(PROVIDER.valid(), "--baseline", baseline.toString())) {
                assertThat(program.exitCode()).isEqualTo(2);
                assertThat(program.err()).contains("--baseline: no interaction was checked in '" + baseline + "'");
                assertThat(program.out()).doesNotContain("PASS");
            }
        }
    }

    @Test
    void theCountsOfCasesMatchTheResults() throws Exception {
        write("a.yaml", HELLO);
        try (Program program = verify(PROVIDER.valid())) {
            assertThat(program.exitCode()).as(program.out()).isZero();
            assertThat(program.out()).contains("verifying 3 cases", "3 passed, 0 with warnings, 0 failed");
        }
    }

    @Test
    void reportsAFileThatCannotBeWrittenAndWritesTheOthers() throws Exception {
        write("a.yaml", HELLO);
        Path file = Files.writeString(folder.resolve("file"), "");
        Path json = folder.resolve("results.json");
        try (Program program =
                verify(PROVIDER.valid(), "--junit", file.resolve("x.xml").toString(), "--json", json.toString())) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err()).startsWith("cannery: cannot write the report '" + file.resolve("x.xml") + "'");
            assertThat(json).content().contains("\"complete\" : true".replace(" :", ":"));
        }
    }

    @Test
    void anUnwritableFolderOfRecordingsIsAUsageError() throws Exception {
        write("a.yaml", HELLO);
        Path file = Files.writeString(folder.resolve("file"), "");
        try (Program program = verify(PROVIDER.valid(), "--record", file.toString())) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err()).startsWith("cannery: --record: cannot write to '" + file + "'");
        }
    }

    @Test
    void aMarkdownSummaryIsAppendedToEarlierText() throws Exception {
        write("a.yaml", HELLO);
        Path summary = Files.writeString(folder.resolve("summary.md"), "earlier\n");
        try (Program program = verify(PROVIDER.valid(), "--markdown", summary.toString())) {
            assertThat(program.exitCode()).as(program.out()).isZero();
            assertThat(summary).content().startsWith("earlier\n## Contracts against");
        }
    }

    @Test
    void anInterruptedVerificationReportsTheResultsSoFar() throws Exception {
        write("a.yaml", HELLO);
        Path json = folder.resolve("results.json");
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Program program = verify(
                    "http://127.0.0.1:" + silent.getLocalPort() + "/v1", "--no-errors", "--json", json.toString());
            program.awaitLine("verifying 2 cases");
            program.close();
            assertThat(program.exitCode()).isEqualTo(3);
            assertThat(program.out()).contains("not everything was verified: interrupted");
            assertThat(Json.parse(Files.readString(json)).path("complete").asBoolean(true))
                    .isFalse();
        }
    }

    @Test
    void reportsAMissingBaselineBeforeAnythingIsSent() throws Exception {
        write("a.yaml", HELLO);
        try (Program program = verify(PROVIDER.valid(), "--baseline", "nowhere.json")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err()).contains("cannot read the report 'nowhere.json'");
            assertThat(program.out()).doesNotContain("PASS");
        }
    }

    @Test
    void recordsResponsesWithoutSecrets() throws Exception {
        write("a.yaml", HELLO);
        Path recordings = folder.resolve("kept");
        try (Program program = verify(PROVIDER.valid(), "--record", recordings.toString(), "--api-key-env", "PATH")) {
            assertThat(program.exitCode()).isEqualTo(3);
        }
        try (Stream<Path> files = Files.list(recordings)) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .contains("\"status\"")
                            .doesNotContain(System.getenv("PATH")));
        }
    }

    @Test
    void aKeyInTheUrlIsInNoReportAndNoRecording() throws Exception {
        write("a.yaml", BYE);
        Path reports = folder.resolve("reports");
        String target = PROVIDER.valid() + "?api-version=1&api-key=hidden-key";
        List<String> options = new ArrayList<>(
                List.of("--record", reports.resolve("recordings").toString()));
        for (String form : List.of("junit", "json", "markdown", "html")) {
            options.addAll(List.of("--" + form, reports.resolve(form).toString()));
        }
        try (Program program = verify(target, options.toArray(String[]::new))) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.out())
                    .contains("?api-version=1&api-key=[redacted]")
                    .doesNotContain("hidden-key");
        }
        try (Stream<Path> files = Files.walk(reports)) {
            List<Path> written = files.filter(Files::isRegularFile).toList();
            assertThat(written)
                    .hasSizeGreaterThan(6)
                    .allSatisfy(file -> assertThat(file).content().doesNotContain("hidden-key"));
        }
        try (Program program = verify("http://ho st/?api-key=hidden-key")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err())
                    .startsWith("cannery: a target must be a URL such as https://api.openai.com/v1, was 'http://ho st/")
                    .doesNotContain("hidden-key");
        }
    }

    @Test
    void readsANamedTargetFromItsFile() throws Exception {
        write("a.yaml", HELLO);
        Path file = folder.resolve("targets.yml");
        Files.writeString(file, "targets: {here: {url: '" + PROVIDER.valid() + "', model: gpt-4o}}\n");
        try (Program program = verify("here", "--config", file.toString());
                Program wrong = verify("heer", "--config", file.toString())) {
            assertThat(program.exitCode()).as(program.out() + program.err()).isZero();
            assertThat(wrong.exitCode()).isEqualTo(2);
            assertThat(wrong.err()).contains("unknown target 'heer'. Did you mean 'here'?");
        }
    }

    @Test
    void printsALineForEveryErrorInAFileOfTargets() throws Exception {
        write("a.yaml", HELLO);
        Path file = folder.resolve("targets.yml");
        Files.writeString(file, """
                targets:
                  here: {ulr: x, headers: {Authorization: abc}}
                  there: {url: nowhere}
                """);
        try (Program program = verify("here", "--config", file.toString())) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err().lines())
                    .hasSize(3)
                    .anyMatch(line -> line.contains("targets.yml:2:10 targets.here: unknown key 'ulr'")
                            && line.endsWith("Did you mean 'url'?"))
                    .anyMatch(line ->
                            line.contains("targets.yml:2:43 targets.here.headers.Authorization: do not put secrets"))
                    .anyMatch(line -> line.contains("targets.yml:3:16 targets.there.url: a target must be a URL"));
        }
    }

    @Test
    void aMistypedCapabilityOrStateIsAnErrorInTheFile() throws Exception {
        write("a.yaml", """
                interactions:
                  - {name: a, needs: [our_search], given: [quota is exhausted], request: {prompt: Hello}, response: Hi}
                """);
        Path file = folder.resolve("targets.yml");
        Files.writeString(file, """
                targets:
                  here: {url: 'http://127.0.0.1:9/v1', capabilities: [tools, our_search, json_shema]}
                """);
        try (Program program = verify("here", "--config", file.toString());
                Program optioned =
                        verify(PROVIDER.valid(), "--capability", "our_serch", "--given", "quota is exhaused")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err())
                    .contains("targets.yml:2:74 targets.here.capabilities[2]: unknown capability 'json_shema'."
                            + " Did you mean 'json_schema'?")
                    .doesNotContain("our_search");
            assertThat(optioned.exitCode()).isEqualTo(2);
            assertThat(optioned.err())
                    .contains("the target declares an unknown capability 'our_serch'. Did you mean 'our_search'?")
                    .contains("unknown state 'quota is exhaused'. Did you mean 'quota is exhausted'?");
        }
    }

    private Program verify(String target, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("verify", folder.resolve("contracts").toString(), "--target", target));
        arguments.addAll(Arrays.asList(more));
        return Program.start(arguments.toArray(String[]::new));
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve("contracts"));
        Files.writeString(folder.resolve("contracts").resolve(name), text);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
