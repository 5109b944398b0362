package dev.cannery.internal.contract.dsl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.wire.Json;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One canned answer, as {@link Answers} makes it. It is a value: every method gives another one. */
public final class Answer {
    private final ObjectNode tree;

    private Answer(ObjectNode tree) {
        this.tree = tree;
    }

    static Answer of(String key, Object value) {
        return new Answer(Json.object().set(key, Trees.of(value)));
    }

    /** The answer that a text, an answer, or a map of the keys of a contract's {@code response} means. */
    static JsonNode tree(Object answer) {
        return answer instanceof Answer built ? built.tree : Trees.of(answer);
    }

    private Answer with(String key, @Nullable Object value) {
        if (tree.has(key)) {
            throw new IllegalArgumentException("'" + key + "' must be said once in an answer");
        }
        return new Answer(tree.deepCopy().set(key, Trees.of(value)));
    }

    /** This answer with all that the other says; their tool calls stand one after the other. */
    public Answer and(Answer other) {
        Answer both = this;
        for (Map.Entry<String, JsonNode> key : other.tree.properties()) {
            both = both.tree.get(key.getKey()) instanceof ArrayNode calls && key.getValue() instanceof ArrayNode more
                    ? both.withCalls(key.getKey(), calls.deepCopy().addAll(more))
                    : both.with(key.getKey(), key.getValue());
        }
        return both;
    }

    private Answer withCalls(String key, ArrayNode calls) {
        return new Answer(tree.deepCopy().set(key, calls));
    }

    /** This answer with a finish reason that is not inferred. */
    public Answer finishReason(FinishReason reason) {
        return with("finish_reason", reason.wire());
    }

    /** This answer with token counts that are not counted. */
    public Answer usage(Usage usage) {
        return with("usage", usage.keys().tree());
    }

    /** This answer with an id, a model and the like that are not derived. */
    public Answer identity(Identity identity) {
        return and(new Answer(identity.keys().tree()));
    }

    /** This answer, cut and paced so when it is streamed. */
    public Answer streamed(Pace pace) {
        return with("stream", pace.keys().tree());
    }

    /** This answer, its first byte held back. */
    public Answer delay(Duration delay) {
        return with("delay", delay);
    }

    /** This answer, held back so much longer for each other answer that is under way. */
    public Answer perConcurrent(Duration extra) {
        return with("latency", Trees.pairs("per_concurrent", extra));
    }

    /** This answer with something wrong, as {@code truncated_json}; see the README for the words. */
    public Answer fault(String kind) {
        return with("fault", kind);
    }

    /** This answer, its stream broken behind so many chunks, as by {@code reset}. */
    public Answer fault(String kind, int afterChunks) {
        return with("fault", Trees.pairs("after_chunks", afterChunks, "kind", kind));
    }

    /** This answer with a fault that takes a time, as {@code slow_body}. */
    public Answer fault(String kind, Duration over) {
        return with("fault", Trees.pairs("kind", kind, "over", over));
    }

    /** This answer with its texts filled in from the request: {@code {{prompt}}}, {@code {{request.model}}}. */
    public Answer template() {
        return with("template", true);
    }

    /** This error with the time after which a client may try again. */
    public Answer retryAfter(Duration time) {
        return with("retry_after", time);
    }

    /** This success or body with another status than 200. */
    public Answer status(int status) {
        return with("status", status);
    }

    /** This answer with a header beside the usual ones, or instead of one. */
    public Answer header(String name, String value) {
        ObjectNode copy = tree.deepCopy();
        ObjectNode headers = Json.objectIn(copy, "headers");
        if (headers.has(name)) {
            throw new IllegalArgumentException("the header '" + name + "' must be said once in an answer");
        }
        headers.put(name, value);
        return new Answer(copy);
    }

    @Override
    public String toString() {
        return Json.compact(tree);
    }
}
