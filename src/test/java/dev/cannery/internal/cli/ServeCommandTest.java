package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeCommandTest {
    private static final String HELLO = "interactions: [{name: hello, request: {prompt: Hello}, response: Hi}]\n";

    @TempDir
    private Path folder;

    @Test
    void printsWhereItListensWhatItLoadedAndACommandToTry() throws Exception {
        write("a.yaml", HELLO);
        try (Program program = serve()) {
            program.awaitLine("try: ");

            assertThat(program.out().lines())
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .isEqualTo("cannery development: 1 interaction in 1 contract from " + folder),
                            line -> assertThat(line).matches("listening on http://127\\.0\\.0\\.1:\\d+/v1 .*"),
                            line -> assertThat(line)
                                    .matches(
                                            "try: curl http://127\\.0\\.0\\.1:\\d+/v1/chat/completions"
                                                    + " -H 'content-type: application/json' -d '\\{\"model\":.*\"Hello\".*\\}'"));
            assertThat(program.ask("Hello")).contains("\"content\": \"Hi\"");
        }
    }

    @Test
    void endsWhenTheAdminApiStopsTheServer() throws Exception {
        write("a.yaml", HELLO);
        try (Program program = serve()) {
            stop(program);

            assertThat(program.exitCode()).isZero();
            assertThat(program.out()).endsWith("stopped" + System.lineSeparator());
        }
    }

    private static void stop(Program program) throws Exception {
        HttpRequest stop = HttpRequest.newBuilder(program.baseUrl().resolve("/__admin/shutdown"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpClient.newHttpClient().send(stop, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void printsTheTableOfAMiss() throws Exception {
        write("a.yaml", HELLO);
        try (Program program = serve()) {
            assertThat(program.ask("Bye")).contains("prompt: expected \\\"Hello\\\", was \\\"Bye\\\"");

            program.awaitLine("MISS  prompt  \"Bye\"  expected \"Hello\"  C101");
        }
    }

    @Test
    void verbosePrintsALineForEachRequest() throws Exception {
        write("a.yaml", HELLO);
        try (Program program = serve("--verbose")) {
            program.ask("Hello");
            program.awaitLine("POST /v1/chat/completions 200 'hello' ");
            program.ask("Bye");
            program.awaitLine("POST /v1/chat/completions 404 miss ");
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(program.baseUrl() + "/models?key=sk-secret"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            program.awaitLine("GET /v1/models 200 ");

            assertThat(program.err().lines().filter(line -> line.matches(".* \\d+ ms")))
                    .hasSize(3);
        }
    }

    @Test
    void logsRequestsAsObjects() throws Exception {
        write("a.yaml", HELLO);
        try (Program program = serve("--verbose", "--log-format", "json")) {
            program.ask("Hello");
            program.awaitLine("\"event\":\"request\"");

            JsonNode request = Json.parse(program.err());
            assertThat(request.path("level").asText()).isEqualTo("info");
            assertThat(request.path("method").asText()).isEqualTo("POST");
            assertThat(request.path("path").asText()).isEqualTo("/v1/chat/completions");
            assertThat(request.path("status").asInt()).isEqualTo(200);
            assertThat(request.path("interaction").asText()).isEqualTo("hello");
            assertThat(request.path("duration_ms").isIntegralNumber()).isTrue();
        }
    }

    @Test
    void quietPrintsOnlyWhereItListens() throws Exception {
        write("a.yaml", HELLO);
        try (Program program = serve("--quiet")) {
            program.ask("Hello");
            program.ask("Bye");
            stop(program);

            assertThat(program.exitCode()).isZero();
            assertThat(program.out().lines()).singleElement().asString().startsWith("listening on ");
            assertThat(program.err()).isEmpty();
        }
    }

    @Test
    void theCommandToTryGetsACompletion() throws Exception {
        write("a.yaml", """
                interactions:
                  - {name: a, request: {prompt: A}, response: {error: server_error}}
                  - {name: b, request: {prompt: BB}, response: {content: Hi, fault: truncated_json}}
                  - {name: c, request: {prompt: CCC}, response: [{error: rate_limit_exceeded}, Hi]}
                  - {name: d, request: {prompt: DDDD, temperature: 9}, response: Hi}
                  - {name: e, request: {prompt: "It's", headers: {x-tenant: acme}}, response: Hi}
                  - {name: f, request: {prompt: the longest of all prompts that are answered here}, response: Hi}
                """);
        try (Program program = serve("--api-key", "sk-one")) {
            program.awaitLine("try: ");

            assertThat(program.out())
                    .contains("try: curl -H \"authorization: Bearer $OPENAI_API_KEY\" http://127.0.0.1:")
                    .contains("/v1/chat/completions -H 'content-type: application/json' -H 'x-tenant: acme' -d '{")
                    .contains("\"content\":\"It'\\''s\"}]}'");
        }
    }

    @Test
    void theCommandToTryGetsTheFastestResponse() throws Exception {
        write("a.yaml", """
                interactions:
                  - {name: slow, request: {prompt: Hi}, response: {content: Hi, delay: 1h}}
                  - {name: quick, request: {prompt: Good morning}, response: Hi}
                """);
        try (Program program = serve()) {
            program.awaitLine("try: ");

            assertThat(program.out()).containsPattern("try: .*Good morning");
        }
    }

    @Test
    void theCommandToTryRequestsTheModelsIfNoChatIsCertainToBeAnswered() throws Exception {
        write("a.yaml", "interactions: [{name: a, request: {prompt: A}, response: {error: server_error}}]\n");
        try (Program program = serve()) {
            program.awaitLine("try: ");

            assertThat(program.out()).containsPattern("try: curl http://127\\.0\\.0\\.1:\\d+/v1/models\n");
        }
    }

    @Test
    void reloadsAChangedContract() throws Exception {
        write("a.yaml", HELLO);
        try (Program program = serve()) {
            program.awaitLine("try: ");
            write("b.yaml", HELLO.replace("Hello", "Bye").replace("Hi", "See you"));

            program.awaitLine("reloaded: 2 interactions in 2 contracts");
            assertThat(program.ask("Bye")).contains("\"content\": \"See you\"");
        }
    }

    @Test
    void reloadsAChangedStubOfAContract() throws Exception {
        Path stub = Files.createDirectories(folder.resolve("stubs")).resolve("a.json");
        String answer = Files.readString(Path.of("src/test/resources/contracts/stubs/completion.json"))
                .replaceFirst("\"content\": *\"[^\"]*\"", "\"content\": \"Old\"");
        Files.writeString(stub, answer);
        write("a.yaml", "interactions: [{name: a, request: {prompt: Hello}, response: {stub: a.json}}]\n");
        try (Program program = serve()) {
            assertThat(program.ask("Hello")).contains("\"content\": \"Old\"");
            Files.writeString(stub, answer.replace("Old", "Newer"));

            program.awaitLine("reloaded");
            assertThat(program.ask("Hello")).contains("\"content\": \"Newer\"");
        }
    }

    @Test
    void keepsThePreviousContractsIfAnEditHasErrors() throws Exception {
        write("a.yaml", HELLO);
        try (Program program = serve()) {
            program.awaitLine("try: ");
            write("a.yaml", HELLO.replace("prompt: Hello", "promt: Hello"));

            program.awaitLine("stay in use");
            assertThat(program.err())
                    .contains("a.yaml:1:40 interactions[0].request: unknown field 'promt'. Did you mean 'prompt'?");
            assertThat(program.ask("Hello")).contains("\"content\": \"Hi\"");
        }
    }

    @Test
    void doesNotStartWithAnInvalidContract() throws Exception {
        write("good.yaml", HELLO);
        write("bad.yaml", "interactions: [{name: a, response: Hi, respons: Hi}]\n");
        try (Program program = serve()) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.out()).isEmpty();
            assertThat(program.err().lines())
                    .containsExactly(folder
                            + "/bad.yaml:1:40 interactions[0]: unknown key 'respons' in an interaction."
                            + " Did you mean 'response'?");
        }
    }

    @Test
    void servesTheValidFilesOnRequest() throws Exception {
        write("good.yaml", HELLO);
        write("bad.yaml", "interactions: 3\n");
        try (Program program = serve("--lenient-load")) {
            assertThat(program.ask("Hello")).contains("\"content\": \"Hi\"");
            assertThat(program.err()).contains("bad.yaml:1:15 interactions: expected a list, was 3");
        }
    }

    @Test
    void printsOneLineAndExitsWith2ForAPortInUse() throws Exception {
        write("a.yaml", HELLO);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Program program = serve("--port", "" + taken.getLocalPort())) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err())
                    .isEqualTo("cannery: port " + taken.getLocalPort() + " on 127.0.0.1 is in use"
                            + System.lineSeparator());
        }
    }

    @Test
    void printsOneLineAndExitsWith2ForAnInvalidPort() throws Exception {
        write("a.yaml", HELLO);
        try (Program program = serve("--port", "99999")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err().lines()).containsExactly("cannery: port must be 0 to 65535, was 99999");
        }
    }

    @Test
    void printsOneLineAndExitsWith2ForAMissingFolder() throws Exception {
        try (Program program = Program.start("serve", "--contracts", "no/such/folder")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err().lines())
                    .containsExactly("cannery: there is no folder or file 'no/such/folder' to read contracts from."
                            + " Name another one with --contracts, or write a first contract with 'cannery init'");
        }
    }

    @Test
    void printsOneLineAndExitsWith2ForAMissingStubsFolder() throws Exception {
        write("a.yaml", HELLO);
        try (Program program = serve("--stubs", "no/such/folder")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err().lines())
                    .containsExactly("cannery: there is no folder 'no/such/folder' to read stubs from."
                            + " Name another one with --stubs");
        }
    }

    @Test
    void requiresATokenOffLoopback() throws Exception {
        write("a.yaml", HELLO);
        try (Program program = serve("--host", "0.0.0.0")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err().lines()).singleElement().asString().contains("token");
        }
    }

    @Test
    void printsHowToTrustItsCertificate() throws Exception {
        write("a.yaml", HELLO);
        Path certificate = folder.resolve("cert.pem");
        try (Program program = serve("--tls", "--tls-cert-out", certificate.toString())) {
            program.awaitLine("try: ");

            assertThat(program.out())
                    .contains("listening on https://127.0.0.1:", "try: curl --cacert " + certificate + " https://")
                    .containsPattern("certificate: SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}\n");
            assertThat(certificate).content().startsWith("-----BEGIN CERTIFICATE-----\n");
        }
    }

    @Test
    void writesItsCertificateBeforeItPrintsWhereItListens() throws Exception {
        write("a.yaml", HELLO);
        try (Program program =
                serve("--tls", "--tls-cert-out", folder.resolve("cert.pem").toString())) {
            program.awaitLine("try: ");

            assertThat(program.out()).containsSubsequence("certificate: SHA-256", "listening on https://", "try: ");
        }
    }

    @Test
    void doesNotPrintWhereItListensIfItCannotWriteItsCertificate() throws Exception {
        write("a.yaml", HELLO);
        try (Program program = serve("--tls", "--tls-cert-out", folder.toString())) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err()).contains("cannot write the certificate to '" + folder + "'");
            assertThat(program.out()).doesNotContain("listening");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serve --log-format json --contracts nowhere | failed",
                "serve --log-format=json --prot 1 | usage",
                "--log-format json --quiet --verbose | failed",
                "serve --log-format json --contracts BROKEN | invalid_file"
            })
    void aServerThatDoesNotStartReportsItInJsonWithTheJsonFormat(String arguments, String event) throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "interactions: 1\n");
        try (Program program =
                Program.start(arguments.replace("BROKEN", broken.toString()).split(" "))) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err().lines()).isNotEmpty().allSatisfy(line -> {
                JsonNode object = Json.parse(line);
                assertThat(object.path("level").asText()).isEqualTo("error");
                assertThat(object.path("event").asText()).isEqualTo(event);
                assertThat(object.path("message").asText()).isNotEmpty().doesNotStartWith("cannery:");
            });
        }
    }

    @Test
    void printsItsVersionAndItsOptions() throws Exception {
        try (Program version = Program.start("--version");
                Program help = Program.start("serve", "--help")) {
            assertThat(version.exitCode()).isZero();
            assertThat(version.out().strip()).isEqualTo("cannery development");
            assertThat(help.exitCode()).isZero();
            assertThat(help.out()).contains("--port", "--host", "--contracts", "--stubs", "--lenient-load");
        }
    }

    @Test
    void appliesARateLimit() throws Exception {
        write("a.yaml", HELLO);
        try (Program program = serve("--rate-limit", "1rpd", "--rate-limit-per-key")) {
            assertThat(program.ask("Hello")).contains("Hi");
            assertThat(program.ask("Hello")).contains("requests per day (RPD): Limit 1, Used 1, Requested 1");
        }
    }

    @Test
    void reviewsRequestsAsOfTheGivenDay() throws Exception {
        write("a.yaml", "interactions: [{name: old, request: {prompt: Hello}, response: Hi}]\n");
        String old = "{\"model\":\"gpt-3.5-turbo-0613\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
        try (Program today = serve();
                Program then = serve("--as-of", "2024-02-01")) {
            assertThat(today.post(old)).contains("has been deprecated");
            assertThat(then.post(old)).contains("\"content\": \"Hi\"");
        }
    }

    @Test
    void warnsOfModelsThatAreShutDownSoon() throws Exception {
        write("a.yaml", "interactions: [{name: old, request: {prompt: Hello, model: gpt-4o}, response: Hi}]\n");
        try (Program soon = serve("--as-of", "2026-12-01")) {
            soon.awaitLine(
                    "note: the model gpt-4o will be shut down on 2027-01-14; cannery check --within 60d shows where");
        }
    }

    @Test
    void estimatesUsageOnRequest() throws Exception {
        write("a.yaml", "interactions: [{name: any, response: abcdefgh}]\n");
        String body =
                "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"" + "x".repeat(400) + "\"}]}";
        try (Program exact = serve();
                Program estimate = serve("--usage", "estimate")) {
            assertThat(exact.post(body)).contains("\"prompt_tokens\": 57");
            assertThat(estimate.post(body)).contains("\"prompt_tokens\": 107");
        }
    }

    @Test
    void aContractsProviderMayBeTheUsersOwnProfile() throws Exception {
        Path profile = folder.resolve("own").resolve("gateway.yaml");
        Files.createDirectories(profile.getParent());
        Files.writeString(profile, """
                profile: gateway
                extends: openai
                errors: {no_budget: {status: 402, message: "No budget for {model}"}}
                """);
        Path contracts = Files.createDirectories(folder.resolve("contracts"));
        Files.writeString(
                contracts.resolve("a.yaml"),
                "provider: " + profile
                        + "\ninteractions: [{name: a, request: {prompt: Hello}, response: {error: no_budget}}]\n");
        try (Program program = Program.start("serve", "--port", "0", "--contracts", contracts.toString())) {
            assertThat(program.ask("Hello")).contains("No budget for gpt-4o-mini");
        }
        Files.writeString(profile, "profile: gateway\nextends: opnai\n");
        try (Program program = Program.start("serve", "--port", "0", "--contracts", contracts.toString())) {
            assertThat(program.exitCode()).isEqualTo(2);
        }
    }

    private Program serve(String... more) {
        List<String> arguments = new ArrayList<>(List.of("serve", "--contracts", folder.toString()));
        if (!List.of(more).contains("--port")) {
            arguments.addAll(List.of("--port", "0"));
        }
        arguments.addAll(List.of(more));
        return Program.start(arguments.toArray(String[]::new));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
