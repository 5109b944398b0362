package dev.cannery.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cannery.junit.ChatMock;
import dev.cannery.junit.ChatMockTest;
import dev.cannery.MockChatServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** Cannery works, whatever else is on the class path. */
@ChatMockTest
class ChatTest {
    private static final String HELLO =
            "{\"model\": \"gpt-4.1\", \"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]}";

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void theMockAnswers(ChatMock mock) throws Exception {
        mock.reply("Hi \uD83D\uDE00");

        assertTrue(post(mock.baseUrl() + "/chat/completions", HELLO).body().contains("Hi \uD83D\uDE00"));
    }

    @Test
    void stubsMatchAndAreTemplates() throws Exception {
        try (MockChatServer server = MockChatServer.builder().start()) {
            String stub = "{\"request\": {\"method\": \"POST\", \"urlPath\": \"/v1/embeddings\", \"bodyPatterns\": ["
                    + "{\"matchesJsonPath\": \"$[?(@.input == 'a')]\"},"
                    + "{\"matchesJsonSchema\": {\"type\": \"object\", \"required\": [\"input\"]}}]},"
                    + "\"response\": {\"body\": \"{{jsonPath request.body '$.input'}}\","
                    + " \"transformers\": [\"response-template\"]}}";
            assertEquals(201, post(server.adminUrl() + "/mappings", stub).statusCode());

            assertEquals("a", post(server.baseUrl() + "/embeddings", "{\"input\": \"a\"}").body());
        }
    }

    @Test
    void securedConnectionsSpeakHttp2() throws Exception {
        try (MockChatServer server = MockChatServer.builder().tls().start()) {
            HttpClient trusting = HttpClient.newBuilder()
                    .sslContext(trust(server.certificate().orElseThrow()))
                    .build();

            HttpResponse<String> models = trusting.send(
                    HttpRequest.newBuilder(URI.create(server.baseUrl() + "/models")).build(),
                    HttpResponse.BodyHandlers.ofString());

            assertEquals(200, models.statusCode());
            assertEquals(HttpClient.Version.HTTP_2, models.version());
        }
    }

    private HttpResponse<String> post(String url, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static SSLContext trust(X509Certificate certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", certificate);
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
