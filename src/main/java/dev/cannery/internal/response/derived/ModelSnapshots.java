package dev.cannery.internal.response.derived;

import java.util.Map;

/**
 * Which dated snapshot answers when a model is asked for by its short name.
 *
 * <p>Most were seen in recorded answers; the rest follow the provider's public list of models. A name that is not here is
 * answered as it is.
 */
public final class ModelSnapshots {
    private static final Map<String, String> BY_ALIAS = Map.ofEntries(
            Map.entry("gpt-3.5-turbo", "gpt-3.5-turbo-0125"),
            Map.entry("gpt-4", "gpt-4-0613"),
            Map.entry("gpt-4-turbo", "gpt-4-turbo-2024-04-09"),
            Map.entry("gpt-4-turbo-preview", "gpt-4-0125-preview"),
            Map.entry("gpt-4-vision-preview", "gpt-4-1106-vision-preview"),
            Map.entry("gpt-4o", "gpt-4o-2024-08-06"),
            Map.entry("gpt-4o-mini", "gpt-4o-mini-2024-07-18"),
            Map.entry("gpt-4o-audio-preview", "gpt-4o-audio-preview-2025-06-03"),
            Map.entry("gpt-audio", "gpt-audio-2025-08-28"),
            Map.entry("gpt-4.1", "gpt-4.1-2025-04-14"),
            Map.entry("gpt-4.1-mini", "gpt-4.1-mini-2025-04-14"),
            Map.entry("gpt-4.1-nano", "gpt-4.1-nano-2025-04-14"),
            Map.entry("gpt-5", "gpt-5-2025-08-07"),
            Map.entry("gpt-5-mini", "gpt-5-mini-2025-08-07"),
            Map.entry("gpt-5-nano", "gpt-5-nano-2025-08-07"),
            Map.entry("gpt-5.1", "gpt-5.1-2025-11-13"),
            Map.entry("gpt-5.2", "gpt-5.2-2025-12-11"),
            Map.entry("o1", "o1-2024-12-17"),
            Map.entry("o1-mini", "o1-mini-2024-09-12"),
            Map.entry("o3", "o3-2025-04-16"),
            Map.entry("o3-mini", "o3-mini-2025-01-31"),
            Map.entry("o4-mini", "o4-mini-2025-04-16"),
            Map.entry("gpt-3.5-turbo-16k", "gpt-3.5-turbo-0125"),
            Map.entry("gpt-4.5-preview", "gpt-4.5-preview-2025-02-27"),
            Map.entry("gpt-4o-mini-audio-preview", "gpt-4o-mini-audio-preview-2024-12-17"),
            Map.entry("gpt-4o-mini-search-preview", "gpt-4o-mini-search-preview-2025-03-11"),
            Map.entry("gpt-4o-search-preview", "gpt-4o-search-preview-2025-03-11"),
            Map.entry("gpt-5.4", "gpt-5.4-2026-03-05"),
            Map.entry("gpt-5.4-mini", "gpt-5.4-mini-2026-03-17"),
            Map.entry("gpt-5.4-nano", "gpt-5.4-nano-2026-03-17"),
            Map.entry("gpt-5.5", "gpt-5.5-2026-04-23"),
            Map.entry("gpt-audio-mini", "gpt-audio-mini-2025-12-15"),
            Map.entry("o1-preview", "o1-preview-2024-09-12"));

    private ModelSnapshots() {}

    /** The dated name behind a short one; any other name is its own. */
    public static String of(String model) {
        return BY_ALIAS.getOrDefault(model, model);
    }
}
