package dev.cannery.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A completion as a provider once sent it, of whatever dialect, to be served as it is.
 *
 * @param whole the completion as one object, joined from its chunks where it was streamed; not to be changed
 * @param json its text where it was recorded whole, null where it was streamed
 * @param parts what was streamed, in order; none where it was recorded whole
 */
public record RecordedAnswer(ObjectNode whole, @Nullable String json, List<Part> parts) {
    public RecordedAnswer {
        parts = List.copyOf(parts);
    }

    /**
     * A part of a stream that leaves at one moment: an event, or comments that stand alone.
     *
     * @param text its lines as they were recorded, with their ends
     * @param gap the time since the part ahead of it
     */
    public record Part(String text, Duration gap) {}

    /** Whether the stream ended with an error, which a whole answer would have been instead. */
    public boolean isError() {
        return whole.hasNonNull("error");
    }

    /** The status that the body of an error names, where any provider's does; empty when it names none. */
    public static OptionalInt statusIn(JsonNode body) {
        JsonNode error = body.path("error");
        return Stream.of(
                        body.path("status"),
                        body.path("status_code"),
                        body.path("raw_status_code"),
                        error.path("status"),
                        error.path("status_code"),
                        error.path("code"),
                        body.path("code"))
                .mapToInt(value -> value.asInt(0))
                .filter(status -> status >= 400 && status <= 599)
                .findFirst();
    }
}
