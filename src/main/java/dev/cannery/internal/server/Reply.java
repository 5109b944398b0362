package dev.cannery.internal.server;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.server.provider.Head;
import dev.cannery.internal.server.provider.Provider;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a request is answered with.
 *
 * @param match the interaction that answers, and which of its turns; null when none does
 * @param response the answer in bytes
 * @param missReport the explanation for people of why no interaction matched; null when this is no miss
 * @param head the provider's headers
 * @param fault what was made to go wrong, in its words; null when nothing was
 */
record Reply(
        @Nullable Match match,
        RenderedResponse response,
        @Nullable String missReport,
        Head head,
        @Nullable String fault) {
    Reply(@Nullable Match match, RenderedResponse response, @Nullable String missReport, Head head) {
        this(match, response, missReport, head, null);
    }

    /** An answer that no interaction gave and that is no miss. */
    static Reply of(RenderedResponse response, Head head) {
        return new Reply(null, response, null, head);
    }

    /** A provider's error that no interaction gave. */
    static Reply of(ApiError error, Provider provider) {
        return of(provider.render(error), provider.errorHead(error.status()));
    }

    /** The same reply with these headers more, where its provider tells of the account at all. */
    Reply with(Map<String, String> headers) {
        if (headers.isEmpty() || !head.knowsAccount()) {
            return this;
        }
        return new Reply(match, response, missReport, head.with(headers), fault);
    }

    /** The same reply, with the fault that made it what it is. */
    Reply withFault(String word) {
        return new Reply(match, response, missReport, head, word);
    }

    /** Whether WireMock's own stubs may still answer. */
    boolean isMiss() {
        return missReport != null;
    }

    /** Tells people of a miss. */
    void report(Consumer<ServerEvent> events, String path) {
        if (missReport != null) {
            events.accept(ServerEvent.of(ServerEvent.Kind.MISS, missReport)
                    .with("path", path)
                    .with("status", response.status()));
        }
    }
}
