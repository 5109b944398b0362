package dev.cannery.internal.server;

import static dev.cannery.internal.server.RawClient.post;
import static dev.cannery.internal.server.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cannery.ServerStartException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminGuardTest {
    private static final String STUB = "{\"request\":{\"urlPath\":\"/planted\"},\"response\":{\"body\":\"planted\"}}";

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1", "127.9.8.7:1", "[::1]:8080"})
    void theAdminApiIsServedUnderEveryLoopbackName(String host) throws IOException {
        try (MockServer server = MockServer.builder().start();
                RawClient client = new RawClient(server.port())) {
            assertThat(client.send(request("GET", "/__admin/mappings", "", "Host: " + host))
                            .head())
                    .startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/__admin/mappings, evil.example",
        "/__admin/mappings, localhost.evil.example",
        "/__admin/mappings, 127.0.0.1.evil.example:8080",
        "/__admin, 127.evil.example",
        "/%5F%5Fadmin/mappings, evil.example",
        "//x/../__admin/mappings, evil.example",
        "/planted, evil.example",
    })
    void anyOtherHostIsRefused(String path, String host) throws IOException {
        try (MockServer server = MockServer.builder().start();
                RawClient client = new RawClient(server.port())) {
            assertThat(client.exchange(request("GET", path, "", "Host: " + host)))
                    .startsWith("HTTP/1.1 403")
                    .contains("\"message\"", "Host must be a loopback name or address here; it was '" + host + "'.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://evil.example", "null", "https://localhost", "http://localhost:1", "http://127.0.0.1"})
    void aPageOfAnotherOriginCannotPlantAStub(String origin) throws IOException {
        try (MockServer server = MockServer.builder().start();
                RawClient client = new RawClient(server.port())) {
            assertThat(client.exchange(
                            post("/__admin/mappings", STUB, "Origin: " + origin, "Content-Type: text/plain")))
                    .startsWith("HTTP/1.1 403")
                    .contains("Requests from web pages of another origin are rejected here")
                    .doesNotContain("Access-Control");
            assertThat(server.wireMock().getStubMappings()).isEmpty();
        }
    }

    @Test
    void aPageOfTheServersOwnOriginMay() throws IOException {
        try (MockServer server = MockServer.builder().start();
                RawClient client = new RawClient(server.port())) {
            String host = "localhost:" + server.port();
            client.send(post("/__admin/mappings", STUB, "Host: " + host, "Origin: http://" + host));
            assertThat(client.head()).startsWith("HTTP/1.1 201");
            assertThat(server.wireMock().getStubMappings()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/chat/completions", "/v1/chat/completions/chatcmpl-1", "/v1/models"})
    void whatIsReadIsReadUnderALoopbackNameOnly(String path) throws IOException {
        try (MockServer server = MockServer.builder().start();
                RawClient client = new RawClient(server.port())) {
            assertThat(client.exchange(request("GET", path, "", "Host: evil.example")))
                    .startsWith("HTTP/1.1 403")
                    .contains("Host must be a loopback name or address here; it was 'evil.example'.");
        }
    }

    @Test
    void chatCompletionsAreOpenToEveryHost() throws IOException {
        try (MockServer server = MockServer.builder()
                        .scripted(request -> Replies.json("open"))
                        .start();
                RawClient client = new RawClient(server.port())) {
            assertThat(client.exchange(post(Replies.PATH, "{}", "Host: mock.example")))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("open");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/__admin/mappings/chat/completions",
                "/__admin;x/chat/completions",
                "/v1/../__admin/chat/completions",
                "/%5f%5fadmin/chat/completions"
            })
    void theAdminRootIsNoPlaceForChatCompletions(String path) throws IOException {
        try (MockServer server = MockServer.builder().start();
                RawClient client = new RawClient(server.port())) {
            assertThat(client.exchange(post(path, "{}", "Host: evil.example"))).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void aServerThatOthersCanReachNeedsATokenToStart() {
        assertThatThrownBy(() -> MockServer.builder().bindAddress("0.0.0.0").start())
                .isInstanceOf(ServerStartException.class)
                .hasMessage("binding to 0.0.0.0 opens the admin API to the network;"
                        + " set an admin token (--admin-token, CANNERY_ADMIN_TOKEN or adminToken of the builder)"
                        + " or bind to 127.0.0.1");
    }

    @Test
    void theTokenOpensTheAdminApi() throws IOException {
        try (MockServer server = MockServer.builder()
                .bindAddress("0.0.0.0")
                .adminToken("s3cret")
                .scripted(request -> Replies.json("open"))
                .start()) {
            assertThat(server.baseUrl()).hasToString("http://127.0.0.1:" + server.port() + "/v1");
            assertThat(answer(server, "/__admin/mappings", "Host: ci.example"))
                    .contains(" 403 ", "requires the admin token");
            assertThat(answer(server, "/__admin/mappings", "Authorization: Bearer wrong"))
                    .contains(" 403 ");
            assertThat(answer(server, "/__admin/mappings", "Authorization: Bearer s3cret"))
                    .contains(" 200 ");
            assertThat(answer(server, "/__admin/mappings", "Host: ci.example", "x-cannery-token: s3cret"))
                    .contains(" 200 ");
            assertThat(answer(server, "/elsewhere", "Host: ci.example")).contains(" 404 ");
            try (RawClient client = new RawClient(server.port())) {
                assertThat(client.exchange(post(Replies.PATH, "{}", "Host: ci.example")))
                        .contains(" 200 ");
            }
        }
    }

    private static String answer(MockServer server, String path, String... headers) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            String head = client.send(request("GET", path, "", headers)).head();
            return head.contains(" 403 ") ? head + client.rest(head) : head;
        }
    }
}
