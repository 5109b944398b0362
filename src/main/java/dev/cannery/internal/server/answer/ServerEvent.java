package dev.cannery.internal.server.answer;

import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.wire.Secrets;
import dev.cannery.internal.wire.Words;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event that a server reports to people and to log readers.
 *
 * @param kind what happened
 * @param message the text for people; several lines for a miss
 * @param fields the values for programs, in a fixed order, such as {@code path} and {@code status}; numbers are {@link
 * Number}s
 */
public record ServerEvent(Kind kind, String message, Map<String, Object> fields) {
    /**
     * Creates an event with a copy of these fields. Invisible characters and sequences that CI runners interpret are
     * escaped in its message, because much of it is what a client sent.
     */
    public ServerEvent {
        message = kind == Kind.MISS ? OneLine.printed(message) : OneLine.visible(message);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    public static ServerEvent of(Kind kind, String message) {
        return new ServerEvent(kind, message, Map.of());
    }

    public ServerEvent with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new ServerEvent(kind, message, more);
    }

    /** Returns this event without anything that looks like a key; a wrong base URL may contain one. */
    public ServerEvent redacted() {
        Map<String, Object> plain = new LinkedHashMap<>(fields);
        plain.replaceAll((name, value) -> value instanceof String text ? Secrets.redact(text) : value);
        return new ServerEvent(kind, Secrets.redact(message), plain);
    }

    /** Returns this event with its number of occurrences and only the first line of its message. */
    public ServerEvent repeated(long times) {
        String first = message.lines().findFirst().orElse("");
        String more = first.length() < message.strip().length() ? " … again" : "";
        return new ServerEvent(kind, first + more + " (" + times + " times so far)", fields).with("times", times);
    }

    /** The kinds of events. */
    public enum Kind {
        /** A request was answered. */
        REQUEST(Level.INFO),
        /** A request matched no interaction. */
        MISS(Level.WARNING),
        /** A request was sent to an address that the API does not have. */
        ADDRESS(Level.WARNING),
        /** The body of a request was not JSON. */
        MALFORMED(Level.WARNING),
        /** A canned response does not fit the request, which is an error in the contract. */
        DEFECT(Level.ERROR),
        /** The server or a stub failed. */
        FAILURE(Level.ERROR);

        private final Level level;

        Kind(Level level) {
            this.level = level;
        }

        /** Returns how severe it is. */
        public Level level() {
            return level;
        }

        /** Returns the name used in logs, in lower case. */
        public String word() {
            return Words.of(this);
        }
    }
}
