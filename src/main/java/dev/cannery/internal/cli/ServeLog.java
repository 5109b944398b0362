package dev.cannery.internal.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.server.answer.ServerEvent;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Words;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The log of {@code serve}, as text or as one JSON object a line. The address goes to standard output, the rest to standard error. */
final class ServeLog implements AutoCloseable {
    private final LogOptions options;
    private final boolean isQuiet;
    private final Terminal out;
    private final Terminal err;
    private final NoticeLines notices;
    private final InstantSource clock;

    ServeLog(LogOptions options, Terminal out, Terminal err, InstantSource clock) {
        this.options = options;
        this.isQuiet = options.isQuiet();
        this.out = out;
        this.err = err;
        this.notices = new NoticeLines(err);
        this.clock = clock;
    }

    /** Prints an event of the server without blocking the server's threads. */
    void report(ServerEvent event) {
        if (isShown(event.kind().level())) {
            notices.add(line(event.kind().level(), event.kind().word(), event.message(), event.fields()));
        }
    }

    /** Prints where the server listens, even with {@code --quiet}. */
    void listening(String message, Map<String, ?> fields) {
        print(out, line(Level.INFO, "listening", message, fields));
    }

    void info(String event, String message) {
        if (isShown(Level.INFO)) {
            print(out, line(Level.INFO, event, message, Map.of()));
        }
    }

    /** Prints a line for people, which the JSON format omits. */
    void hint(String message) {
        if (!options.isJson()) {
            info("hint", message);
        }
    }

    void warning(String event, String message) {
        if (isShown(Level.WARNING)) {
            print(err, line(Level.WARNING, event, message, Map.of()));
        }
    }

    void error(String event, String message) {
        print(err, line(Level.ERROR, event, message, Map.of()));
    }

    private boolean isShown(Level level) {
        return !isQuiet || level.compareTo(Level.ERROR) >= 0;
    }

    private String line(Level level, String event, String message, Map<String, ?> fields) {
        Instant now = clock.instant();
        if (!options.isJson()) {
            return options.hasTimestamps() ? now.truncatedTo(ChronoUnit.MILLIS) + "  " + message : message;
        }
        return json(now, level, event, message, fields);
    }

    /** Returns a line as a JSON object. */
    static String json(Instant time, Level level, String event, String message, Map<String, ?> fields) {
        ObjectNode line = (ObjectNode) Json.treeOf(Map.of());
        line.put("time", time.truncatedTo(ChronoUnit.MILLIS).toString())
                .put("level", Words.of(level))
                .put("event", event)
                .put("message", message.strip());
        fields.forEach((name, value) -> line.set(name, Json.treeOf(value)));
        return Json.compact(line);
    }

    private static void print(Terminal to, String line) {
        to.println(line);
        to.flush();
    }

    /** Waits a short time for pending lines to be printed. */
    @Override
    public void close() {
        notices.close();
    }
}
