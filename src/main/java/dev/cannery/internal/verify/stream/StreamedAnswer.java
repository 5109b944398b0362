package dev.cannery.internal.verify.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.ChunkJoiner;
import java.util.List;

/** The completion that a stream amounts to. */
public final class StreamedAnswer {
    private StreamedAnswer() {}

    /**
     * The completion of these chunks as a whole answer would say it: what a stream need not say, because nothing came of it, is
     * null.
     */
    public static ObjectNode of(List<JsonNode> chunks) {
        ObjectNode whole = ChunkJoiner.join(chunks);
        for (JsonNode choice : whole.withArray("choices")) {
            complete((ObjectNode) choice);
        }
        return whole.put("object", "chat.completion");
    }

    private static void complete(ObjectNode choice) {
        ObjectNode message = choice.path("message") instanceof ObjectNode said ? said : choice.putObject("message");
        putNullUnlessThere(message, "content");
        putNullUnlessThere(message, "refusal");
        putNullUnlessThere(choice, "logprobs");
    }

    private static void putNullUnlessThere(ObjectNode object, String name) {
        if (!object.has(name)) {
            object.putNull(name);
        }
    }
}
