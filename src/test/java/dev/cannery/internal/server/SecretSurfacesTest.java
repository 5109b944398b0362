package dev.cannery.internal.server;

import static dev.cannery.internal.server.RawClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cannery.internal.contract.format.ContractReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sends a secret of each kind, and looks for all of them on every surface of a server. */
@Timeout(60)
class SecretSurfacesTest {
    private static final String SECRETS = """
            Authorization: Bearer LEAK-1
            Helicone-Auth: Bearer LEAK-2
            Cookie: a=LEAK-3
            x-jwt-assertion: LEAK-4
            x-signature: LEAK-5
            x-pass: LEAK-PASS
            x-any: Bearer LEAK-6
            x-other: Basic LEAK-7
            x-session-id: LEAK-8
            x-more: sk-LEAK-90123456789012345
            """.replace("\n", "\r\n");
    private static final String QUERY =
            "?authorization=LEAK-a&session=LEAK-b&api%5Fkey=LEAK-c&x=Bearer%20LEAK-d&token=LEAK-e"
                    + "&y=sk%2DLEAK-f0123456789012345&z=a%20s%6B-LEAK-g0123456789012345&sk%2DLEAK-h0123456789012345=1"
                    + "&sk%2DLEAK-i0123456789012345";
    private static final String CONTRACT =
            "interactions: [{name: a, request: {prompt: hi, headers: {x-any: wanted, helicone-auth: wanted}}, response: Hi}]";

    @Test
    void noSecretOfAHeaderOrAnAddressIsShownOnAnySurface() throws IOException {
        List<String> notices = new CopyOnWriteArrayList<>();
        try (MockServer server = MockServer.builder()
                        .contracts(ContractReader.parse("a.yaml", CONTRACT))
                        .notices(notices::add)
                        .accesses(access -> notices.add(access.message()))
                        .start();
                RawClient client = new RawClient(server.port())) {
            String scope = client.exchange(request("POST", "/__admin/scopes", CONTRACT))
                    .replaceFirst("(?s).*\"id\" ?: ?\"(\\w+)\".*", "$1");
            StringBuilder shown = new StringBuilder();
            for (String path : List.of(
                    "/v1/chat/completions",
                    "/scope/" + scope + "/v1/chat/completions",
                    "/foo",
                    "/foo/sk%2DLEAK-j0123456789012345")) {
                shown.append(client.exchange(withSecrets(
                        path, "{\"model\":\"gpt-4o\",\"messages\":" + "[{\"role\":\"user\",\"content\":\"hi\"}]}")));
                shown.append(client.exchange(withSecrets(path, "{")));
            }
            shown.append(client.exchange(request("GET", "/__admin/requests", "")));
            try (InputStream unmatched = URI.create(server.adminUrl() + "/requests/unmatched")
                    .toURL()
                    .openStream()) {
                shown.append(new String(unmatched.readAllBytes(), StandardCharsets.UTF_8));
            }
            shown.append(client.exchange(request("GET", "/__admin/scopes/" + scope + "/exchanges", "")));
            shown.append(client.exchange(request("GET", "/__admin/scopes/" + scope + "/misses", "")));
            shown.append(notices).append(server.exchanges());

            assertThat(shown.toString())
                    .contains("[redacted]", "/foo", "body.yaml")
                    .doesNotContain("LEAK");
        }
    }

    private static String withSecrets(String path, String body) {
        return request("POST", path + QUERY, body).replaceFirst("\r\n", "\r\n" + SECRETS);
    }
}
