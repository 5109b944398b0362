package dev.cannery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Sources of exchanges with real servers: our own samples, and recordings.
 *
 * <p>A test with this enum as its parameter runs twice: always on our samples, and on the recordings if they are present.
 */
public enum Recordings {
    /** Exchanges of {@code src/test/resources/samples}, which we invented in the form of each kind of recording. */
    SAMPLES("src/test/resources/samples", "src/test/resources/samples/dialects"),

    /** Recorded exchanges, in a folder next to the project. Tests are skipped without them. */
    SHARED("../shared/recordings", "../shared/dialect-recordings");

    private static final Map<Path, SoftReference<List<JsonNode>>> READ = new HashMap<>();

    @SuppressWarnings("ImmutableEnumChecker") // a list that toList() made
    private final List<Path> folders;

    Recordings(String... folders) {
        this.folders = Stream.of(folders).map(Path::of).toList();
    }

    /** Returns all exchanges. */
    public List<JsonNode> all() {
        return folders.stream().flatMap(Recordings::exchanges).toList();
    }

    /**
     * Returns all samples, or every third recording, which is enough to notice a change where each takes long; all recordings with
     * {@code -DallRecordings=true}.
     */
    public List<JsonNode> some() {
        List<JsonNode> all = all();
        int step = this == SAMPLES || Boolean.getBoolean("allRecordings") ? 1 : 3;
        return IntStream.range(0, all.size())
                .filter(i -> i % step == 0)
                .mapToObj(all::get)
                .toList();
    }

    /** Returns the exchanges with this provider that have status 200 and a known request, except those of dialects. */
    public List<JsonNode> successesOf(String provider) {
        return exchanges(folders.get(0))
                .filter(exchange -> exchange.path("provider").asText().equals(provider))
                .filter(exchange -> exchange.path("status").asInt() == 200)
                .filter(exchange -> exchange.path("request") instanceof ObjectNode)
                .toList();
    }

    /** Returns the requests to the Responses API and what became of them; the samples of answered ones have no response. */
    public List<JsonNode> requestsToResponses() {
        String folder =
                this == SAMPLES ? "src/test/resources/samples/responses-requests" : "../shared/responses-recordings";
        return exchanges(Path.of(folder)).toList();
    }

    /** Whether the recordings are present. */
    public boolean isThere() {
        return folders.stream().allMatch(SharedData::isThere);
    }

    /** Returns the exchanges with the Responses API that have status 200, a known request and an answer that no one wrote by hand. */
    public List<JsonNode> ofResponses(String provider) {
        return ofResponses().stream()
                .filter(exchange -> exchange.path("provider").asText().equals(provider))
                .filter(exchange -> exchange.path("status").asInt() == 200)
                .filter(exchange -> exchange.path("request") instanceof ObjectNode)
                .filter(exchange -> exchange.path("method").asText("POST").equals("POST"))
                .filter(exchange -> exchange.path("url").asText().matches(".*/responses(\\?.*)?"))
                .filter(exchange -> !exchange.path("features").toString().contains("suspect_synthetic"))
                .toList();
    }

    /** Returns all exchanges with the Responses API, also refused ones. */
    public List<JsonNode> ofResponses() {
        Path folder =
                Path.of(this == SAMPLES ? "src/test/resources/samples/responses" : "../shared/responses-recordings");
        return exchanges(folder).toList();
    }

    /** Returns the exchanges that were recorded to distinguish dialects. */
    public List<JsonNode> ofDialects() {
        return exchanges(folders.get(folders.size() - 1)).toList();
    }

    /** Returns the chunks of a streamed exchange without {@code [DONE]}; empty if it was not streamed. */
    public static List<JsonNode> chunks(JsonNode exchange) {
        return Stream.iterate(0, i -> i < exchange.path("sse").size(), i -> i + 1)
                .map(i -> exchange.path("sse").get(i).asText())
                .filter(event -> event.startsWith("{"))
                .map(Recordings::parse)
                .toList();
    }

    /** Returns the day of an exchange, such as 2025-08-01; empty if it was not recorded. */
    public static String dayOf(JsonNode exchange) {
        for (Map.Entry<String, JsonNode> header :
                exchange.path("response_headers").properties()) {
            if (header.getKey().equalsIgnoreCase("date")) {
                JsonNode value = header.getValue();
                String text = value.isArray() ? value.path(0).asText() : value.asText();
                // one recording names a wrong day of the week
                return LocalDate.parse(
                                text.substring(5, 16), DateTimeFormatter.ofPattern("dd MMM yyyy", Locale.ENGLISH))
                        .toString();
            }
        }
        return "";
    }

    private static Stream<JsonNode> exchanges(Path folder) {
        SharedData.require(folder);
        // read once for all tests, as long as the memory is not needed otherwise
        synchronized (READ) {
            SoftReference<List<JsonNode>> read = READ.get(folder);
            List<JsonNode> exchanges = read == null ? null : read.get();
            if (exchanges == null) {
                exchanges = read(folder);
                READ.put(folder, new SoftReference<>(exchanges));
            }
            return exchanges.stream();
        }
    }

    private static List<JsonNode> read(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream()
                    .flatMap(Recordings::exchangesOf)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> exchangesOf(Path file) {
        String name = file.toString();
        return name.endsWith(".jsonl.gz") ? lines(file) : name.endsWith(".yaml") ? samples(file) : Stream.of();
    }

    private static Stream<JsonNode> lines(Path file) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines().map(Recordings::parse).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the exchanges of a sample file, in the form of the recordings. */
    private static Stream<JsonNode> samples(Path file) {
        try {
            List<?> samples = (List<?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            return samples.stream().map(sample -> exchange((Map<?, ?>) sample));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode exchange(Map<?, ?> sample) {
        ObjectNode exchange = Json.object()
                .put("source", "" + sample.get("source"))
                .put("provider", "" + sample.get("provider"))
                .put("status", sample.containsKey("status") ? (Integer) sample.get("status") : 200)
                .put(
                        "url",
                        sample.containsKey("url") ? "" + sample.get("url") : "https://api.example/v1/chat/completions");
        if (sample.containsKey("date")) {
            exchange.putObject("response_headers").put("date", "" + sample.get("date"));
        }
        exchange.set("request", parse("" + sample.get("request")));
        if (sample.containsKey("sse")) {
            String body = ("" + sample.get("sse")).strip() + "\n\n";
            exchange.put("raw_body", body);
            body.lines()
                    .filter(line -> line.startsWith("data: "))
                    .forEach(line -> exchange.withArray("sse").add(line.substring("data: ".length())));
        } else {
            String body = ("" + sample.get("response")).strip();
            exchange.put("raw_body", body);
            exchange.set("response", parse(body));
        }
        return exchange;
    }

    private static JsonNode parse(String json) {
        try {
            return Json.parse(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
