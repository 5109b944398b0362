package dev.cannery.server;

import static dev.cannery.server.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WireMockHostTest {
    @Test
    void wireMockIsNotMadeOnceTheServerWasClosed() throws Exception {
        ThreadCensus.take(census -> {
            MockChatServer server = MockChatServer.builder().start();
            server.close();

            assertThatThrownBy(server::wireMock)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the server was closed before WireMock was made");
            server.close();
            census.awaitNone();
        });
    }

    @Test
    void wireMockThatWasStoppedDoesNotStartAgain() throws Exception {
        ThreadCensus.take(census -> {
            try (MockChatServer server = MockChatServer.builder().start()) {
                server.wireMock().stop();

                assertThatThrownBy(() -> server.wireMock().start())
                        .hasRootCauseMessage("a server that was stopped does not start again");
                assertThat(server.wireMock().isRunning()).isFalse();
            }
            census.awaitNone();
        });
    }

    @Test
    void firstRequestsThatComeAtOnceShareOneWireMock() throws IOException {
        try (MockChatServer server = MockChatServer.builder().start()) {
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
            MockChatServer server = MockChatServer.builder().start();
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

    private static List<RawClient> clientsOf(MockChatServer server) throws IOException {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            clients.add(new RawClient(server.port()));
        }
        return clients;
    }
}
