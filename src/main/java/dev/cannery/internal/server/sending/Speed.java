package dev.cannery.internal.server.sending;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A factor by which all delays and gaps of responses are divided.
 *
 * @param factor greater than 0; infinite to send everything at once
 */
public record Speed(double factor) {
    /** The speed of the contract. */
    public static final Speed REAL = new Speed(1);

    private static final Pattern FORM = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)x?");

    public Speed {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("speed must be above 0, was " + factor);
        }
    }

    /**
     * Parses a speed such as {@code 10x} or {@code 0.5}; {@code instant} and {@code 0} remove all delays.
     *
     * @throws IllegalArgumentException if the text is not a speed
     */
    public static Speed parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (text.equals("instant") || (matcher.matches() && Double.parseDouble(matcher.group(1)) == 0)) {
            return new Speed(Double.POSITIVE_INFINITY);
        }
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "invalid speed '" + text + "'. Expected 10x, 0.5x or instant, for example");
        }
        return new Speed(Double.parseDouble(matcher.group(1)));
    }

    /** Returns the nanoseconds that a duration takes at this speed. */
    public long nanos(Duration duration) {
        return factor == 1 ? duration.toNanos() : (long) (duration.toNanos() / factor);
    }
}
