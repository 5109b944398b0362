package dev.cannery.internal.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.ResponseEvents;
import dev.cannery.internal.wire.SseEvent;
import dev.cannery.internal.wire.SseReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The end of a provider's streams.
 *
 * @param isDone whether they end with {@code [DONE]}
 * @param isCertain whether this is known of the provider; otherwise a stream may end with a finish reason, too
 */
record StreamEnd(boolean isDone, boolean isCertain) {
    /** Whether an answer is whole, and was not cut by what is between. */
    boolean isReached(RecordedCall call) {
        String type = call.responseHeaders().getOrDefault("content-type", "");
        String body = new String(call.body(), StandardCharsets.UTF_8);
        if (!type.startsWith("text/event-stream") && !SseReader.isStream(body)) {
            return true;
        }
        List<SseEvent> events = SseReader.readAll(body).stream()
                .filter(event -> event.data() != null && !event.data().isBlank())
                .toList();
        if (events.isEmpty() || !events.get(events.size() - 1).isEnded()) {
            return false;
        }
        if (events.stream().anyMatch(StreamEnd::isOfResponse)) {
            return events.stream().anyMatch(StreamEnd::endsResponse);
        }
        if (isDone(events.get(events.size() - 1))) {
            return true;
        }
        boolean needsDone = isCertain ? isDone : isCutSilent(call);
        return !needsDone && events.stream().anyMatch(StreamEnd::hasFinishReason);
    }

    /** Whether a connection that is cut looks like the end, because the length of the answer is not sent. */
    private static boolean isCutSilent(RecordedCall call) {
        return !call.responseHeaders().containsKey("transfer-encoding")
                && !call.responseHeaders().containsKey("content-length")
                && !call.responseHeaders().containsKey(":status");
    }

    private static boolean isDone(SseEvent event) {
        return String.valueOf(event.data()).strip().equals(SseEvent.DONE);
    }

    private static boolean isOfResponse(SseEvent event) {
        return ResponseEvents.areIn(List.of(tree(event)));
    }

    private static boolean endsResponse(SseEvent event) {
        return ResponseEvents.isLast(tree(event));
    }

    private static boolean hasFinishReason(SseEvent event) {
        return Json.values(tree(event).path("choices")).anyMatch(choice -> choice.hasNonNull("finish_reason"));
    }

    private static JsonNode tree(SseEvent event) {
        try {
            return Json.parse(String.valueOf(event.data()));
        } catch (JsonProcessingException e) {
            return Json.object();
        }
    }
}
