package dev.cannery.internal.contract.dsl;

import java.time.Duration;
import java.util.List;

/**
 * How an answer is cut and paced when it is streamed, for {@link Answer#streamed}. It is a value: every method gives another
 * one.
 */
public final class Pace {
    private static final Keys UNSAID = Keys.of("a pace");

    private final Keys keys;

    private Pace(Keys keys) {
        this.keys = keys;
    }

    /** A chunk for each token. */
    public static Pace byToken() {
        return new Pace(UNSAID.with("by", "token"));
    }

    /** A chunk for each word. */
    public static Pace byWord() {
        return new Pace(UNSAID.with("by", "word"));
    }

    /** A chunk for so many characters. */
    public static Pace by(int characters) {
        return new Pace(UNSAID.with("by", characters));
    }

    /** Chunks of just these pieces, which make up what is said. */
    public static Pace pieces(String... pieces) {
        return new Pace(UNSAID.with("by", List.of(pieces)));
    }

    Keys keys() {
        return keys;
    }

    /** The time from the request to the first chunk. */
    public Pace first(Duration time) {
        return new Pace(keys.with("first", time));
    }

    /** The time from each chunk to the next. */
    public Pace every(Duration time) {
        return new Pace(keys.with("every", time));
    }

    /** So many tokens in a second, instead of a time from each to the next. */
    public Pace tokensPerSecond(Number rate) {
        return new Pace(keys.with("tokens_per_second", rate));
    }

    /** Each wait is so much shorter or longer; the same seed gives the same waits. */
    public Pace jitter(Duration most, int seed) {
        return new Pace(keys.with("jitter", most).with("seed", seed));
    }

    /** The wait ahead of each chunk. */
    public Pace gaps(Duration... waits) {
        return new Pace(keys.with("gaps", List.of(waits)));
    }

    /** A comment each time that so long nothing has been sent. */
    public Pace heartbeat(Duration time) {
        return new Pace(keys.with("heartbeat", time));
    }

    /** Lines that end in {@code lf}, {@code crlf} or {@code cr}. */
    public Pace lineEnds(String kind) {
        return new Pace(keys.with("line_ends", kind));
    }

    /** Events that are sent in two parts, cut between the bytes of a character. */
    public Pace splitCharacters() {
        return new Pace(keys.with("split_characters", true));
    }

    @Override
    public String toString() {
        return keys.toString();
    }
}
