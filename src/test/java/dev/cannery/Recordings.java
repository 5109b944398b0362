package dev.cannery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Recorded exchanges with real servers, which lie beside the project and are no part of it. */
public final class Recordings {
    private static final Path FOLDER = Path.of("../shared/recordings");
    private static final Path DIALECTS = Path.of("../shared/dialect-recordings");

    private Recordings() {}

    /** The exchanges with the live API that ended with 200; skips the test where there are no recordings. */
    public static List<JsonNode> successesOfOpenAi() {
        return successesOf("openai");
    }

    /** The exchanges with this provider that ended with 200; skips the test where there are no recordings. */
    public static List<JsonNode> successesOf(String provider) {
        return files(FOLDER)
                .flatMap(Recordings::exchanges)
                .filter(exchange -> exchange.path("provider").asText().equals(provider))
                .filter(exchange -> exchange.path("status").asInt() == 200)
                .filter(exchange -> exchange.path("request") instanceof ObjectNode)
                .toList();
    }

    /** All exchanges with other makers' servers, those with the live API left out; skips the test where there are none. */
    public static List<JsonNode> ofOtherMakers() {
        return Stream.of(FOLDER, DIALECTS)
                .flatMap(Recordings::files)
                .flatMap(Recordings::exchanges)
                .filter(exchange -> !exchange.path("provider").asText().startsWith("openai"))
                .filter(exchange -> exchange.path("request") instanceof ObjectNode)
                .toList();
    }

    private static Stream<Path> files(Path folder) {
        SharedData.require(folder);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl.gz")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every exchange with any provider, those by dialect too; skips the test where there are no recordings. */
    public static List<JsonNode> all() {
        SharedData.require(FOLDER);
        try (Stream<Path> files = Files.list(FOLDER);
                Stream<Path> dialects = Files.isDirectory(DIALECTS) ? Files.list(DIALECTS) : Stream.empty()) {
            return Stream.concat(files, dialects)
                    .filter(file -> file.toString().endsWith(".jsonl.gz"))
                    .sorted()
                    .flatMap(Recordings::exchanges)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The chunks of a streamed exchange, {@code [DONE]} left out; none when it was not streamed. */
    public static List<JsonNode> chunks(JsonNode exchange) {
        return Stream.iterate(0, i -> i < exchange.path("sse").size(), i -> i + 1)
                .map(i -> exchange.path("sse").get(i).asText())
                .filter(event -> event.startsWith("{"))
                .map(Recordings::parse)
                .toList();
    }

    /** The day of an exchange, as 2025-08-01; an empty text where it was not recorded. */
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

    private static Stream<JsonNode> exchanges(Path file) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines().map(Recordings::parse).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return Json.parse(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
