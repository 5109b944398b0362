package dev.cannery.internal.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The faults in a stream of the Responses API that depend on its events.
 *
 * @param frames the events of the stream
 */
record EventFaults(List<SseFrame> frames) {
    private static final String TYPE = "type";
    private static final String RESPONSE = "response";
    private static final String NUMBER = "sequence_number";
    private static final String INDEX = "output_index";

    /** Whether a stream is of the Responses API, whose events state their type. */
    static boolean isOne(List<SseFrame> frames) {
        return frames.stream()
                .limit(2)
                .anyMatch(frame -> frame.data().startsWith("{")
                        && parse(frame.data()).path(TYPE).asText("").startsWith(RESPONSE + "."));
    }

    /**
     * Returns how many events are sent before a fault. The events before the first fragment count as one, as the first chunk of a chat
     * completion does, and each fragment counts.
     */
    int sentBefore(int afterChunks) {
        int fragments = 0;
        for (int i = 0; i < frames.size(); i++) {
            if (afterChunks == 0 || (isFragment(frames.get(i)) && ++fragments == afterChunks)) {
                return i;
            }
        }
        // at most all but the last event
        return Math.max(0, frames.size() - 1);
    }

    private static boolean isFragment(SseFrame frame) {
        return frame.data().startsWith("{")
                && parse(frame.data()).path(TYPE).asText("").endsWith(".delta");
    }

    /**
     * Returns the stream that fails after some events: an error, and the Response with it, for clients need both.
     *
     * @param sent how many events are sent before
     */
    List<SseFrame> failed(int sent, ApiError error) {
        List<SseFrame> failed = new ArrayList<>(frames.subList(0, sent));
        SseFrame next = frames.get(sent);
        SseFrame first = frames.stream()
                .filter(frame -> frame.data().startsWith("{"))
                .findFirst()
                .orElse(next);
        ObjectNode created = parse(first.data());
        ObjectNode details = Json.object()
                .put(TYPE, error.type())
                .put("code", error.code() == null ? error.type() : error.code())
                .put("message", error.message())
                .put("param", error.param());
        ObjectNode report = Json.object();
        created.properties().forEach(member -> {
            switch (member.getKey()) {
                case TYPE -> report.put(TYPE, "error");
                case RESPONSE -> report.set("error", details);
                default -> report.put(member.getKey(), sent);
            }
        });
        failed.add(first.withJson(report).at(next.due()));
        created.put(TYPE, RESPONSE + ".failed");
        if (created.has(NUMBER)) {
            created.put(NUMBER, sent + 1);
        }
        if (created.path(RESPONSE) instanceof ObjectNode response) {
            response.put("status", "failed");
            response.set(
                    "error",
                    Json.object().put("code", details.path("code").asText()).put("message", error.message()));
        }
        failed.add(first.withJson(created).at(next.due()));
        return failed;
    }

    /** Returns the stream with another index of each call. */
    List<SseFrame> reindexed(boolean isRemoved) {
        return ofCalls(event -> {
            if (isRemoved) {
                event.remove(INDEX);
            } else {
                event.put(INDEX, 0);
            }
        });
    }

    private List<SseFrame> ofCalls(Consumer<ObjectNode> change) {
        return frames.stream()
                .map(frame -> {
                    if (!frame.data().startsWith("{")) {
                        return frame;
                    }
                    ObjectNode event = parse(frame.data());
                    boolean isOfCall = (event.path(TYPE).asText("")
                                    + event.path("item").path(TYPE).asText(""))
                            .contains("_call");
                    if (!isOfCall || !event.has(INDEX)) {
                        return frame;
                    }
                    change.accept(event);
                    return frame.withJson(event);
                })
                .toList();
    }

    private static ObjectNode parse(String json) {
        try {
            JsonNode event = Json.parse(json);
            return event instanceof ObjectNode object ? object : Json.object();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is not valid JSON: " + json, e);
        }
    }
}
