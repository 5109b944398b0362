package dev.cannery.internal.record;

import dev.cannery.internal.wire.SseEvent;
import dev.cannery.internal.wire.SseReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tells whether a stream has reached its end, and was not cut by what is between. */
final class StreamEnd {
    private StreamEnd() {}

    /** Whether the answer is whole: a stream ends with {@code [DONE]}, or, if the provider sends none, with a whole event. */
    static boolean isReached(RecordedCall call, boolean sendsDone) {
        String type = call.responseHeaders().getOrDefault("content-type", "");
        String body = new String(call.body(), StandardCharsets.UTF_8);
        if (!type.startsWith("text/event-stream") && !SseReader.isStream(body)) {
            return true;
        }
        List<SseEvent> events = SseReader.readAll(body);
        for (int i = events.size() - 1; i >= 0; i--) {
            String data = events.get(i).data();
            if (data != null && !data.isBlank()) {
                return events.get(i).isEnded() && (!sendsDone || data.strip().equals(SseEvent.DONE));
            }
        }
        return false;
    }
}
