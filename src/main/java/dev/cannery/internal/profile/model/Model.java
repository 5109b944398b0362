package dev.cannery.internal.profile.model;

import dev.cannery.internal.chat.ApiError;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A model: its name, its dates and what it does.
 *
 * @param info the name and its date
 * @param snapshot the name that answers carry, the same as the name asked for unless that is an alias
 * @param shutdown from when it is refused as deprecated, null when no end was announced
 * @param until from when the name stands for another model, null when it does not
 * @param elsewhere the refusal when the model is not served by chat completions, null when it is
 * @param traits what it does
 */
public record Model(
        ModelInfo info,
        String snapshot,
        @Nullable LocalDate shutdown,
        @Nullable LocalDate until,
        @Nullable ApiError elsewhere,
        ModelTraits traits) {

    /** Whether the name stands for this on that day. */
    boolean standsOn(LocalDate day) {
        return until == null || day.isBefore(until);
    }

    /** Whether it was published by that day. */
    boolean isPublishedOn(LocalDate day) {
        return info.created() < day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    /** Whether it was shut down by that day. */
    public boolean isShutDownOn(LocalDate day) {
        return shutdown != null && !day.isBefore(shutdown);
    }
}
