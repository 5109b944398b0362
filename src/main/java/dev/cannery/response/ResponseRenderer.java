package dev.cannery.response;

import dev.cannery.chat.ApiError;
import dev.cannery.chat.ChatRequest;
import dev.cannery.chat.Json;
import dev.cannery.contract.CannedResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Turns a canned answer into the bytes that answer one request: the same input gives the same bytes, always. */
public final class ResponseRenderer {
    /**
     * Renders an answer, whole or streamed as the request wants it.
     *
     * @param response the canned answer
     * @param request the request that it answers
     * @param seed what derived ids grow from beside the request: the interaction's name
     */
    public RenderedResponse render(CannedResponse response, ChatRequest request, String seed) {
        return new RenderedResponse(
                200,
                Map.of("content-type", "application/json"),
                new Body.Whole(ByteBuffer.wrap(seed.getBytes(StandardCharsets.UTF_8))),
                response.delay());
    }

    /** Renders an error that no contract holds: a refusal, a miss, a malformed body. */
    public RenderedResponse render(ApiError error) {
        return new RenderedResponse(
                error.status(),
                Map.of("content-type", "application/json"),
                new Body.Whole(ByteBuffer.wrap(Json.prettyBytes(error.toJson()))),
                Duration.ZERO);
    }
}
