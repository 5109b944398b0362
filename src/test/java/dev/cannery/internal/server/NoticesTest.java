package dev.cannery.internal.server;

import static dev.cannery.internal.server.RawClient.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a request can make a server print. */
@Timeout(60)
class NoticesTest {
    private static final String ESCAPE = "\u001b[31m";

    @Test
    void noNoticeHoldsACharacterThatNobodySees() throws IOException {
        List<String> notices = new CopyOnWriteArrayList<>();
        try (MockServer server = MockServer.builder()
                        .scripted(request -> {
                            throw new IllegalStateException(ESCAPE + " failed\n::error::fault");
                        })
                        .notices(notices::add)
                        .start();
                RawClient client = new RawClient(server.port())) {
            client.exchange(post(Replies.PATH, "{}"));
            client.exchange(post("/v1/%1b%5b31m/chat/completions", "{"));
            String head = client.send(post("/v2/chat%1b%0a::error::path", "{}")).head();
            client.body(head);
        }
        assertThat(notices)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(notice ->
                        assertThat(notice).doesNotContain("\u001b", "\n::error").isNotBlank())
                .anySatisfy(notice -> assertThat(notice).contains("\\u001b[31m failed\\n::error::fault"))
                .anySatisfy(notice -> assertThat(notice).contains("refused POST"));
    }

    @Test
    void theLinesOfAReportStayLines() throws IOException {
        List<String> notices = new CopyOnWriteArrayList<>();
        try (MockServer server = MockServer.builder()
                        .contracts(List.of(MockServerTest.contract("news")))
                        .notices(notices::add)
                        .start();
                RawClient client = new RawClient(server.port())) {
            client.exchange(post(
                    Replies.PATH,
                    "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"\\u001b[2J nothing\"}]}"));
        }
        assertThat(notices).singleElement().asString().contains("\n").doesNotContain("\u001b");
    }
}
