package dev.cannery.internal.verify.lie;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A response that a lie may change: its tree or chunks, then its text, then its transport. */
final class Draft {
    /** How the connection behaves after the text is sent. */
    enum End {
        CLEAN,
        BREAK,
        STALL
    }

    int status = 200;
    String contentType = "application/json";
    ObjectNode body;
    List<ObjectNode> chunks = List.of();
    boolean isDone = true;
    UnaryOperator<String> text = sound -> sound;
    byte[] raw = {};
    long silenceMillis;
    long gapMillis;
    End end = End.CLEAN;

    Draft(ObjectNode body) {
        this.body = body;
    }

    static Draft ofStream(List<ObjectNode> chunks) {
        Draft draft = new Draft(Json.object());
        draft.contentType = "text/event-stream; charset=utf-8";
        draft.chunks = new ArrayList<>(chunks);
        return draft;
    }

    boolean isStream() {
        return !chunks.isEmpty();
    }

    String sent() {
        String sound = isStream()
                ? chunks.stream().map(chunk -> "data: " + chunk + "\n\n").collect(Collectors.joining())
                        + (isDone ? "data: [DONE]\n\n" : "")
                : body.toString();
        return text.apply(sound);
    }

    ObjectNode choice() {
        return (ObjectNode) body.path("choices").get(0);
    }

    ObjectNode message() {
        return (ObjectNode) choice().path("message");
    }

    ObjectNode call() {
        return (ObjectNode) message().path("tool_calls").get(0);
    }

    ObjectNode function() {
        return (ObjectNode) call().path("function");
    }

    ObjectNode usage() {
        return (ObjectNode) body.path("usage");
    }

    ObjectNode chunk(int index) {
        return chunks.get(index < 0 ? chunks.size() + index : index);
    }

    ObjectNode chunkChoice(int index) {
        return (ObjectNode) chunk(index).path("choices").get(0);
    }

    ObjectNode delta(int index) {
        return (ObjectNode) chunkChoice(index).path("delta");
    }

    /** Returns the first fragment of a tool call in a stream. */
    ObjectNode piece(int index) {
        return (ObjectNode) delta(index).path("tool_calls").get(0);
    }

    ObjectNode error() {
        JsonNode error = body.path("error");
        return error instanceof ObjectNode object ? object : body.putObject("error");
    }
}
