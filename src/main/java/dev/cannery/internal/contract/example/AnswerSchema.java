package dev.cannery.internal.contract.example;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedTemplate;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Words;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Derives a JSON Schema, strict enough for {@code strict: true}, from the responses of a turn. */
final class AnswerSchema {
    private AnswerSchema() {}

    /** Returns the schema of the turn's first response that is a JSON object; empty when there is none. */
    static Optional<ObjectNode> of(Turn turn) {
        return turn.responses().stream()
                .flatMap(AnswerSchema::contents)
                .map(AnswerSchema::parse)
                .filter(JsonNode::isObject)
                .map(AnswerSchema::schema)
                .findFirst();
    }

    private static Stream<String> contents(CannedResponse response) {
        CannedResponse said = response instanceof CannedTemplate template ? template.written() : response;
        return said instanceof CannedCompletion completion
                ? completion.choices().stream().map(CannedChoice::content).filter(Objects::nonNull)
                : Stream.empty();
    }

    private static JsonNode parse(String content) {
        try {
            return Json.parse(content);
        } catch (JsonProcessingException e) {
            return Json.array();
        }
    }

    private static ObjectNode schema(JsonNode value) {
        ObjectNode schema = Json.object();
        switch (value.getNodeType()) {
            case OBJECT -> {
                ObjectNode properties = schema.put("type", "object").putObject("properties");
                ArrayNode required = schema.putArray("required");
                for (Map.Entry<String, JsonNode> member : value.properties()) {
                    properties.set(member.getKey(), schema(member.getValue()));
                    required.add(member.getKey());
                }
                schema.put("additionalProperties", false);
            }
            case ARRAY ->
                schema.put("type", "array")
                        .set("items", value.isEmpty() ? schema(Json.object()) : schema(value.get(0)));
            case NUMBER -> schema.put("type", value.isIntegralNumber() ? "integer" : "number");
            default -> schema.put("type", Words.of(value.getNodeType()));
        }
        return schema;
    }
}
