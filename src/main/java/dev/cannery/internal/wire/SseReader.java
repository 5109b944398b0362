package dev.cannery.internal.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads server-sent events from bytes in portions of any size. Lines may end in LF, CR LF or CR. The concatenated texts of all
 * events are the stream.
 */
public final class SseReader {
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private int firstLine = 1;
    private int line = 1;
    private boolean isBlank = true;
    private boolean hasContent;
    private boolean followsCr;

    /** Reads all events of a text; blank lines at its end belong to the last one. */
    public static List<SseEvent> readAll(String stream) {
        SseReader reader = new SseReader();
        List<SseEvent> events = new ArrayList<>(reader.read(stream.getBytes(StandardCharsets.UTF_8)));
        boolean hasContent = reader.hasContent;
        reader.end().ifPresent(rest -> {
            if (hasContent || events.isEmpty()) {
                events.add(rest);
            } else {
                SseEvent last = events.remove(events.size() - 1);
                events.add(new SseEvent(last.text() + rest.text(), last.line(), true));
            }
        });
        return events;
    }

    /** Whether a text starts like an event stream: with data, a name or a comment. */
    public static boolean isStream(String text) {
        String start = text.stripLeading();
        SseEvent.Line first = SseEvent.Line.of(start.lines().findFirst().orElse(""));
        boolean hasColon = first.text().length() > first.field().length();
        return first.isComment() || (hasColon && (first.isData() || first.isName()));
    }

    /** Returns the events completed by these bytes. */
    public List<SseEvent> read(byte[] portion) {
        List<SseEvent> events = new ArrayList<>();
        for (int i = 0; i < portion.length; i++) {
            byte letter = portion[i];
            text.write(letter);
            if (letter == '\n' && followsCr) {
                followsCr = false;
                continue;
            }
            followsCr = letter == '\r';
            if (letter != '\n' && letter != '\r') {
                isBlank = false;
                hasContent = true;
                continue;
            }
            if (followsCr && i + 1 < portion.length && portion[i + 1] == '\n') {
                text.write(portion[++i]);
                followsCr = false;
            }
            line++;
            if (isBlank && hasContent) {
                events.add(event(true));
            }
            isBlank = true;
        }
        return events;
    }

    /** Returns the incomplete event at the end. */
    public Optional<SseEvent> end() {
        return text.size() == 0 ? Optional.empty() : Optional.of(event(false));
    }

    private SseEvent event(boolean isEnded) {
        SseEvent event = new SseEvent(text.toString(StandardCharsets.UTF_8), firstLine, isEnded);
        text.reset();
        firstLine = line;
        hasContent = false;
        return event;
    }
}
