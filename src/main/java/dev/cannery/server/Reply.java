package dev.cannery.server;

import dev.cannery.response.RenderedResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a request is answered with.
 *
 * @param interaction the name of the interaction that answers; null when none does
 * @param response the answer in bytes
 * @param missReport the explanation for people of why no interaction matched; null when this is no miss
 * @param fault what was made to go wrong, in its words; null when nothing was
 */
record Reply(
        @Nullable String interaction,
        RenderedResponse response,
        @Nullable String missReport,
        @Nullable String fault) {
    Reply(@Nullable String interaction, RenderedResponse response, @Nullable String missReport) {
        this(interaction, response, missReport, null);
    }

    /** An answer that no interaction gave and that is no miss. */
    static Reply of(RenderedResponse response) {
        return new Reply(null, response, null);
    }

    /** The same reply, with the fault that made it what it is. */
    Reply withFault(String word) {
        return new Reply(interaction, response, missReport, word);
    }

    /** Whether WireMock's own stubs may still answer. */
    boolean isMiss() {
        return missReport != null;
    }

    /** Tells people of a miss. */
    void report(Consumer<String> notices) {
        if (missReport != null) {
            notices.accept(missReport);
        }
    }
}
