package dev.cannery.internal.verify.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.verify.exchange.Arrival;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.Level;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.RepeatedKey;
import dev.cannery.internal.wire.SseLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The events of a stream, and what is wrong with their frames.
 *
 * @param events the events in order
 * @param faults lines that are none of server-sent events, events that hold no JSON, an event without its end
 */
public record SseTranscript(List<SseEvent> events, List<Finding> faults) {
    public SseTranscript {
        events = List.copyOf(events);
        faults = List.copyOf(faults);
    }

    /** The events of a body as it came. Lines may end in LF, CR LF or CR; a byte order mark, comments and other fields than data are skipped. */
    public static SseTranscript of(List<Arrival> arrivals) {
        Reading reading = new Reading();
        arrivals.forEach(reading::take);
        return reading.end();
    }

    /** The chunks of the completion. */
    public List<JsonNode> chunks() {
        return events.stream().filter(SseEvent::isChunk).map(SseEvent::json).toList();
    }

    /** The place of the event at this index, by the one name that findings in a stream have for it. */
    public static FieldPath placeOf(int index) {
        return FieldPath.of("chunks").element(index);
    }

    private static final class Reading {
        private static final Set<String> FIELDS = Set.of("id", "retry");
        private static final Pattern OTHER_FIELD =
                Pattern.compile("(?!(?i)data:)[A-Za-z][A-Za-z_-]*:.*", Pattern.DOTALL);
        private static final int FAULTS_KEPT = 200;
        private static final int EVENTS_READ = 250_000;
        private static final String BYTE_ORDER_MARK = "\uFEFF";

        private final List<SseEvent> events = new ArrayList<>();
        private final List<Finding> faults = new ArrayList<>();
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final List<String> data = new ArrayList<>();
        private String name = "";
        private Duration now = Duration.ZERO;
        private boolean followsCr;
        private boolean isTooLong;
        private boolean isFirstLine = true;

        private void take(Arrival arrival) {
            now = arrival.at();
            for (byte b : arrival.bytes()) {
                if (b == '\n' && followsCr) {
                    followsCr = false;
                } else if (b == '\n' || b == '\r') {
                    followsCr = b == '\r';
                    endLine();
                } else {
                    followsCr = false;
                    line.write(b);
                }
            }
        }

        private void endLine() {
            String text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            if (isFirstLine && text.startsWith(BYTE_ORDER_MARK)) {
                text = text.substring(1);
            }
            isFirstLine = false;
            SseLine read = SseLine.of(text);
            if (text.isEmpty()) {
                endEvent();
            } else if (read.isData()) {
                if (text.startsWith("data:") && text.length() > "data:".length() && !text.startsWith("data: ")) {
                    fault(Level.WARN, FindingId.DATA_WITHOUT_SPACE, "'data: ', with a space", text);
                }
                data.add(read.value());
            } else if (text.startsWith(":")) {
                fault(Level.WARN, FindingId.COMMENT_LINE, "no comment line", text);
            } else if (read.field().equals("event")) {
                name = read.value();
            } else if (!FIELDS.contains(read.field())) {
                // other fields are to be skipped: all that is lost is what stands in them
                Level level = OTHER_FIELD.matcher(text).matches() ? Level.WARN : Level.FAIL;
                fault(level, FindingId.SSE_FRAMING, "a line that begins with 'data:'", text);
            }
        }

        private void endEvent() {
            String called = name;
            name = "";
            if (data.isEmpty()) {
                return;
            }
            String text = String.join("\n", data);
            data.clear();
            if (events.size() == EVENTS_READ) {
                isTooLong = true;
                return;
            }
            JsonNode json = text.equals(SseEvent.DONE) ? MissingNode.getInstance() : parse(text);
            if (!json.isObject() && !text.equals(SseEvent.DONE)) {
                fault(FindingId.EVENT_NOT_JSON, "a JSON object", text);
            }
            RepeatedKey.in(text).ifPresent(key -> fault(FindingId.REPEATED_KEY, "each member once", key));
            events.add(new SseEvent(now, called, text, json.isObject() ? json : MissingNode.getInstance()));
        }

        private SseTranscript end() {
            if (line.size() > 0) {
                endLine();
            }
            if (!data.isEmpty()) {
                boolean isDone = data.equals(List.of(SseEvent.DONE));
                String rest = String.join("\n", data);
                fault(isDone ? Level.WARN : Level.FAIL, FindingId.SSE_FRAMING, "an empty line after each event", rest);
                if (isDone) {
                    endEvent();
                }
            }
            if (isTooLong) {
                String words = "at most " + EVENTS_READ + " events";
                TextNode actual = TextNode.valueOf("more");
                faults.add(new Finding(
                        Level.FAIL, new Mismatch(FindingId.TOO_LARGE, placeOf(EVENTS_READ), words, actual)));
            }
            return new SseTranscript(events, faults);
        }

        private void fault(FindingId id, String expected, String actual) {
            fault(Level.FAIL, id, expected, actual);
        }

        private void fault(Level level, FindingId id, String expected, String actual) {
            if (faults.size() >= FAULTS_KEPT) {
                return;
            }
            TextNode text = TextNode.valueOf(actual);
            faults.add(new Finding(level, new Mismatch(id, placeOf(events.size()), expected, text)));
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
