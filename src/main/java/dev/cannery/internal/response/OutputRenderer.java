package dev.cannery.internal.response;

import dev.cannery.internal.chat.BoundedCache;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerForm;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.chat.style.OutputForm;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.response.derived.DerivedIds;
import dev.cannery.internal.response.derived.TextSplitter;
import dev.cannery.internal.response.output.EventStream;
import dev.cannery.internal.response.output.Fragments;
import dev.cannery.internal.response.output.Marks;
import dev.cannery.internal.response.output.Output;
import dev.cannery.internal.response.output.OutputEvents;
import dev.cannery.internal.response.output.ResponseObject;
import dev.cannery.internal.wire.JsonPattern;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Renders a canned completion as a Response of the Responses API.
 *
 * <p>A Response is written once for all requests that get the same answer and have the same fields that it repeats. Ids and token counts
 * are filled in for each request.
 */
final class OutputRenderer {
    private static final int ENTRIES = 16_384;
    private static final long BYTES = BoundedCache.bytes(32 << 20);
    private static final int OVERHEAD = 600;
    private static final int TEXTS = 4_096;
    private static final long TEXT_BYTES = BoundedCache.bytes(16 << 20);

    private final BoundedCache<Key, Whole> wholes =
            new BoundedCache<>(ENTRIES, BYTES, (key, whole) -> OVERHEAD + whole.json.weight());
    private final BoundedCache<StreamKey, Stream> streams =
            new BoundedCache<>(ENTRIES, BYTES, (key, stream) -> OVERHEAD + stream.events.weight());
    private final BoundedCache<Text, Fragments> fragments =
            new BoundedCache<>(TEXTS, TEXT_BYTES, (key, value) -> value.weight());

    private final TokenCounter tokens;
    private final TokenCounter reported;

    /**
     * Creates a renderer.
     *
     * @param tokens splits and truncates texts
     * @param reported counts the tokens that are reported as usage
     */
    OutputRenderer(TokenCounter tokens, TokenCounter reported) {
        this.tokens = tokens;
        this.reported = reported;
    }

    /** Returns the bytes of a whole Response. */
    byte[] whole(CannedCompletion completion, ChatRequest request, DerivedIds ids, AnswerStyle style) {
        Subject subject = subject(completion, request, ids, style, false);
        Whole whole = subject.key.said.logprobs() == null
                ? wholes.of(subject.key, OutputRenderer::whole)
                : whole(subject.key);
        return whole.json.filled(whole.marks.values(subject.given));
    }

    private static Whole whole(Key key) {
        Output output = key.output();
        return new Whole(new ResponseObject(output).pattern(), output.marks());
    }

    /** Returns the id of the Response. */
    String id(CannedCompletion completion, ChatRequest request, DerivedIds ids, AnswerStyle style) {
        Origin origin = Origin.of(completion.identity(), request, ids, style, request.wantsStream());
        return id(completion, origin, ids, style.outputs().of(origin.model(), request.wantsStream()));
    }

    private static String id(CannedCompletion completion, Origin origin, DerivedIds ids, OutputForm form) {
        String given = completion.identity().id();
        return given != null && completion.identity().isOfResponse()
                ? given
                : ids.outputId(form.of(OutputForm.Id.RESPONSE), -1, 0, origin.created());
    }

    /** Returns the body in the form that the request asks for. */
    Body body(CannedCompletion completion, ChatRequest request, DerivedIds ids, AnswerStyle style) {
        if (!request.wantsStream()) {
            return new Body.Whole(ByteBuffer.wrap(whole(completion, request, ids, style)));
        }
        Subject subject = subject(completion, request, ids, style, true);
        boolean isPadded = subject.key.form.has(OutputForm.Trait.OBFUSCATION)
                && request.field("stream_options").path("include_obfuscation").asBoolean(true);
        StreamKey key =
                new StreamKey(subject.key, request.model(), completion.delay().fixed(), completion.pacing(), isPadded);
        Stream stream = subject.key.said.logprobs() == null ? streams.of(key, this::stream) : stream(key);
        return new Body.Framed(new OutputFrames(
                stream.events.with(stream.marks.values(subject.given), isPadded ? ids : null), stream.dues));
    }

    private Stream stream(StreamKey key) {
        Output output = key.answer.output();
        Function<String, Fragments> splitter = splitter(key.pacing.cut(), key.model, output.isAtOnce());
        OutputEvents events = new EventStream(output, splitter, key.isPadded).all();
        return new Stream(events, OutputFrames.dues(events, key.delay, key.pacing), output.marks());
    }

