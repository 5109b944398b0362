package dev.cannery.internal.response;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerForm;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.chat.style.OutputForm;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.response.derived.DerivedIds;
import dev.cannery.internal.response.derived.TextSplitter;
import dev.cannery.internal.response.output.EventStream;
import dev.cannery.internal.response.output.Output;
import dev.cannery.internal.response.output.OutputEvents;
import dev.cannery.internal.response.output.ResponseObject;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Renders a canned completion as a Response of the Responses API. */
final class OutputRenderer {
    private final TokenCounter tokens;
    private final UsageCounter usages;

    OutputRenderer(TokenCounter tokens, UsageCounter usages) {
        this.tokens = tokens;
        this.usages = usages;
    }

    /** Returns the bytes of a whole Response. */
    byte[] whole(CannedCompletion completion, ChatRequest request, DerivedIds ids, AnswerStyle style) {
        return new ResponseObject(output(completion, request, ids, style, false)).bytes();
    }

    /** Returns the body in the form that the request asks for. */
    Body body(CannedCompletion completion, ChatRequest request, DerivedIds ids, AnswerStyle style) {
        if (!request.wantsStream()) {
            return new Body.Whole(ByteBuffer.wrap(whole(completion, request, ids, style)));
        }
        Output output = output(completion, request, ids, style, true);
        boolean isPadded = output.form().has(OutputForm.Trait.OBFUSCATION)
                && request.field("stream_options").path("include_obfuscation").asBoolean(true);
        TextSplitter splitter = new TextSplitter(completion.pacing().cut(), tokens, request.model());
        boolean isAtOnce = output.isAtOnce() && completion.pacing().cut() instanceof Pacing.Cut.ByToken;
        OutputEvents events =
                new EventStream(output, isAtOnce ? List::of : splitter::split, isPadded ? ids : null).all();
        return new Body.Framed(OutputFrames.of(events, completion.delay().fixed(), completion.pacing()));
    }

    private Output output(
            CannedCompletion completion, ChatRequest request, DerivedIds ids, AnswerStyle style, boolean isStreamed) {
        Origin origin = Origin.of(completion.identity(), request, ids, style, isStreamed);
        AnswerForm chat = style.forms().of(origin.model(), request.model());
        // the Responses API has no counterpart of further choices
        RenderedChoice choice = RenderedChoice.allOf(completion, request, ids, origin, style, tokens)
                .get(0);
        CannedToolCall legacy = choice.message().functionCall();
        OutputForm form = style.outputs().of(origin.model());
        return Output.of(
                identity(origin, completion.identity().id(), request, ids, form),
                new Output.Said(
                        choice.message(),
                        legacy == null
                                ? ""
                                : ids.callId(
                                        chat.ids().call(isStreamed),
                                        0,
                                        choice.message().toolCalls().size(),
                                        origin.created(),
                                        legacy.name()),
                        choice.finishReason(),
                        choice.logprobs(),
                        choice.thought()),
                usages.usage(completion, List.of(choice), request),
                request.sentBody(),
                form,
                ids,
                isStreamed);
    }

    private static Output.Identity identity(
            Origin origin, @Nullable String given, ChatRequest request, DerivedIds ids, OutputForm form) {
        String asked = request.field("service_tier").asText("");
        return new Output.Identity(
                given != null && given.startsWith(Origin.RESPONSE_ID)
                        ? given
                        : ids.outputId(form.of(OutputForm.Id.RESPONSE), -1, origin.created()),
                origin.created(),
                origin.model(),
                origin.serviceTier(),
                asked.isEmpty() || request.field("service_tier").isNull() ? "auto" : asked);
    }
}
