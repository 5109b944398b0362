package dev.cannery.internal.server;

import static dev.cannery.internal.server.RawClient.request;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cannery.ServerStartException;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class WireMockHostTest {
    @Test
    void wireMockIsNotMadeOnceTheServerWasClosed() throws Exception {
        ThreadCensus.take(census -> {
            MockServer server = MockServer.builder().start();
            server.close();

            assertThatThrownBy(server::wireMock)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the server was closed before WireMock was created");
            server.close();
            census.awaitNone();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html, <title>",
        "/index.html, text/html, <title>",
        "/swagger-ui-dist/swagger-ui.css, text/css, .swagger-ui",
        "/swagger-ui-dist/swagger-ui-bundle.js, javascript, SwaggerUI",
        "/swagger-ui-dist/swagger-ui-standalone-preset.js, javascript, StandaloneLayout"
    })
    void thePageOfTheAdminApiIsServedWithAllItLoads(String path, String type, String part) {
        try (MockServer server = MockServer.builder().start()) {
            Response page = given().get("http://127.0.0.1:" + server.port() + "/__admin/swagger-ui" + path);

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.contentType()).contains(type);
            assertThat(page.body().asString()).contains(part);
        }
    }

    @Test
    void wireMockThatWasStoppedDoesNotStartAgain() throws Exception {
        ThreadCensus.take(census -> {
            try (MockServer server = MockServer.builder().start()) {
                server.wireMock().stop();

                assertThatThrownBy(() -> server.wireMock().start())
                        .hasRootCauseMessage("a stopped server cannot be started again");
                assertThat(server.wireMock().isRunning()).isFalse();
            }
            census.awaitNone();
        });
    }

    @Test
    void firstRequestsThatComeAtOnceShareOneWireMock() throws IOException {
        try (MockServer server = MockServer.builder().start()) {
            List<RawClient> clients = clientsOf(server);
            for (RawClient client : clients) {
                client.send(request("POST", "/__admin/mappings", "{\"request\":{\"urlPath\":\"/x\"}}"));
            }
            for (RawClient client : clients) {
                assertThat(client.head()).startsWith("HTTP/1.1 201");
                client.close();
            }
            assertThat(server.wireMock().getStubMappings()).hasSize(clients.size());
        }
    }

    @Test
    void aServerIsClosedWhileItsFirstRequestsWaitForWireMock() throws Exception {
        ThreadCensus.take(census -> {
            MockServer server = MockServer.builder().start();
            List<RawClient> clients = clientsOf(server);
            for (RawClient client : clients) {
                client.send(request("GET", "/__admin/mappings", ""));
            }
            server.close();
            census.awaitNone();
            for (RawClient client : clients) {
                client.close();
            }
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"request":                   | :2:1: not valid JSON: Unexpected end-of-input within/between Object entries
            {"request":{"urll":"/x"}}     | : not a valid WireMock mapping: Unrecognized field "urll"
            {"request":{"urlPattern":"("}}| : not a valid WireMock mapping: Unclosed group near index 1 (
            """)
    void aMappingThatCannotBeReadIsSaidInASentence(String mapping, String sentence, @TempDir Path folder)
            throws Exception {
        Path file = Files.createDirectories(folder.resolve("mappings")).resolve("x.json");
        Files.writeString(file, mapping + "\n");
        ThreadCensus.take(census -> {
            assertThatThrownBy(() -> MockServer.builder().stubs(folder).start())
                    .isInstanceOf(ServerStartException.class)
                    .hasMessage(file + sentence);
            census.awaitNone();
        });
    }

    @Test
    void aMappingMayHoldComments(@TempDir Path folder) throws IOException {
        Path file = Files.createDirectories(folder.resolve("mappings")).resolve("x.json");
        Files.writeString(file, "{/* all of them */ \"request\": {\"urlPath\": \"/x\"}}");
        try (MockServer server = MockServer.builder().stubs(folder).start()) {
            assertThat(server.wireMock().getStubMappings()).hasSize(1);
        }
        Files.writeString(file, "{/* not this one */ \"response\": {\"proxyBaseUrl\": \"http://example.com\"}}");
        assertThatThrownBy(() -> MockServer.builder().stubs(folder).start())
                .hasMessage(file + ": proxying is not allowed in stubs. Remove 'proxyBaseUrl'");
    }

    private static List<RawClient> clientsOf(MockServer server) throws IOException {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            clients.add(new RawClient(server.port()));
        }
        return clients;
    }
}
