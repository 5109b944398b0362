package dev.cannery.internal.server.responses;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.response.ResponseRenderer;

/**
 * A completion that answers a request to the Responses API, and can be written again.
 *
 * @param renderer writes it
 * @param completion the completion
 * @param request the request
 * @param seed what derived ids depend on in addition to the request
 * @param style the provider's response format
 */
public record GivenResponse(
        ResponseRenderer renderer, CannedCompletion completion, ChatRequest request, String seed, AnswerStyle style) {
    /** Returns the id of the Response. */
    String id() {
        return renderer.responseId(completion, request, seed, style);
    }

    /** Whether it has several tool calls, which are one turn of a conversation. */
    boolean hasParallelCalls() {
        return !completion.choices().isEmpty()
                && completion.choices().get(0).message().toolCalls().size() > 1;
    }

    /** Returns the completion or Response object as JSON text. */
    public byte[] whole() {
        return renderer.wholeBody(completion, request, seed, style);
    }

    /** Returns the answer to the request, streamed if it asked for a stream. */
    RenderedResponse answer() {
        return renderer.render(completion, request, seed, style);
    }
}
