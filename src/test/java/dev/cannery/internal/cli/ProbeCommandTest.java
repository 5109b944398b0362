package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.server.MockServer;
import dev.cannery.internal.verify.lie.LyingProvider;
import dev.cannery.internal.wire.Json;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeCommandTest {
    @TempDir
    private Path folder;

    @Test
    void judgesEveryFieldOfAValidProvider() throws Exception {
        try (LyingProvider provider = new LyingProvider();
                Program program = Program.start(
                        "probe",
                        "--target",
                        provider.valid(),
                        "--json",
                        folder.resolve("new/probe.json").toString(),
                        "--markdown",
                        folder.resolve("probe.md").toString(),
                        "--html",
                        folder.resolve("probe.html").toString())) {
            assertThat(program.exitCode()).as(program.out()).isZero();
            assertThat(Json.parse(Files.readString(folder.resolve("new/probe.json")))
                            .path("fields"))
                    .hasSize(37);
            assertThat(folder.resolve("probe.md")).content().contains("37 fields:", "| honoured | chat | `n` |");
            assertThat(folder.resolve("probe.html")).content().contains("<code>n</code>");
            assertThat(program.out())
                    .contains("37 fields:")
                    .contains("honoured  n                       the response shows its effect")
                    .contains("honoured  seed                    \"some\" is refused with status 400")
                    .containsPattern("refused +audio");
        }
    }

    @Test
    void judgesEveryFieldAndEveryRequestOfOpenResponses() throws Exception {
        try (MockServer server = answering("openai")) {
            JsonNode report = probe(server, 0, "--endpoint", "both");

            assertThat(report.at("/target/addresses").properties()).hasSize(2);
            assertThat(report.path("endpoints").findValuesAsText("endpoint")).containsExactly("chat", "responses");
            assertThat(report.path("refusals").findValuesAsText("interaction"))
                    .containsExactly("refuses wrong requests", "refuses wrong requests", "answers as Open Responses");
            assertThat(report.path("refusals").findValuesAsText("form"))
                    .containsExactly("json", "responses-json", "responses-json");
            assertThat(report.at("/refusals/2/attempts")).hasSize(8);
            assertThat(report.path("fields")).hasSize(37 + 34);
            assertThat(how(report, "background")).isEqualTo("honoured: the response shows its effect");
            assertThat(how(report, "truncation")).isEqualTo("honoured: 7 is refused with status 400");
            assertThat(how(report, "conversation")).startsWith("honoured: an unknown id is refused: 404 ");
            assertThat(how(report, "client_metadata")).startsWith("untried: it is accepted, but nothing shows");
        }
    }

    @Test
    void whatAResponseOnlyRepeatsIsEchoed() throws Exception {
        try (MockServer server = answering("lenient")) {
            JsonNode report = probe(server, 0, "--endpoint", "responses", "--profile", "lenient");

            assertThat(report.at("/counts/echoed").asInt()).isGreaterThan(15);
            assertThat(how(report, "temperature"))
                    .isEqualTo("echoed: the response repeats 0.5, but \"some\" is accepted, too");
            assertThat(how(report, "previous_response_id")).endsWith("although no such id was given");
            assertThat(how(report, "context_management")).isEqualTo("ignored: \"some\" is accepted without an error");
        }
    }

    @Test
    void anEndpointThatTheTargetLacksEndsAlone() throws Exception {
        try (MockServer server = answering("mistral");
                Program program = Program.start(
                        "probe",
                        "--target",
                        server.baseUrl().toString(),
                        "--profile",
                        "mistral",
                        "--endpoint",
                        "both")) {
            assertThat(program.exitCode()).as(program.out()).isEqualTo(3);
            assertThat(program.out())
                    .contains("honoured at /chat/completions: ", "34 untried")
                    .contains("ended early at /responses: the target cannot be used: ")
                    .containsOnlyOnce("\nended early")
                    .contains("A target without the Responses API needs --endpoint chat");
        }
    }

    @Test
    void aBudgetOfTokensEndsTheProbe() throws Exception {
        try (MockServer server = answering("openai")) {
            JsonNode report = probe(server, 3, "--endpoint", "responses", "--max-tokens", "60");

            assertThat(report.path("end").asText()).isEqualTo("the budget of 60 tokens is used up");
            assertThat(report.at("/endpoints/0/counts/untried").asInt()).isGreaterThan(20);
        }
    }

    private static MockServer answering(String profile) {
        return MockServer.builder()
                .profile(ProfileReader.read(profile))
                .contracts(ContractReader.parse("any.yaml", """
                        interactions:
                          - {name: calls, request: {tool_choice: required}, response: {tool_calls: [{get_weather: {location: Rome}}]}}
                          - {name: writes JSON, request: {prompt: {contains: json}}, response: {json: {hi: there}}}
                          - {name: greets, request: {}, response: Hello there.}
                        """))
                .start();
    }

    private JsonNode probe(MockServer server, int exitCode, String... more) throws Exception {
        Path file = folder.resolve("probe.json");
        Stream<String> usual = Stream.of("probe", "--target", server.baseUrl().toString(), "--json", file.toString());
        try (Program program =
                Program.start(Stream.concat(usual, Stream.of(more)).toArray(String[]::new))) {
            assertThat(program.exitCode()).as(program.out()).isEqualTo(exitCode);
        }
        return Json.parse(Files.readString(file));
    }

    private static String how(JsonNode report, String field) {
        return StreamSupport.stream(report.path("fields").spliterator(), false)
                .filter(row -> row.path("field").asText().equals(field))
                .filter(row -> row.path("endpoint").asText().equals("responses"))
                .map(row ->
                        row.path("treatment").asText() + ": " + row.path("how").asText())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void aTargetThatIsDownExitsWithThree() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (Program program = Program.start("probe", "--target", "http://127.0.0.1:" + port + "/v1")) {
            assertThat(program.exitCode()).isEqualTo(3);
            assertThat(program.out())
                    .contains("C001\n\n37 fields: ", "37 untried", "ended early")
                    .doesNotContain("untried   ");
        }
    }

    @Test
    void aTargetThatRefusesAPlainRequestIsNotReportedToRefuseEachField() throws Exception {
        try (MockServer server = MockServer.builder().start();
                Program program =
                        Program.start("probe", "--target", server.baseUrl().toString())) {
            assertThat(program.exitCode()).as(program.out()).isEqualTo(3);
            assertThat(program.out())
                    .contains("0 refused, 37 untried", "ended early: a plain request gets no completion: 404");
        }
    }
}
