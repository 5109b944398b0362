package dev.cannery.internal.record.export;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedFault;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.record.export.Sampler.Sample;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WireMock itself serves exported mappings, and answers the contract's requests as Cannery does. */
class ExportedMappingsTest {
    private static final Sampler SAMPLER = new Sampler(ExportTest.CONTRACTS.get(0), ProfileReader.find("openai"));

    private static final String CHAT = "/v1/chat/completions";
    /** Seven responses at two endpoints and two at one of them, whole and streamed. */
    private static final int COMPARED = 32;

    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        server.start();
        String text = Export.of(ExportTest.CONTRACTS, "wiremock").files().get(0).text();
        for (JsonNode mapping : Json.parse(text).path("mappings")) {
            server.addStubMapping(StubMapping.buildFrom(Json.compact(mapping)));
        }
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void everyExampleGetsTheResponseOfItsTurnWholeAndStreamed() throws Exception {
        int compared = 0;
        for (boolean isStream : new boolean[] {false, true}) {
            server.resetScenarios();
            for (Sample sample : Stream.of(ChatEndpoint.values())
                    .flatMap(endpoint -> SAMPLER.samples(endpoint).stream())
                    .toList()) {
                for (CannedResponse response : sample.turn().responses()) {
                    if (!(response instanceof CannedFault) && !isBroken(response)) {
                        HttpResponse<String> answer = send(sample, isStream);

                        assertThat(answer.body())
                                .as(
                                        "%s, turn %d, %s, streamed: %s",
                                        sample.interaction().name(), sample.index(), sample.endpoint(), isStream)
                                .isEqualTo(SAMPLER.answer(sample, response, isStream)
                                        .text());
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isEqualTo(COMPARED);
    }

    @Test
    void aRequestThatBreaksARuleGetsAnotherResponse() throws Exception {
        Sample gulls = SAMPLER.samples().stream()
                .filter(sample -> sample.interaction().name().equals("counts the gulls"))
                .findFirst()
                .orElseThrow();
        ObjectNode body = gulls.sent().body().deepCopy().put("temperature", 0.9);

        assertThat(send(CHAT, body, gulls.sent().headers().getOrDefault("X-Tenant", ""))
                        .body())
                .contains("Ahoy.")
                .doesNotContain("Seven gulls.");
        assertThat(send(CHAT, gulls.sent().body(), "red").body()).contains("Ahoy.");
    }

    @Test
    void aConnectionFaultStaysOne() {
        Sample storm = SAMPLER.samples().stream()
                .filter(sample -> sample.interaction().name().equals("loses the line"))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> send(storm, false)).isInstanceOf(IOException.class);
    }

    private static boolean isBroken(CannedResponse response) {
        return response instanceof CannedCompletion completion && !completion.isValid();
    }

    private HttpResponse<String> send(Sample sample, boolean isStream) throws IOException, InterruptedException {
        ObjectNode body = sample.body().deepCopy();
        if (isStream) {
            body.put("stream", true);
        }
        return send(sample.path(), body, sample.sent().headers().getOrDefault("X-Tenant", ""));
    }

    private HttpResponse<String> send(String path, ObjectNode body, String tenant)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.compact(body)));
        if (!tenant.isEmpty()) {
            request.header("X-Tenant", tenant);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
