package dev.cannery.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server takes from the start of its JVM to its first answer: WireMock with one stub, ours with one contract, without
 * and with the class-data archive that the README's command makes, and ours with all that this project's folders hold.
 */
final class ColdStart {
    private static final String REQUEST =
            "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private static final String MAPPING = "{\"request\":{\"method\":\"POST\",\"urlPath\":\"/v1/chat/completions\","
            + "\"bodyPatterns\":[{\"matchesJsonPath\":\"$.messages[?(@.content == 'Hello')]\"}]},"
            + "\"response\":{\"status\":200,\"headers\":{\"content-type\":\"application/json\"},"
            + "\"jsonBody\":{\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
            + "\"message\":{\"role\":\"assistant\",\"content\":\"Hi! How can I help?\"}}]}}}";

    /** As much as the mapping. */
    private static final String CONTRACT = "interactions:\n  - name: greets\n    request: {prompt: Hello}\n"
            + "    response: {content: Hi! How can I help?}\n";

    private final Path cannery;
    private final Path wireMock;
    private final Path work;
    private final int rounds;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ColdStart(Path cannery, Path wireMock, Path work, int rounds) {
        this.cannery = cannery;
        this.wireMock = wireMock;
        this.work = work;
        this.rounds = rounds;
    }

    /**
     * One start.
     *
     * @param millis until the first answer
     * @param cpu milliseconds of processor time until then
     * @param megabytes resident then
     * @param threads then
     */
    record Start(double millis, double cpu, double megabytes, double threads) {}

    /** Each server in turn, as often as there are rounds: what else the machine does hits them alike. */
    void run(Report report) throws Exception {
        Map<String, List<String>> servers = servers();
        Map<String, List<Start>> starts = new LinkedHashMap<>();
        servers.keySet().forEach(name -> starts.put(name, new ArrayList<>()));
        for (int i = 0; i < rounds; i++) {
            for (Map.Entry<String, List<String>> server : servers.entrySet()) {
                starts.get(server.getKey()).add(firstAnswer(server.getValue()));
            }
        }
        starts.forEach(report::addStart);
    }

    private Map<String, List<String>> servers() throws IOException, InterruptedException {
        Path mappings = Files.createDirectories(work.resolve("wiremock-start").resolve("mappings"));
        Files.writeString(mappings.resolve("one.json"), MAPPING);
        Path archive = work.resolve("cannery.jsa");
        Path contracts = Files.createDirectories(work.resolve("start-contracts"));
        Files.writeString(contracts.resolve("one.yaml"), CONTRACT);
        String none = Files.createDirectories(work.resolve("no-stubs")).toString();
        List<String> ours = serving(contracts.toString(), none);
        ServerProcess.run(work.resolve("archive.log"), "-XX:ArchiveClassesAtExit=" + archive, "-jar", cannery.toString(),
                "train", "--contracts", contracts.toString(), "--stubs", none);
        List<String> archived = new ArrayList<>(List.of("-XX:SharedArchiveFile=" + archive));
        archived.addAll(ours);
        Map<String, List<String>> servers = new LinkedHashMap<>();
        servers.put("WireMock", List.of("-jar", wireMock.toString(), "--port", "{port}", "--bind-address", "127.0.0.1",
                "--disable-banner", "--root-dir", mappings.getParent().toString()));
        servers.put("cannery", ours);
        servers.put("cannery, class-data archive", archived);
        servers.put("cannery, contracts and stubs of this project", serving("contracts", "stubs"));
        return servers;
    }

    private List<String> serving(String contracts, String stubs) {
        return List.of(
                "-jar", cannery.toString(), "serve", "--port", "{port}", "--contracts", contracts, "--stubs", stubs);
    }

    private Start firstAnswer(List<String> arguments) throws Exception {
        long start = System.nanoTime();
        try (ServerProcess server =
                ServerProcess.launch(work.resolve("start.log"), arguments.toArray(String[]::new))) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.port() + "/v1/chat/completions"))
                    .header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(REQUEST))
                    .build();
            while (System.nanoTime() - start < 120_000_000_000L) {
                try {
                    if (client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
                        double millis = (System.nanoTime() - start) / 1e6;
                        return new Start(millis, server.cpu() / 1e6, server.status("VmRSS") / 1024, server.status("Threads"));
                    }
                } catch (IOException e) {
                    // not there yet
                }
                Thread.sleep(2);
            }
            throw new IllegalStateException("no answer: " + Files.readString(work.resolve("start.log")));
        }
    }
}