    private Function<String, Fragments> splitter(Pacing.Cut cut, String model, boolean isAtOnce) {
        if (isAtOnce && cut instanceof Pacing.Cut.ByToken) {
            return text -> Fragments.of(List.of(text));
        }
        TextSplitter splitter = new TextSplitter(cut, tokens, model);
        // a list of fragments is used up in order, so that equal texts can be split differently
        return cut instanceof Pacing.Cut.ByFragments
                ? text -> Fragments.of(splitter.split(text))
                : text -> fragments.of(new Text(text, model, cut), key -> Fragments.of(splitter.split(text)));
    }

    private record Text(String text, String model, Pacing.Cut cut) {}

    private record Whole(JsonPattern json, Marks marks) {}

    private record Stream(OutputEvents events, List<Duration> dues, Marks marks) {}

    /**
     * Everything that a Response depends on, except what is filled in for each request.
     *
     * @param said the message of the model, its calls without ids
     */
    private record Key(
            Output.Said said, Output.Identity identity, Output.Asked asked, OutputForm form, boolean isStreamed) {
        Output output() {
            return Output.of(identity, said, asked, form, isStreamed);
        }

        /** Nearly all Responses that differ have different texts. */
        @Override
        public int hashCode() {
            return Objects.hash(said.message().content(), identity.model());
        }
    }

    /**
     * Everything that a stream depends on, except what is filled in for each request.
     *
     * @param model the model whose tokenizer splits the texts
     */
    private record StreamKey(Key answer, String model, Duration delay, Pacing pacing, boolean isPadded) {
        @Override
        public int hashCode() {
            return answer.hashCode();
        }
    }

    /** A Response, and the values that are filled in for the request. */
    private record Subject(Key key, Marks.Given given) {}

    private Subject subject(
            CannedCompletion completion, ChatRequest request, DerivedIds ids, AnswerStyle style, boolean isStreamed) {
        Origin origin = Origin.of(completion.identity(), request, ids, style, isStreamed);
        AnswerForm chat = style.forms().of(origin.model(), request.model());
        OutputForm form = style.outputs().of(origin.model(), isStreamed);
        Output.Asked asked = Output.Asked.of(request.sentBody(), form);
        boolean reasons = asked.reasonsAnyway()
                || HiddenReasoning.of(completion, completion.choices().get(0), request, style) > 0;
        UsageCounter counter = new UsageCounter(tokens, form.added(), reasons);
        // the Responses API has no counterpart of further choices
        RenderedChoice choice = RenderedChoice.allOf(completion, request, ids, origin, style, counter)
                .get(0);
        CannedMessage message = choice.message();
        CannedToolCall legacy = message.functionCall();
        List<String> callIds = new ArrayList<>();
        message.toolCalls().forEach(call -> callIds.add(String.valueOf(call.id())));
        if (legacy != null) {
            callIds.add(ids.callId(chat.ids().call(isStreamed), 0, callIds.size(), origin.created(), legacy.name()));
        }
        UsageCounter usages = new UsageCounter(reported, form.added(), reasons);
        return new Subject(
                new Key(
                        new Output.Said(
                                withoutIds(message), choice.finishReason(), choice.logprobs(), choice.thought()),
                        identity(completion.identity(), origin, request, form),
                        asked,
                        form,
                        isStreamed),
                new Marks.Given(
                        id(completion, origin, ids, form),
                        callIds,
                        usages.usage(completion, List.of(choice), request),
                        ids,
                        origin.created(),
                        form));
    }

    private static CannedMessage withoutIds(CannedMessage message) {
        return message.toolCalls().isEmpty()
                ? message
                : message.withToolCalls(message.toolCalls().stream()
                        .map(call -> call.withId(""))
                        .toList());
    }

    private static Output.Identity identity(
            CannedCompletion.Identity given, Origin origin, ChatRequest request, OutputForm form) {
        boolean asRequested = given.model() == null && form.has(OutputForm.Trait.REQUESTED_MODEL);
        String asked = request.field("service_tier").asText("");
        boolean isAsked = !asked.isEmpty() && !request.field("service_tier").isNull();
        return new Output.Identity(
                origin.created(),
                asRequested ? request.model() : origin.model(),
                origin.serviceTier(),
                isAsked ? asked : "auto",
                origin.systemFingerprint());
    }
}
