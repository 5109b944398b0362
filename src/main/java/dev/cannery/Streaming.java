package dev.cannery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.format.Key;
import dev.cannery.internal.contract.format.PacingForm;
import dev.cannery.internal.wire.Words;
import java.time.Duration;
import java.util.List;

/**
 * The settings by which a streamed response is split and paced, for {@link Response#streamed}:
 * {@code byWord().first(ofMillis(400))}. Created by {@link Responses#byToken}, {@link Responses#byWord}, {@link Responses#by} or {@link Responses#byFragments}. Immutable:
 * each method returns another one.
 */
public final class Streaming {
    private static final PacingForm FORM = PacingForm.FORM;

    private final Keys keys;

    private Streaming(Keys keys) {
        this.keys = keys;
    }

    static Streaming by(Object cut) {
        return new Streaming(Keys.of("streaming").with(FORM.by, cut));
    }

    ObjectNode tree() {
        return keys.tree();
    }

    private Streaming with(Key<?> key, Object value) {
        return new Streaming(keys.with(key, value));
    }

    /** Sets the time from the request to the first chunk. */
    public Streaming first(Duration time) {
        return with(FORM.first, time);
    }

    /** Sets the time between chunks. */
    public Streaming every(Duration time) {
        return with(FORM.every, time);
    }

    /** Sets the rate in tokens per second, instead of {@link #every}. */
    public Streaming tokensPerSecond(Number rate) {
        return with(FORM.rate, rate);
    }

    /** Varies each wait by up to this time; the same seed gives the same waits. */
    public Streaming jitter(Duration most, int seed) {
        return with(FORM.jitter, most).with(FORM.seed, seed);
    }

    /** Sets the wait before each chunk. */
    public Streaming gaps(Duration... waits) {
        return with(FORM.gaps, List.of(waits));
    }

    /** Sends a comment whenever nothing was sent for this time. */
    public Streaming heartbeat(Duration interval) {
        return with(FORM.heartbeat, interval);
    }

    /** Sets the line separator; by default {@link LineEnd#LF}. */
    public Streaming lineEnds(LineEnd end) {
        return with(FORM.lineEnds, Words.of(end));
    }

    /** Sends each event in two parts, cut between the bytes of a multi-byte character. */
    public Streaming splitCharacters() {
        return with(FORM.splitCharacters, true);
    }

    @Override
    public String toString() {
        return keys.toString();
    }
}
