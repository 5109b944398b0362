package dev.cannery.internal.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.SharedData;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Data next to the project, and requests written with single quotes. */
final class Shared {
    private static final Path FOLDER = Path.of("..", "shared");

    private Shared() {}

    static JsonNode spec(String file) throws IOException {
        Path path = FOLDER.resolve("spec").resolve(file);
        SharedData.require(path);
        return Json.parse(Files.readAllBytes(path));
    }

    static JsonNode parse(String json) {
        try {
            return Json.parse(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Parses a JSON value written with single quotes. */
    static JsonNode json(String text) {
        return parse(text.replace('\'', '"'));
    }

    /** Returns the live API; for a retired model, as it was on the model's last day. */
    static Profile serving(String model) {
        return serving(ProfileReader.read("openai"), model);
    }

    static Profile serving(Profile profile, String model) {
        return profile.endOf(model)
                .filter(end -> !end.isAfter(profile.day()))
                .map(end -> profile.asOf(end.minusDays(1)))
                .orElse(profile);
    }

    /** Returns a request for {@code model} with one message, overridden by the members of {@code fragment}. */
    static ChatRequest request(String model, String fragment) {
        ObjectNode body = (ObjectNode) json("{'messages': [{'role': 'user', 'content': 'ping'}]}");
        body.put("model", model);
        body.setAll((ObjectNode) json(fragment));
        return ChatRequest.of(body);
    }
}
