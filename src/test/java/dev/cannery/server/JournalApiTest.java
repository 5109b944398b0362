package dev.cannery.server;

import static dev.cannery.server.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JournalApiTest {
    private final MockChatServer server =
            MockChatServer.builder().responder(request -> Replies.json("ok")).start();

    @BeforeEach
    void send() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.exchange(request("POST", "/v1/chat/completions", "{\"model\":\"first\"}"));
            client.exchange(request("POST", "/v1/chat/completions", "{\"model\":\"" + "x".repeat(100_000) + "\"}"));
            client.exchange(request("POST", "/v1/chat/completions", "{\"model\":\"third\"}"));
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theNewestComesFirstAndALongBodyIsCutWithAWord() throws IOException {
        assertThat(journal(""))
                .contains(
                        " 200 ", "third", "first", "[cut here: 100012 bytes in all; /__admin/requests/{id} shows them]")
                .contains("\"total\" : 3")
                .doesNotContain("next_offset");
    }

    @Test
    void aPageHoldsWhatWasAskedForAndNamesTheNextOne() throws IOException {
        assertThat(journal("?limit=1"))
                .contains("third", "\"total\" : 3", "\"next_offset\" : 1")
                .doesNotContain("first");
        assertThat(journal("?limit=1&offset=2")).contains("first").doesNotContain("third", "next_offset");
    }

    @Test
    void aWrongQueryIsAnErrorInJson() throws IOException {
        assertThat(journal("?limit=many")).contains(" 422 ", "'limit' is a whole number of 0 or more, was 'many'");
        assertThat(journal("?since=yesterday")).contains(" 422 ", "'since' is a time such as");
    }

    private String journal(String query) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            return client.exchange(request("GET", "/__admin/requests" + query, ""));
        }
    }
}
