package dev.cannery.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long a server takes from the start of its JVM to its first answer: ours, ours with a class-data archive, WireMock. */
final class ColdStart {
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

    void run(Report report) throws Exception {
        Path contract = Files.writeString(work.resolve("start.yaml"), Workload.contract(1, false));
        Path mappings = Files.createDirectories(work.resolve("wiremock-start").resolve("mappings"));
        Files.writeString(mappings.resolve("one.json"), Workload.mapping(0));
        Path archive = work.resolve("cannery.jsa");
        String[] ours = {"-jar", cannery.toString(), "--port", "{port}", "--contracts", contract.toString()};
        String[] rival = {"-jar", wireMock.toString(), "--port", "{port}", "--disable-banner", "--root-dir",
            mappings.getParent().toString()};
        firstAnswer(with("-XX:ArchiveClassesAtExit=" + archive, ours));
        List<Double> plain = new ArrayList<>();
        List<Double> archived = new ArrayList<>();
        List<Double> wire = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            plain.add(firstAnswer(ours));
            wire.add(firstAnswer(rival));
            archived.add(firstAnswer(with("-XX:SharedArchiveFile=" + archive, ours)));
        }
        report.addStart("WireMock", wire);
        report.addStart("cannery", plain);
        report.addStart("cannery, class-data archive", archived);
    }

    private static String[] with(String option, String... arguments) {
        List<String> all = new ArrayList<>(List.of(option));
        all.addAll(List.of(arguments));
        return all.toArray(String[]::new);
    }

    private double firstAnswer(String... arguments) throws Exception {
        long start = System.nanoTime();
        try (ServerProcess server = ServerProcess.launch(work.resolve("start.log"), arguments)) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.port() + "/v1/chat/completions"))
                    .header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(Workload.request(0, "")))
                    .build();
            while (System.nanoTime() - start < 120_000_000_000L) {
                try {
                    if (client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
                        return (System.nanoTime() - start) / 1e6;
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
