package dev.cannery.restassured;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cannery.internal.chat.responses.ChatAnswer;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.stream.SseTranscript;
import dev.cannery.internal.wire.ChunkJoiner;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.ResponseEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Reads the body of a reply: the text of JSON or of an event stream. */
final class RepliedBody {
    private RepliedBody() {}

    /** Returns the completion or the Response, joined if it was streamed; a missing node if the text is neither JSON nor a stream. */
    static JsonNode whole(String body) {
        try {
            return Json.parse(body);
        } catch (JsonProcessingException e) {
            Reply.Arrival all = new Reply.Arrival(Duration.ZERO, body.getBytes(StandardCharsets.UTF_8));
            List<JsonNode> chunks = SseTranscript.of(List.of(all)).chunks();
            if (chunks.isEmpty()) {
                return MissingNode.getInstance();
            }
            return ResponseEvents.areIn(chunks) ? ResponseEvents.join(chunks) : ChunkJoiner.completion(chunks);
        }
    }

    /** Returns the completion, or the one that a Response means. */
    static JsonNode completion(String body) {
        JsonNode whole = whole(body);
        return whole.path("output").isArray() ? ChatAnswer.of(whole) : whole;
    }
}
