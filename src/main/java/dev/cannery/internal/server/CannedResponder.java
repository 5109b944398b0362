package dev.cannery.internal.server;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedResponse;
import org.jspecify.annotations.Nullable;

/** A user's function that answers requests which no interaction matches. */
@FunctionalInterface
public interface CannedResponder {
    /**
     * Returns the response to a request, or null to leave the request to WireMock's stubs and, if none matches, to the
     * explained miss.
     *
     * <p>Called by several threads at once, each of which may block. What it throws is answered with status 500 and reported.
     */
    @Nullable
    CannedResponse respond(ChatRequest request);
}
