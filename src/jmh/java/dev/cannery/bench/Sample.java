package dev.cannery.bench;

import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.server.MockServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Cannery answers, for the bare servers to answer too: the same headers and the same bytes.
 *
 * @param headers the headers but those that say how the body is sent
 * @param body the body
 */
record Sample(Map<String, String> headers, byte[] body) {
    private static final List<String> FRAMING = List.of("content-length", "transfer-encoding", "date", "connection");

    static Sample of(String contract, String request) throws Exception {
        try (MockServer server = MockServer.builder()
                .contracts(ContractReader.parse("sample.yaml", contract))
                .start()) {
            HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.baseUrl() + "/chat/completions"))
                                    .header("content-type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(request))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            Map<String, String> headers = new LinkedHashMap<>();
            answer.headers().map().forEach((name, values) -> {
                if (!FRAMING.contains(name)) {
                    headers.put(name, values.get(0));
                }
            });
            return new Sample(headers, answer.body());
        }
    }

    /** The events of a stream, each with the blank line that ends it. */
    List<byte[]> events() {
        List<byte[]> events = new ArrayList<>();
        for (String event : new String(body, StandardCharsets.UTF_8).split("(?<=\n\n)")) {
            events.add(event.getBytes(StandardCharsets.UTF_8));
        }
        return events;
    }
}
