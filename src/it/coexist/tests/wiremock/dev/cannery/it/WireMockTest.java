package dev.cannery.it;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonSchema;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingXPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import dev.cannery.MockChatServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The project's own WireMock works as without Cannery, and its client drives the stubs of Cannery's server. */
class WireMockTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void theirServerMatchesAndFillsTemplates() throws Exception {
        WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort().globalTemplating(true));
        server.start();
        try {
            server.stubFor(post("/json")
                    .withRequestBody(matchingJsonPath("$.a"))
                    .withRequestBody(matchingJsonSchema("{\"type\": \"object\", \"required\": [\"a\"]}"))
                    .willReturn(aResponse().withBody("{{jsonPath request.body '$.a'}}")));
            server.stubFor(post("/xml").withRequestBody(matchingXPath("/a/b")).willReturn(okJson("[]")));

            assertEquals("1", send(server.baseUrl() + "/json", "{\"a\": 1}").body());
            assertEquals("[]", send(server.baseUrl() + "/xml", "<a><b>1</b></a>").body());
            server.verify(1, WireMock.postRequestedFor(urlEqualTo("/json")));
        } finally {
            server.stop();
        }
    }

    @Test
    void theirClientStubsOurServer() throws Exception {
        try (MockChatServer server = MockChatServer.builder().start()) {
            WireMock theirs = new WireMock("127.0.0.1", server.port());
            theirs.register(get("/weather").willReturn(okJson("{\"celsius\": 18}")));

            HttpRequest request = HttpRequest.newBuilder(server.baseUrl().resolve("/weather")).build();
            assertEquals("{\"celsius\": 18}", client.send(request, HttpResponse.BodyHandlers.ofString()).body());
            theirs.verifyThat(1, getRequestedFor(urlEqualTo("/weather")));
        }
    }

    private HttpResponse<String> send(String url, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
