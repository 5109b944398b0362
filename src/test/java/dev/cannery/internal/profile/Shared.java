package dev.cannery.internal.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.SharedData;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Data beside the project, and requests written with single quotes. */
final class Shared {
    private static final Path FOLDER = Path.of("..", "shared");

    private Shared() {}

    static JsonNode spec(String file) throws IOException {
        Path path = FOLDER.resolve("spec").resolve(file);
        SharedData.require(path);
        return Json.parse(Files.readAllBytes(path));
    }

    /** All recorded exchanges of OpenAI and others. */
    static List<JsonNode> recordings() throws IOException {
        return recordings("recordings");
    }

    /** All recorded exchanges in these folders. */
    static List<JsonNode> recordings(String... folders) throws IOException {
        List<JsonNode> exchanges = new ArrayList<>();
        for (String name : folders) {
            Path folder = FOLDER.resolve(name);
            SharedData.require(folder);
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".jsonl.gz"))
                        .sorted()
                        .flatMap(Shared::lines)
                        .forEach(exchanges::add);
            }
        }
        return exchanges;
    }

    private static Stream<JsonNode> lines(Path file) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().map(Shared::parse).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode parse(String json) {
        try {
            return Json.parse(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JSON value written with single quotes. */
    static JsonNode json(String text) {
        return parse(text.replace('\'', '"'));
    }

    /** The live API; for a model that has ended by now, as it was on the model's last day. */
    static Profile serving(String model) {
        return serving(ProfileReader.read("openai"), model);
    }

    static Profile serving(Profile profile, String model) {
        return profile.endOf(model)
                .filter(end -> !end.isAfter(profile.day()))
                .map(end -> profile.asOf(end.minusDays(1)))
                .orElse(profile);
    }

    /** A request for {@code model} with one message, and the members of {@code fragment} over it. */
    static ChatRequest request(String model, String fragment) {
        ObjectNode body = (ObjectNode) json("{'messages': [{'role': 'user', 'content': 'ping'}]}");
        body.put("model", model);
        body.setAll((ObjectNode) json(fragment));
        return ChatRequest.of(body);
    }
}
