package dev.cannery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/**
 * How a streamed response is cut into chunks and paced, for {@link Response#streamed}: {@code byWord().first(ofMillis(400))}.
 * Begun by {@link Responses#byToken}, {@link Responses#byWord}, {@link Responses#by} or {@link Responses#pieces}. Immutable:
 * each method returns another one.
 */
public final class Streaming {
    private final Keys keys;

    private Streaming(Keys keys) {
        this.keys = keys;
    }

    static Streaming by(Object cut) {
        return new Streaming(Keys.of("streaming").with("by", cut));
    }

    ObjectNode tree() {
        return keys.tree();
    }

    private Streaming with(String key, Object value) {
        return new Streaming(keys.with(key, value));
    }

    /** Sets the time from the request to the first chunk. */
    public Streaming first(Duration time) {
        return with("first", time);
    }

    /** Sets the time between chunks. */
    public Streaming every(Duration time) {
        return with("every", time);
    }

    /** Sets the speed in tokens per second, instead of {@link #every}. */
    public Streaming tokensPerSecond(Number rate) {
        return with("tokens_per_second", rate);
    }

    /** Varies each wait by up to this much; the same seed gives the same waits. */
    public Streaming jitter(Duration most, int seed) {
        return with("jitter", most).with("seed", seed);
    }

    /** Sets the wait before each chunk. */
    public Streaming gaps(Duration... waits) {
        return with("gaps", List.of(waits));
    }

    /** Sends a comment whenever nothing was sent for this long. */
    public Streaming heartbeat(Duration interval) {
        return with("heartbeat", interval);
    }

    /** Sets what ends a line, by default {@link LineEnd#LF}. */
    public Streaming lineEnds(LineEnd end) {
        return with("line_ends", end.word());
    }

    /** Sends each event in two parts, cut between the bytes of a multi-byte character. */
    public Streaming splitCharacters() {
        return with("split_characters", true);
    }

    @Override
    public String toString() {
        return keys.toString();
    }
}
