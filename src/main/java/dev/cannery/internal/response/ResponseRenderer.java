package dev.cannery.internal.response;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Misbehaviour;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerForm;
import dev.cannery.internal.chat.style.AnswerHeaders.ContentTypes;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.chat.style.Scene;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedBody;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedFault;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.contract.RecordedAnswer;
import dev.cannery.internal.contract.misbehaviour.Misconduct;
import dev.cannery.internal.response.derived.DerivedIds;
import dev.cannery.internal.response.derived.Schedule;
import dev.cannery.internal.response.derived.TextSplitter;
import dev.cannery.internal.wire.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Renders a canned response to the bytes that answer one request. The same input always gives the same bytes.
 *
 * <p>Values that the canned response leaves open are echoed, counted or derived: ids derive from the seed and the request's body,
 * {@code created} is 2025-01-01T00:00:00Z, the model is the dated snapshot of the requested name. Only caches are kept between
 * responses. Thread-safe.
 */
public final class ResponseRenderer {

    private final TokenCounter tokens;
    private final UsageCounter counter;
    private final UsageCounter usages;
    private final OutputRenderer outputs;
    private final ResponseCache written = new ResponseCache();

    /** Creates a renderer with its own token counter. */
    public ResponseRenderer() {
        this(new TokenCounter());
    }

    /** Creates a renderer with a token counter that may be shared. */
    public ResponseRenderer(TokenCounter tokens) {
        this(tokens, tokens);
    }

    private ResponseRenderer(TokenCounter tokens, TokenCounter reported) {
        this.tokens = tokens;
        this.counter = new UsageCounter(tokens);
        this.usages = new UsageCounter(reported);
        this.outputs = new OutputRenderer(tokens, reported);
    }

    /** Returns a renderer that truncates by the first counter and reports usage by the second where the contract gives none. */
    public static ResponseRenderer reporting(TokenCounter tokens, TokenCounter reported) {
        return new ResponseRenderer(tokens, reported);
    }

    /**
     * Renders a response, whole or streamed as the request asks.
     *
     * @param response the canned response
     * @param sent the request that it answers
     * @param seed what derived ids depend on in addition to the request: the interaction's name
     * @param style the provider's response format
     */
    public RenderedResponse render(CannedResponse response, ChatRequest sent, String seed, AnswerStyle style) {
        DerivedIds ids = DerivedIds.of(seed, sent);
        ChatRequest request = sent.without(style.ignoredFields());
        if (response instanceof CannedCompletion completion) {
            return render(completion, request, ids, style, UnaryOperator.identity());
        }
        if (response instanceof CannedError error) {
            return new ErrorRenderer(style).render(error, request, ids);
        }
        if (response instanceof CannedFault fault) {
            return renderFault(fault);
        }
        if (response instanceof CannedBody body) {
            return render(body, request);
        }
        throw new AssertionError("cannot render " + response);
    }

    /** Returns the number of tokens of a request, as its usage reports it. */
    public int promptTokens(ChatRequest request) {
        return tokens.promptTokens(request);
    }

    /** Returns the body of the whole completion, even for a streaming request, with the same ids as the response it gets. */
    public byte[] wholeBody(CannedCompletion completion, ChatRequest request, String seed, AnswerStyle style) {
        RecordedAnswer recorded = completion.recorded();
        if (recorded != null && recorded.isOf(request.endpoint())) {
            return new RecordedBody(recorded).whole();
        }
        DerivedIds ids = DerivedIds.of(seed, request);
        if (isResponse(request, style)) {
            return outputs.whole(completion, request, ids, style);
        }
        Origin origin = Origin.of(completion.identity(), request, ids, style, false);
        AnswerForm form = style.forms().of(origin.model(), request.model());
        List<RenderedChoice> choices = RenderedChoice.allOf(completion, request, ids, origin, style, counter);
        CannedUsage usage = usages.usage(completion, choices, request);
        return new CompletionWriter(origin, choices, usage, form).bytes();
    }

