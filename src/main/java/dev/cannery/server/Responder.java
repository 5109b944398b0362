package dev.cannery.server;

import dev.cannery.chat.ChatRequest;

/** Answers a request: the pure middle of the server, between the bytes that come and the bytes that go. */
@FunctionalInterface
interface Responder {
    /** The reply; called by a thread that serves other connections too, so it never blocks. */
    Reply respond(ChatRequest request);
}
