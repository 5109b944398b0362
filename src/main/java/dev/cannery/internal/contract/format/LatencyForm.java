package dev.cannery.internal.contract.format;

import java.time.Duration;

/** A delay that grows with the load. */
public final class LatencyForm extends MapForm<Duration> {
    static final String WORD = "latency";
    public static final LatencyForm FORM = new LatencyForm();

    public final Key<Duration> perConcurrent = required(
            "per_concurrent",
            Form.DURATION,
            "The additional delay for each other response in progress when the request was read.");

    private LatencyForm() {
        super(WORD);
    }

    @Override
    Duration make(Given given) {
        if (!given.hasAny(perConcurrent)) {
            throw new IllegalArgumentException("'latency' must be written {per_concurrent: 20ms}");
        }
        return given.get(perConcurrent);
    }

    @Override
    void write(Duration extra, Tree tree) {
        tree.put(perConcurrent, extra);
    }
}
