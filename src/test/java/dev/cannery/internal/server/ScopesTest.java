package dev.cannery.internal.server;

import static dev.cannery.internal.server.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ScopesTest {
    private static final long MIB = 1 << 20;

    @ParameterizedTest(name = "{0} scopes in {1} MiB remember {2} KiB each")
    @CsvSource({"1, 128, 4096", "8, 128, 2048", "16, 256, 2048", "64, 256, 512", "256, 128, 128", "1, 8192, 4096"})
    void theScopesShareAnEighthOfTheHeap(int scopes, long heap, long each) {
        assertThat(Scopes.shareOf(scopes, heap * MIB).bytes()).isEqualTo(each << 10);
    }

    @ParameterizedTest
    @CsvSource({"1", "100"})
    void aScopeRemembersTheRequestsOfOneTest(int others) throws IOException {
        String contract = "interactions: [{name: a, request: {prompt: hi}, response: Hi}]";
        try (MockServer server = MockServer.builder().start();
                RawClient client = new RawClient(server.port())) {
            String scope = client.exchange(request("POST", "/__admin/scopes", contract))
                    .replaceFirst("(?s).*\"id\" ?: ?\"(\\w+)\".*", "$1");
            String body = "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
            client.exchange(request("POST", "/scope/" + scope + "/v1/chat/completions", "{"));
            for (int i = 0; i < others; i++) {
                client.exchange(request("POST", "/scope/" + scope + "/v1/chat/completions", body + " ".repeat(9_000)));
            }
            assertThat(client.exchange(request("GET", "/__admin/scopes/" + scope + "/exchanges", "")))
                    .contains("refused")
                    .satisfies(all -> assertThat(all.split("\"answered\"")).hasSize(others + 1));
        }
    }

    @Test
    void aScopeIsRefusedWhenAllTogetherHoldTooMuchText() throws IOException {
        long most = Math.max(2 * MIB, Runtime.getRuntime().maxMemory() / 8 / 20);
        String contract = "interactions: [{name: a, request: {prompt: hi}, response: Hi}] #" + "x".repeat(900_000);
        int room = (int) (most / contract.length());
        try (MockServer server = MockServer.builder().start();
                RawClient client = new RawClient(server.port())) {
            for (int i = 0; i < room; i++) {
                assertThat(client.exchange(request("POST", "/__admin/scopes", contract)))
                        .contains(" 201 ");
            }
            assertThat(client.exchange(request("POST", "/__admin/scopes", contract)))
                    .contains("bytes of contracts; the maximum is " + most)
                    .doesNotContain(" 201 ");
        }
    }

    @Test
    void aContractByHttpNamesNoFileAsItsProvider() throws IOException {
        try (MockServer server = MockServer.builder().start();
                RawClient client = new RawClient(server.port())) {
            for (String file : new String[] {"/etc/passwd", "./own.yaml", "../x.yml"}) {
                assertThat(client.exchange(request(
                                "POST",
                                "/__admin/scopes",
                                "provider: " + file
                                        + "\ninteractions: [{name: a, request: {prompt: hi}, response: Hi}]")))
                        .contains(" 400 ", "must name a built-in provider")
                        .doesNotContain("root:");
            }
        }
    }
}
