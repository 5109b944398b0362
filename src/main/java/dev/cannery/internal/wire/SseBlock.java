package dev.cannery.internal.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A part of a stream of server-sent events as it goes over the wire: an event, or comments that stand alone, with the blank
 * line that ends it.
 *
 * @param text the lines with their ends, as they were written
 * @param line the number of its first line, from 1
 */
public record SseBlock(String text, int line) {
    /** What the last event of a stream of completions holds. */
    public static final String DONE = "[DONE]";

    /** The blocks of a stream: behind each other they are the text. Blank lines at the start go with the first block. */
    public static List<SseBlock> split(String stream) {
        List<SseBlock> blocks = new ArrayList<>();
        int start = 0;
        int startLine = 1;
        int line = 1;
        boolean isFilled = false;
        boolean isEnded = false;
        for (int at = 0; at < stream.length(); line++) {
            int end = endOfLine(stream, at);
            boolean isBlank = isBlank(stream, at, end);
            if (isEnded && !isBlank) {
                blocks.add(new SseBlock(stream.substring(start, at), startLine));
                start = at;
                startLine = line;
                isEnded = false;
            }
            isFilled |= !isBlank;
            isEnded |= isBlank && isFilled;
            at = end;
        }
        if (start < stream.length()) {
            blocks.add(new SseBlock(stream.substring(start), startLine));
        }
        return blocks;
    }

    /** Behind the line end of the line that begins here: LF, CR LF or CR. */
    private static int endOfLine(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '\n') {
                return i + 1;
            }
            if (letter == '\r') {
                return text.startsWith("\n", i + 1) ? i + 2 : i + 1;
            }
        }
        return text.length();
    }

    private static boolean isBlank(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '\n' && text.charAt(i) != '\r') {
                return false;
            }
        }
        return true;
    }

    /** The lines, without their ends. */
    public List<String> lines() {
        return text.lines().toList();
    }

    /** What the event holds; null for comments alone. */
    public @Nullable String data() {
        List<String> parts = lines().stream()
                .map(SseLine::of)
                .filter(SseLine::isData)
                .map(SseLine::value)
                .toList();
        return parts.isEmpty() ? null : parts.stream().collect(Collectors.joining("\n"));
    }
}
