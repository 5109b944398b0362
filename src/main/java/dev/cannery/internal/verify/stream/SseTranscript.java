package dev.cannery.internal.verify.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.Level;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.RepeatedKey;
import dev.cannery.internal.wire.SseEvent;
import dev.cannery.internal.wire.SseReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The events of a stream, and the errors in their framing.
 *
 * @param events the events in order
 * @param faults lines that are not valid in an event stream, events that are not JSON, an event without its end
 */
public record SseTranscript(List<StreamEvent> events, List<Finding> faults) {
    public SseTranscript {
        events = List.copyOf(events);
        faults = List.copyOf(faults);
    }

    /** Parses the events of a body. Lines may end in LF, CR LF or CR. A byte order mark, comments and fields other than data are skipped. */
    public static SseTranscript of(List<Reply.Arrival> arrivals) {
        Reading reading = new Reading();
        arrivals.forEach(reading::take);
        return reading.end();
    }

    /** Returns the chunks of the completion. */
    public List<JsonNode> chunks() {
        return events.stream()
                .filter(StreamEvent::isChunk)
                .map(StreamEvent::json)
                .toList();
    }

    /** Returns the path of the event at this index, as findings in a stream name it. */
    public static FieldPath placeOf(int index) {
        return FieldPath.of("chunks").element(index);
    }

    private static final class Reading {
        private static final Set<String> SKIPPED_FIELDS = Set.of("id", "retry", "event");
        private static final int FAULTS_KEPT = 200;
        private static final int EVENTS_READ = 250_000;

        private final List<StreamEvent> events = new ArrayList<>();
        private final List<Finding> faults = new ArrayList<>();
        private final SseReader reader = new SseReader();
        private Duration now = Duration.ZERO;
        private boolean isTooLong;

        private void take(Reply.Arrival arrival) {
            now = arrival.at();
            reader.read(arrival.bytes()).forEach(this::take);
        }

        private void take(SseEvent event) {
            event.lines().forEach(this::check);
            String data = event.data();
            if (data != null && event.isEnded()) {
                add(event.name(), data);
            } else if (data != null) {
                boolean isDone = data.equals(SseEvent.DONE);
                fault(isDone ? Level.WARN : Level.FAIL, FindingId.SSE_FRAMING, "an empty line after each event", data);
                if (isDone) {
                    add(event.name(), data);
                }
            }
        }

        private void check(SseEvent.Line line) {
            if (line.isData()) {
                if (line.lacksBlank()) {
                    fault(Level.WARN, FindingId.DATA_WITHOUT_SPACE, "'data: ', with a space", line.text());
                }
            } else if (line.isComment()) {
                fault(Level.WARN, FindingId.COMMENT_LINE, "no comment line", line.text());
            } else if (!line.text().isEmpty() && !SKIPPED_FIELDS.contains(line.field())) {
                // other fields must be skipped; only their own content is lost
                Level level = line.isOtherField() ? Level.WARN : Level.FAIL;
                fault(level, FindingId.SSE_FRAMING, "a line that begins with 'data:'", line.text());
            }
        }

        private void add(String name, String data) {
            if (events.size() == EVENTS_READ) {
                isTooLong = true;
                return;
            }
            JsonNode json = data.equals(SseEvent.DONE) ? MissingNode.getInstance() : parse(data);
            if (!json.isObject() && !data.equals(SseEvent.DONE)) {
                fault(Level.FAIL, FindingId.EVENT_NOT_JSON, "a JSON object", data);
            }
            RepeatedKey.in(data).ifPresent(key -> fault(Level.FAIL, FindingId.REPEATED_KEY, "each member once", key));
            events.add(new StreamEvent(now, name, data, json.isObject() ? json : MissingNode.getInstance()));
        }

        private SseTranscript end() {
            reader.end().ifPresent(this::take);
            if (isTooLong) {
                String words = "at most " + EVENTS_READ + " events";
                TextNode actual = TextNode.valueOf("more");
                faults.add(new Finding(
                        Level.FAIL, new Mismatch(FindingId.TOO_LARGE, placeOf(EVENTS_READ), words, actual)));
            }
            return new SseTranscript(events, faults);
        }

        private void fault(Level level, FindingId id, String expected, String actual) {
            if (faults.size() < FAULTS_KEPT) {
                TextNode text = TextNode.valueOf(actual);
                faults.add(new Finding(level, new Mismatch(id, placeOf(events.size()), expected, text)));
            }
        }

        private static JsonNode parse(String text) {
            try {
                return Json.parse(text);
            } catch (JsonProcessingException e) {
                return MissingNode.getInstance();
            }
        }
    }
}
