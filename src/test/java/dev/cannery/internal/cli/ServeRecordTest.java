package dev.cannery.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.record.RecordedProvider;
import dev.cannery.internal.record.RecordedScopes;
import dev.cannery.internal.record.RecordingOptions;
import dev.cannery.internal.server.MockServer;
import dev.cannery.internal.server.Upstream;
import dev.cannery.internal.target.Budget;
import dev.cannery.internal.target.DeclaredCapabilities;
import dev.cannery.internal.target.Endpoint;
import dev.cannery.internal.target.Target;
import dev.cannery.internal.target.Timeouts;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests in other languages record by scope. The provider is a mock of its own. */
class ServeRecordTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private MockServer provider;

    @BeforeEach
    void start() throws IOException {
        provider = MockServer.builder()
                .contracts(ContractReader.parse(
                        "provider.yaml", "interactions: [{name: hi, request: {prompt: Hello}, response: Good day}]"))
                .start();
        Files.createDirectory(folder.resolve("contracts"));
        Files.writeString(
                folder.resolve("contracts/known.yaml"),
                "interactions: [{name: bye, request: {prompt: Bye}, response: So long}]");
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    private Program serve(String... more) {
        String[] first = {"serve", folder.resolve("contracts").toString(), "--port", "0"};
        String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return Program.start(all);
    }

    private Program recording(String mode) {
        return serve(
                "--record",
                mode,
                "--record-target",
                provider.baseUrl().toString(),
                "--record-out",
                folder.resolve("out").toString());
    }

    private JsonNode admin(Program program, String method, String path) throws Exception {
        URI uri = URI.create(program.baseUrl().toString().replaceFirst("/v1/?$", "") + "/__admin/scopes" + path);
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return Json.parse(response.body());
    }

    private String ask(JsonNode scope, String prompt) throws Exception {
        return ask(scope.path("base_url").asText(), prompt);
    }

    private String ask(String baseUrl, String prompt) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(baseUrl + "/chat/completions"))
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\""
                                                + prompt + "\"}]}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void aScopeRecordsWhatItsContractsDoNotAnswerUnderTheNameOfItsTest() throws Exception {
        try (Program program = recording("missing")) {
            JsonNode scope = admin(program, "POST", "?contracts=known&name=GreetingTest.greets");
            assertThat(ask(scope, "Bye")).contains("So long");
            assertThat(ask(scope, "Hello")).contains("Good day");
            JsonNode exchanges = admin(program, "GET", "/" + scope.path("id").asText() + "/exchanges");
            assertThat(exchanges.at("/exchanges/0/kind").asText()).isEqualTo("answered");
            assertThat(exchanges.at("/exchanges/1/kind").asText()).isEqualTo("forwarded");

            JsonNode ended = admin(program, "DELETE", "/" + scope.path("id").asText());
            assertThat(ended.path("misses")).isEmpty();
            assertThat(ended.path("recorded").get(0).asText()).contains("new", "GreetingTest.greets");
        }
        assertThat(Files.readString(folder.resolve("out/greetingtest.yaml")))
                .contains("name: GreetingTest.greets", "response:")
                .doesNotContain("Bye");
    }

    @Test
    void aScopeMayAskNoProvider() throws Exception {
        try (Program program = recording("all")) {
            JsonNode scope = admin(program, "POST", "?record=none&name=GreetingTest.greets");
            assertThat(ask(scope, "Hello")).contains("no_matching_interaction");
            JsonNode ended = admin(program, "DELETE", "/" + scope.path("id").asText());
            assertThat(ended.path("misses")).hasSize(1);
            assertThat(ended.path("recorded")).isEmpty();
        }
        assertThat(provider.exchanges()).isEmpty();
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void whatIsOutsideOfScopesIsWrittenWhenTheServerStops() throws Exception {
        try (Program program = recording("missing")) {
            assertThat(program.ask("Hello")).contains("Good day");
        }
        try (var files = Files.list(folder.resolve("out"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".yaml"))).hasSize(1);
        }
    }

    @Test
    void aScopeThatNobodyClosesIsWrittenWhenTheServerStops() throws Exception {
        try (Program program = recording("missing")) {
            assertThat(ask(admin(program, "POST", "?name=GreetingTest.greets"), "Hello"))
                    .contains("Good day");
        }
        assertThat(Files.readString(folder.resolve("out/greetingtest.yaml"))).contains("name: GreetingTest.greets");
    }

    @Test
    void aScopeThatExpiresIsWrittenWhenTheNextOneIsOpened() throws Exception {
        List<String> lines = new ArrayList<>();
        Target target = new Target(
                "provider",
                Endpoint.of(provider.baseUrl().toString(), Map.of(), null),
                ProfileReader.read("openai"),
                null,
                DeclaredCapabilities.UNDECLARED);
        RecordedScopes scopes = new RecordedScopes(
                RecordedProvider.of(target, Timeouts.USUAL, Budget.Limits.NONE),
                Upstream.Mode.ALL,
                RecordingOptions.of("server"),
                folder.resolve("out"),
                new RecordedScopes.Console(line -> {}, lines::add));
        Upstream first = scopes.forScope(null, "GreetingTest.greets");
        try (MockServer server = MockServer.builder().upstream(first).start()) {
            ask(server.baseUrl().toString(), "Hello");
        }
        scopes.forScope(null, "OtherTest.asks");
        assertThat(folder.resolve("out")).doesNotExist();
        first.expire();
        scopes.forScope(null, "OtherTest.asks");

        assertThat(folder.resolve("out/greetingtest.yaml")).exists();
        assertThat(lines).first().asString().contains("new", "GreetingTest.greets");
        assertThat(scopes.end()).isEmpty();
    }

    @Test
    void aWrongModeAndAServerWithoutAProviderAreExplained() throws Exception {
        try (Program program = recording("missing")) {
            assertThat(admin(program, "POST", "?record=some")
                            .at("/error/message")
                            .asText())
                    .isEqualTo("'record' must be one of all, missing, none, was 'some'.");
        }
        try (Program program = serve()) {
            assertThat(admin(program, "POST", "?record=missing")
                            .at("/error/message")
                            .asText())
                    .isEqualTo(
                            "The server has no provider to record from. Start it with --record and --record-target.");
        }
        try (Program program = serve("--record", "missing")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err()).contains("--record needs --record-target");
        }
    }
}
