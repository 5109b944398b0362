package dev.cannery.bench;

import java.util.Arrays;

/** Times in nanoseconds, up to so many of them. */
final class Samples {
    private final int most;
    private long[] values = new long[1024];
    private int size;

    Samples(int most) {
        this.most = most;
    }

    void add(long value) {
        if (size == most) {
            return;
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.min(most, size * 2));
        }
        values[size++] = value;
    }

    Samples sorted() {
        Arrays.sort(values, 0, size);
        return this;
    }

    /** The value below which this share of all lies, in milliseconds. */
    double millis(double share) {
        return size == 0 ? Double.NaN : values[(int) Math.min(size - 1L, (long) (share * size))] / 1e6;
    }
}