    /** Returns the id of the Response that the completion becomes. */
    public String responseId(CannedCompletion completion, ChatRequest request, String seed, AnswerStyle style) {
        return outputs.id(completion, request, DerivedIds.of(seed, request), style);
    }

    /** Renders the response of another path of the API, which is one JSON object. */
    public static RenderedResponse renderObject(ObjectNode object, AnswerStyle style) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", style.headers().types().whole());
        ErrorRenderer.putIds(style.headers(), true, DerivedIds.of(object.toString()), headers);
        ByteBuffer bytes = ByteBuffer.wrap(Json.prettyBytes(object));
        return new RenderedResponse(200, headers, new Body.Whole(bytes), Delay.NONE);
    }

    /** Renders an error that is not from a contract: a rejection, a miss, a malformed body. */
    public static RenderedResponse renderError(ApiError error, AnswerStyle style) {
        return new ErrorRenderer(style).render(error, DerivedIds.of(error.toString()));
    }

    /** Renders a fault that replaces the response. */
    public static RenderedResponse renderFault(CannedFault fault) {
        Body.Ending ending = switch (fault.kind()) {
            case RESET -> Body.Ending.RESET;
            case EMPTY -> Body.Ending.CLOSE;
            case GARBAGE -> Body.Ending.GARBAGE;
            case TIMEOUT -> Body.Ending.STALL;
        };
        // the status appears only in the journal
        return new RenderedResponse(200, Map.of(), new Body.Broken(null, ending), fault.delay());
    }

    /**
     * Renders a completion as a misbehaving model or server sends it.
     *
     * @param words the misbehaviours, applied in order
     * @param number selects the form of a misbehaviour; consecutive numbers select consecutive forms
     */
    public MisbehavedResponse misbehave(
            CannedCompletion completion,
            List<Misbehaviour> words,
            long number,
            ChatRequest request,
            String seed,
            AnswerStyle style) {
        Misconduct misconduct = Misconduct.of(completion, words, request, number, Breakage.errorBody(style));
        return new MisbehavingRenderer(this, misconduct)
                .render(completion, request, DerivedIds.of(seed, request), style);
    }

    /** Returns the completion with its recorded answer rewritten to match its choices; its tokens are counted again. */
    CannedCompletion rewritten(
            CannedCompletion completion, RecordedAnswer recorded, List<CannedChoice> before, ChatRequest request) {
        if (recorded.response() != null || !recorded.isOf(request.endpoint())) {
            return completion.withRecorded(null);
        }
        int more = tokensOf(completion.choices(), request) - tokensOf(before, request);
        return completion.withRecorded(new RecordedRewriter(recorded)
                .replace(before, completion.choices())
                .addTokens(more)
                .answer());
    }

    private int tokensOf(List<CannedChoice> choices, ChatRequest request) {
        return choices.stream()
                .mapToInt(choice -> counter.ofMessage(choice.message(), request))
                .sum();
    }

    /**
     * Renders a completion.
     *
     * @param change changes the body before its events are formatted and a fault breaks it
     */
    RenderedResponse render(
            CannedCompletion completion,
            ChatRequest request,
            DerivedIds ids,
            AnswerStyle style,
            UnaryOperator<Body> change) {
        RecordedAnswer recorded = completion.recorded();
        boolean isError = recorded != null && recorded.isError();
        if (recorded != null && isError && !(request.wantsStream() && recorded.isOf(request.endpoint()))) {
            return new ErrorRenderer(style).render(new RecordedBody(recorded).toError(completion), request, ids);
        }
        Body body = recorded != null && recorded.isOf(request.endpoint())
                ? new RecordedBody(recorded).render(completion, request, tokens, ids, style)
                : written(completion, request, ids, style);
        Map<String, String> headers = new LinkedHashMap<>();
        ContentTypes types = style.headers().types();
        headers.put("content-type", request.wantsStream() ? types.stream() : types.whole());
        ErrorRenderer.putIds(style.headers(), true, ids, headers);
        headers.putAll(completion.head().headers());
        RenderedResponse valid =
                new RenderedResponse(completion.head().status(), headers, change.apply(body), completion.delay());
        RenderedResponse given = completion.fault() == null ? valid : valid.withFault(completion.fault(), style);
        return !request.wantsStream()
                ? given
                : given.withBody(EventShaper.shape(
                        given.body(),
                        completion.pacing().form(),
                        completion.delay().fixed()));
    }

    private static boolean isResponse(ChatRequest request, AnswerStyle style) {
        return request.endpoint() == ChatEndpoint.RESPONSES && !style.outputs().isEmpty();
    }

    private Body written(CannedCompletion completion, ChatRequest request, DerivedIds ids, AnswerStyle style) {
        if (isResponse(request, style)) {
            return outputs.body(completion, request, ids, style);
        }
        Origin origin = Origin.of(completion.identity(), request, ids, style, request.wantsStream());
        AnswerForm form = style.forms().of(origin.model(), request.model());
        List<RenderedChoice> choices = RenderedChoice.allOf(completion, request, ids, origin, style, counter);
        return request.wantsStream()
                ? framed(completion, request, ids, origin, choices, style)
                : whole(completion, request, origin, choices, form);
    }

    private RenderedResponse render(CannedBody body, ChatRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "text/plain; charset=utf-8");
        headers.putAll(body.head().headers());
        Body sent = body.isPaced()
                ? new Body.Framed(fragments(body, request.model()))
                : new Body.Whole(StandardCharsets.UTF_8.encode(body.text()));
        return new RenderedResponse(body.head().status(), headers, sent, body.delay());
    }

    private List<SseFrame> fragments(CannedBody body, String model) {
        Schedule schedule = new Schedule(body.delay().fixed(), body.pacing());
        return new TextSplitter(body.pacing().cut(), tokens, model)
                .split(body.text()).stream()
                        .map(fragment -> new SseFrame(StandardCharsets.UTF_8.encode(fragment), schedule.next()))
                        .toList();
    }

    private Body whole(
            CannedCompletion completion,
            ChatRequest request,
            Origin origin,
            List<RenderedChoice> choices,
            AnswerForm form) {
        CannedUsage usage = usages.usage(completion, choices, request);
        return new Body.Whole(written.whole(origin, choices, usage, form));
    }

    private Body framed(
            CannedCompletion completion,
            ChatRequest request,
            DerivedIds ids,
            Origin origin,
            List<RenderedChoice> choices,
            AnswerStyle style) {
        AnswerForm form = style.forms().of(origin.model(), request.model());
        boolean isAsked = request.wantsUsageChunk();
        CannedUsage usage =
                ChunkStream.reportsUsage(form.stream(), isAsked) ? usages.usage(completion, choices, request) : null;
        boolean padded = request.field("stream_options")
                .path("include_obfuscation")
                .asBoolean(form.traits().isObfuscated());
        Duration delay = completion.delay().fixed();
        TextSplitter splitter = new TextSplitter(completion.pacing().cut(), tokens, request.model());
        Scene scene = ChunkStream.choiceScene(origin, form, usage);
        Chunks chunks = written.chunks(
                new ResponseCache.Stream(
                        choices,
                        request.model(),
                        origin.hasLogprobs(),
                        delay,
                        completion.pacing(),
                        form,
                        origin.echo()),
                () -> Chunks.of(
                        choices.stream()
                                .map(choice -> ChoiceDeltas.of(choice, origin, splitter, form, scene))
                                .toList(),
                        form.stream().choice(),
                        delay,
                        completion.pacing()));
        ChunkStream stream = new ChunkStream(origin, form, usage, isAsked, padded ? ids : null);
        return new Body.Framed(stream.frames(chunks, delay, choices));
    }
}
