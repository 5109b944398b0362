package dev.cannery.server;

import dev.cannery.chat.ApiError;
import dev.cannery.chat.ChatRequest;
import dev.cannery.response.ResponseRenderer;

/** Answers a request: the pure middle of the server, between the bytes that come and the bytes that go. */
@FunctionalInterface
interface Responder {
    /** The reply; called by a thread that serves other connections too, so it never blocks. */
    Reply respond(ChatRequest request);

    /** The provider's refusal of the request with this error, in the provider's form. */
    default Reply refuse(ChatRequest request, ApiError error) {
        return Reply.of(ResponseRenderer.renderError(error));
    }
}
