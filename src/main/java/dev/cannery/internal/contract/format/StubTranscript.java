package dev.cannery.internal.contract.format;

import dev.cannery.internal.contract.RecordedAnswer;
import dev.cannery.internal.contract.time.Durations;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.wire.SseEvent;
import dev.cannery.internal.wire.SseReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The transcript of a stream: recorded server-sent events with marks of the time that passed before each of them.
 *
 * @param parts what is sent, without the marks
 * @param events the data of each event by its line, without the final one
 */
record StubTranscript(List<RecordedAnswer.Part> parts, Map<Integer, String> events) {
    private static final String MARK = ": +";
    private static final Duration LONGEST_GAP = Duration.ofDays(1);

    StubTranscript {
        parts = List.copyOf(parts);
    }

    /** Whether a text is a transcript, for files whose name does not show it. */
    static boolean isOne(String text) {
        return SseReader.isStream(text);
    }

    /**
     * Parses the transcript in a text.
     *
     * @param problems is called with each problem and its line
     */
    static StubTranscript of(String text, BiConsumer<Integer, String> problems) {
        List<RecordedAnswer.Part> parts = new ArrayList<>();
        Map<Integer, String> events = new LinkedHashMap<>();
        Duration wait = Duration.ZERO;
        for (SseEvent event : SseReader.readAll(text)) {
            wait = wait.plus(marksIn(event, problems));
            String sent = withoutMarks(event.text());
            if (!sent.isEmpty()) {
                parts.add(new RecordedAnswer.Part(sent, wait));
                wait = Duration.ZERO;
            }
            takeData(event, events, problems);
        }
        return new StubTranscript(parts, events);
    }

    private static void takeData(SseEvent event, Map<Integer, String> events, BiConsumer<Integer, String> problems) {
        List<SseEvent.Line> lines = event.lines();
        int first = 0;
        while (first < lines.size() && !lines.get(first).isData()) {
            String line = lines.get(first++).text();
            if (!line.isBlank() && line.indexOf(':') < 0) {
                problems.accept(event.line() + first - 1, "a line of a transcript must start with 'data:' or ':'");
            }
        }
        String data = event.data();
        if (data != null && !data.isBlank() && !data.strip().equals(SseEvent.DONE)) {
            events.put(event.line() + first, data);
        }
    }

    private static Duration marksIn(SseEvent event, BiConsumer<Integer, String> problems) {
        Duration wait = Duration.ZERO;
        List<SseEvent.Line> lines = event.lines();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).text();
            if (line.startsWith(MARK)) {
                Optional<Duration> gap =
                        Durations.parse(line.substring(MARK.length()).strip());
                if (gap.isEmpty() || gap.get().compareTo(LONGEST_GAP) > 0) {
                    problems.accept(
                            event.line() + i,
                            "a time mark must be written like ': +120ms', at most a day, was '" + OneLine.value(line)
                                    + "'");
                } else {
                    wait = wait.plus(gap.get());
                }
            }
        }
        return wait;
    }

    /** Returns the text without its marks, which are only for readers of the file; empty if there is only a mark. */
    private static String withoutMarks(String text) {
        if (!text.contains(MARK)) {
            return text;
        }
        String sent = text.replaceAll("(?m)^" + java.util.regex.Pattern.quote(MARK) + "[^\r\n]*(\r\n|\n|\r|$)", "");
        return sent.isBlank() ? "" : sent;
    }
}
