package dev.cannery.internal.server.sending;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast the time of answers goes by: every delay, wait and gap is divided by it.
 *
 * @param factor above 0; infinite when nothing waits at all
 */
public record Speed(double factor) {
    /** As it is written. */
    public static final Speed REAL = new Speed(1);

    private static final Pattern FORM = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)x?");

    public Speed {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("speed must be above 0, was " + factor);
        }
    }

    /**
     * Reads {@code 10x}, {@code 0.5}, or {@code instant}, which {@code 0} means too.
     *
     * @throws IllegalArgumentException when it is none of them
     */
    public static Speed parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (text.equals("instant") || (matcher.matches() && Double.parseDouble(matcher.group(1)) == 0)) {
            return new Speed(Double.POSITIVE_INFINITY);
        }
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a speed is written 10x, 0.5x or instant, was '" + text + "'");
        }
        return new Speed(Double.parseDouble(matcher.group(1)));
    }

    /** How many nanoseconds a duration takes at this speed. */
    public long nanos(Duration duration) {
        return factor == 1 ? duration.toNanos() : (long) (duration.toNanos() / factor);
    }
}
