package dev.cannery.internal.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Misbehaviour;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.chat.style.NamedError;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedFault;
import dev.cannery.internal.contract.CannedFault.BreakKind;
import dev.cannery.internal.contract.RecordedAnswer;
import dev.cannery.internal.contract.misbehaviour.EnvelopeChange;
import dev.cannery.internal.contract.misbehaviour.EnvelopeChange.Effect;
import dev.cannery.internal.contract.misbehaviour.Misconduct;
import dev.cannery.internal.response.derived.DerivedIds;
import dev.cannery.internal.wire.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Renders a completion as a misbehaving model or server sends it. The message is changed before it is written, so that usage, limits and streaming follow; everything around it is changed in the written JSON.
 */
final class MisbehavingRenderer {
    /** The misbehaviours that a provider notices if it parses its model's calls and checks them against the tools of the request. */
    private static final Set<Misbehaviour> WRONG_CALLS = Collections.unmodifiableSet(EnumSet.of(
            Misbehaviour.BROKEN_ARGUMENTS,
            Misbehaviour.WRONG_ARGUMENTS,
            Misbehaviour.ENCODED_ARGUMENTS,
            Misbehaviour.FENCED_ARGUMENTS,
            Misbehaviour.JOINED_ARGUMENTS,
            Misbehaviour.UNKNOWN_TOOL,
            Misbehaviour.MISSPELT_TOOL));

    private final ResponseRenderer renderer;
    private final Misconduct misconduct;
    private final Set<Misbehaviour> seen = EnumSet.noneOf(Misbehaviour.class);

    MisbehavingRenderer(ResponseRenderer renderer, Misconduct misconduct) {
        this.renderer = renderer;
        this.misconduct = misconduct;
    }

    /**
     * Renders the answer.
     *
     * @param sound the completion as the contract has it
     */
    MisbehavedResponse render(CannedCompletion sound, ChatRequest request, DerivedIds ids, AnswerStyle style) {
        misconduct.applied().stream()
                .filter(word -> misconduct.envelope().stream().noneMatch(one -> one.word() == word && one.isAll()))
                .forEach(seen::add);
        ChatRequest honoured = request.without(misconduct.ignored());
        CannedCompletion said = misconduct.completion();
        RecordedAnswer recorded = said.recorded();
        if (recorded != null && !said.choices().equals(sound.choices())) {
            said = renderer.rewritten(said, recorded, sound.choices(), request);
        }
        RenderedResponse rendered =
                withoutWrongCall(renderer.render(said, honoured, ids, style, this::changed), request, ids, style);
        List<Misbehaviour> applied =
                misconduct.applied().stream().filter(seen::contains).toList();
        List<Misbehaviour> inapplicable = new ArrayList<>(misconduct.inapplicable());
        misconduct.applied().stream().filter(word -> !seen.contains(word)).forEach(inapplicable::add);
        return new MisbehavedResponse(rendered, applied, inapplicable);
    }

    /** Returns the answer, or the error that some providers send when their model gets a call wrong. */
    private RenderedResponse withoutWrongCall(
            RenderedResponse said, ChatRequest request, DerivedIds ids, AnswerStyle style) {
        Optional<NamedError> error = misconduct.applied().stream().anyMatch(WRONG_CALLS::contains)
                ? style.errors().wrongCall()
                : Optional.empty();
        if (error.isEmpty()) {
            return said;
        }
        NamedError named = error.get();
        return request.wantsStream()
                ? said.withFault(new CannedFault.Break(BreakKind.ERROR_EVENT, 1, Duration.ZERO), style)
                : new ErrorRenderer(style)
                        .render(
                                new CannedError(named.name(), named.error(), null, said.delay(), Map.of()),
                                request,
                                ids);
    }

    /** Returns the body with its JSON changed. */
    private Body changed(Body body) {
        if (misconduct.envelope().isEmpty()) {
            return body;
        }
        if (body instanceof Body.Framed framed) {
            return new Body.Framed(changed(framed.frames()));
        }
        return body instanceof Body.Whole whole ? changed(whole) : body;
    }

    private Body changed(Body.Whole whole) {
        String text = StandardCharsets.UTF_8.decode(whole.bytes().duplicate()).toString();
        if (!(parse(text) instanceof ObjectNode json) || change(json, EnvelopeChange.WHOLE) == Effect.NONE) {
            return whole;
        }
        boolean isPretty = text.strip().contains("\n");
        String end = text.substring(text.stripTrailing().length());
        byte[] written = isPretty ? Json.prettyBytes(json) : Json.compactBytes(json);
        return new Body.Whole(joined(new byte[0], written, end.getBytes(StandardCharsets.UTF_8)));
    }

    private List<SseFrame> changed(List<SseFrame> frames) {
        List<SseFrame> changed = new ArrayList<>(frames.size());
        int chunk = 0;
        for (SseFrame frame : frames) {
            if (!frame.data().startsWith("{") || !(parse(frame.data()) instanceof ObjectNode json)) {
                changed.add(frame);
                continue;
            }
            Effect effect = change(json, chunk++);
            if (effect == Effect.NONE) {
                changed.add(frame);
            } else if (effect == Effect.CHANGED) {
                changed.add(frame.withJson(json));
            }
        }
        return changed;
    }

    private Effect change(ObjectNode json, int chunk) {
        Effect all = Effect.NONE;
        for (Misconduct.Wrapping wrapping : misconduct.envelope()) {
            Effect effect = wrapping.change().on(json, chunk);
            if (effect != Effect.NONE) {
                seen.add(wrapping.word());
            }
            all = effect.compareTo(all) > 0 ? effect : all;
        }
        return all;
    }

    private static ByteBuffer joined(byte[] before, byte[] json, byte[] after) {
        return ByteBuffer.allocate(before.length + json.length + after.length)
                .put(before)
                .put(json)
                .put(after)
                .flip();
    }

    private static JsonNode parse(String json) {
        try {
            return Json.parse(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer of ours is not JSON: " + json, e);
        }
    }
}
