package dev.cannery.internal.profile.model;

import dev.cannery.internal.chat.ApiError;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A model: its name, its dates and its traits.
 *
 * @param info the name and the date of publication
 * @param snapshot the name that responses carry; differs from the requested name if that is an alias
 * @param shutdown the first day on which it is refused as deprecated, null when no end was announced
 * @param until the first day on which the name stands for another model, null when it never does
 * @param notServed the refusal when chat completions do not serve the model, null when they do
 * @param isInResponses whether the Responses API serves the model
 * @param traits its traits
 */
public record Model(
        ModelInfo info,
        String snapshot,
        @Nullable LocalDate shutdown,
        @Nullable LocalDate until,
        @Nullable ApiError notServed,
        boolean isInResponses,
        ModelTraits traits) {

    /** Whether the name stands for this model on that day. */
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
