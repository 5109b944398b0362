package dev.cannery.internal.verify.trait;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.ChunkJoiner;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.SseEvent;
import dev.cannery.internal.wire.SseReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A completion as it was received.
 *
 * @param whole the completion, joined from its chunks if it was streamed
 * @param chunks the chunks; empty for a whole completion
 * @param body what was received
 */
record Observation(ObjectNode whole, List<JsonNode> chunks, String body) {
    /** The members of a message with its reasoning, for which profiles have a slot. */
    static final List<String> REASONING = List.of("reasoning_content", "reasoning");

    Observation {
        chunks = List.copyOf(chunks);
    }

    /** Reads a body; empty if it is no completion, or one with an error. */
    static Optional<Observation> of(String body) {
        List<JsonNode> chunks = new ArrayList<>();
        if (SseReader.isStream(body)) {
            for (SseEvent event : SseReader.readAll(body)) {
                String data = event.data();
                if (data != null && !data.equals(SseEvent.DONE)) {
                    chunks.add(parse(data));
                }
            }
        }
        boolean isBroken = chunks.stream().anyMatch(chunk -> !chunk.isObject());
        JsonNode whole =
                isBroken ? MissingNode.getInstance() : chunks.isEmpty() ? parse(body) : ChunkJoiner.join(chunks);
        return whole instanceof ObjectNode object && !object.path("choices").isEmpty() && !object.hasNonNull("error")
                ? Optional.of(new Observation(object, chunks, body))
                : Optional.empty();
    }

    static JsonNode parse(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    boolean isStream() {
        return !chunks.isEmpty();
    }

    /** Returns the first choice. */
    JsonNode choice() {
        return whole.path("choices").path(0);
    }

    /** Returns the message of the first choice. */
    JsonNode message() {
        return choice().path("message");
    }

    /** Returns the first choice of each chunk that has one. */
    List<JsonNode> pieces() {
        return chunks.stream()
                .map(chunk -> chunk.path("choices").path(0))
                .filter(piece -> piece.isObject() && piece.path("index").asInt(0) == 0)
                .toList();
    }

    /** Returns the deltas of the first choice. */
    List<JsonNode> deltas() {
        return pieces().stream()
                .map(piece -> piece.path("delta"))
                .filter(JsonNode::isObject)
                .toList();
    }

    /** Returns the fragments of calls in the first choice. */
    List<JsonNode> callFragments() {
        List<JsonNode> fragments = new ArrayList<>();
        deltas().forEach(delta -> delta.path("tool_calls").forEach(fragments::add));
        return fragments;
    }
}
