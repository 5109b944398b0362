package dev.cannery.response;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.chat.ApiError;
import dev.cannery.chat.ChatRequest;
import dev.cannery.chat.ErrorForm;
import dev.cannery.chat.tokens.TokenCounter;
import dev.cannery.contract.CannedBody;
import dev.cannery.contract.CannedCompletion;
import dev.cannery.contract.CannedError;
import dev.cannery.contract.CannedFault;
import dev.cannery.contract.CannedResponse;
import dev.cannery.contract.CannedUsage;
import dev.cannery.response.derived.DerivedIds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a canned answer into the bytes that answer one request: the same input gives the same bytes, always.
 *
 * <p>What an answer leaves open is echoed, counted or derived: ids grow from the seed and the request's body, {@code created}
 * is 2025-01-01T00:00:00Z, the model is the dated snapshot behind the name that was asked for. Nothing is remembered between
 * answers but counts of tokens, so one renderer serves any number of threads.
 */
public final class ResponseRenderer {
    private static final String EVENT_STREAM = "text/event-stream; charset=utf-8";

    private final TokenCounter tokens;
    private final UsageCounter usages;

    /** A renderer that counts tokens by itself. */
    public ResponseRenderer() {
        this(new TokenCounter());
    }

    /** A renderer that counts tokens with this counter, to be shared with others. */
    public ResponseRenderer(TokenCounter tokens) {
        this.tokens = tokens;
        this.usages = new UsageCounter(tokens);
    }

    /**
     * Renders an answer, whole or streamed as the request wants it.
     *
     * @param response the canned answer
     * @param request the request that it answers
     * @param seed what derived ids grow from beside the request: the interaction's name
     */
    public RenderedResponse render(CannedResponse response, ChatRequest request, String seed) {
        DerivedIds ids = DerivedIds.of(seed, request);
        if (response instanceof CannedCompletion completion) {
            return render(completion, request, ids);
        }
        if (response instanceof CannedError error) {
            return ErrorRenderer.render(error, ids);
        }
        if (response instanceof CannedFault fault) {
            return renderFault(fault);
        }
        if (response instanceof CannedBody body) {
            return render(body);
        }
        throw new AssertionError("no way to render " + response);
    }

    /** Renders an error that no contract holds: a refusal, a miss, a malformed body. */
    public static RenderedResponse renderError(ApiError error) {
        return ErrorRenderer.render(new CannedError(error, null, Duration.ZERO), DerivedIds.of(error.toString()));
    }

    /** Renders what is no answer. */
    public static RenderedResponse renderFault(CannedFault fault) {
        return BrokenBodies.render(fault);
    }

    /** Renders an error whose body and form a provider's profile has chosen. */
    public static RenderedResponse renderError(int status, ObjectNode body, ErrorForm form) {
        return ErrorRenderer.render(status, body, form, DerivedIds.of(body.toString()));
    }

    private RenderedResponse render(CannedCompletion completion, ChatRequest request, DerivedIds ids) {
        Origin origin = Origin.of(completion.identity(), request, ids);
        List<Choice> choices = Choice.allOf(completion.choices(), request, ids, tokens);
        Body body = request.wantsStream()
                ? framed(completion, request, ids, origin, choices)
                : whole(completion, request, origin, choices);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", request.wantsStream() ? EVENT_STREAM : "application/json");
        headers.put("openai-version", "2020-10-01");
        headers.put("x-request-id", ids.requestId());
        headers.putAll(completion.head().headers());
        RenderedResponse sound = new RenderedResponse(completion.head().status(), headers, body, completion.delay());
        RenderedResponse given = completion.fault() == null ? sound : sound.withFault(completion.fault());
        return !request.wantsStream()
                ? given
                : given.withBody(EventShaper.shape(
                        given.body(),
                        completion.pacing().form(),
                        completion.delay().fixed()));
    }

    private static RenderedResponse render(CannedBody body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "text/plain; charset=utf-8");
        headers.putAll(body.head().headers());
        ByteBuffer bytes = ByteBuffer.wrap(body.text().getBytes(StandardCharsets.UTF_8));
        return new RenderedResponse(body.head().status(), headers, new Body.Whole(bytes), body.delay());
    }

    private Body whole(CannedCompletion completion, ChatRequest request, Origin origin, List<Choice> choices) {
        CannedUsage usage = usages.usage(completion, choices, request);
        return new Body.Whole(new CompletionWriter(origin, choices, usage).bytes());
    }

    private Body framed(
            CannedCompletion completion, ChatRequest request, DerivedIds ids, Origin origin, List<Choice> choices) {
        CannedUsage usage = request.wantsUsageChunk() ? usages.usage(completion, choices, request) : null;
        boolean padded =
                request.field("stream_options").path("include_obfuscation").asBoolean(false);
        TextCutter cutter = new TextCutter(completion.pacing().cut(), tokens, request.model());
        List<List<Delta>> deltas = choices.stream()
                .map(choice -> ChoiceDeltas.of(choice, origin, cutter))
                .toList();
        ChunkStream stream = new ChunkStream(origin, usage, padded ? ids : null);
        return new Body.Framed(stream.frames(deltas, completion.delay().fixed(), completion.pacing()));
    }
}
