package dev.cannery.internal.server;

import dev.cannery.internal.chat.ChatRequest;

/** Chooses the interaction that answers a request. */
@FunctionalInterface
interface Dispatcher {
    /** The choice, which counts as one call of the interaction that was chosen. */
    Outcome dispatch(ChatRequest request);
}
