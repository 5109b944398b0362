package dev.cannery.internal.response;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.chat.style.AnswerForm;
import dev.cannery.internal.chat.style.Condition;
import dev.cannery.internal.chat.style.Scene;
import dev.cannery.internal.chat.style.Slot;
import dev.cannery.internal.chat.style.StreamForm;
import dev.cannery.internal.chat.style.StreamForm.CallWay;
import dev.cannery.internal.chat.style.StreamForm.Opening;
import dev.cannery.internal.chat.style.Template;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.response.derived.LogprobSplitter;
import dev.cannery.internal.response.derived.TextSplitter;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits a choice into the deltas from which the client assembles it, in its provider's form. */
final class ChoiceDeltas {
    /** The delta of a call in the legacy form, the same for every provider. */
    private static final Template FUNCTION_CALL = only(Slot.FUNCTION_CALL);

    private static final Template AUDIO = only(Slot.AUDIO);
    private static final Template ANNOTATIONS = only(Slot.ANNOTATIONS);

    private final RenderedChoice choice;
    private final CannedMessage message;
    private final Origin origin;
    private final TextSplitter splitter;
    private final StreamForm form;
    private final String finishWord;
    private final String nativeFinishWord;
    private final Scene scene;
    private final AnswerForm.Traits traits;
    private final List<Delta> deltas = new ArrayList<>();
    private String soFar = "";

    private ChoiceDeltas(RenderedChoice choice, Origin origin, TextSplitter splitter, AnswerForm form, Scene outer) {
        this.choice = choice;
        this.message = choice.message();
        this.origin = origin;
        this.splitter = splitter;
        this.form = form.stream();
        this.finishWord = choice.finishWord(form);
        this.nativeFinishWord = choice.nativeFinishWord(form);
        this.traits = form.traits();
        this.scene = MessageScene.around(message, outer);
    }

    private static Template only(Slot slot) {
        return Template.of(List.of(new Template.Member(slot.word(), new Template.Value.Filled(slot, null))));
    }

    /**
     * Returns the deltas of a choice.
     *
     * @param outer the values of the response
     */
    static List<Delta> of(RenderedChoice choice, Origin origin, TextSplitter splitter, AnswerForm form, Scene outer) {
        return new ChoiceDeltas(choice, origin, splitter, form, outer).all();
    }

    private List<Delta> all() {
        Opening opening = opening();
        Template first = form.openings().get(opening);
        if (first != null) {
            add(first, openingScene(opening));
        }
        boolean isCallOpen = first != null && (first.mentions(Slot.TOOL_CALLS) || first.mentions(Slot.FUNCTION_CALL));
        String reasoning = message.reasoning();
        if (reasoning != null) {
            splitter.split(reasoning)
                    .forEach(piece -> add(
                            form.deltas().reasoning(),
                            scene.with(Slot.REASONING, piece).with(Slot.REASONING_CONTENT, piece)));
            addEnd(form.deltas().reasoningEnd());
        }
        addText(Slot.CONTENT, form.deltas().text(), message.content());
        if (message.content() != null) {
            addEnd(form.deltas().textEnd());
        }
        addText(Slot.REFUSAL, form.deltas().refusal(), message.refusal());
        addCalls(isCallOpen);
        addFunctionCall(isCallOpen);
        addAudio();
        if (!message.annotations().isEmpty()) {
            ArrayNode annotations = Json.array();
            message.annotations().forEach(annotations::add);
            add(ANNOTATIONS, scene.with(Slot.ANNOTATIONS, annotations));
        }
        end();
        return deltas;
    }

    /** Adds what follows a complete text or reasoning. */
    private void addEnd(@Nullable Template end) {
        if (end != null) {
            add(end, scene);
        }
    }

    /** Returns the first delta of the choice. */
    private Opening opening() {
        if (message.reasoning() != null) {
            return Opening.REASONING;
        }
        if (message.content() != null) {
            return Opening.TEXT;
        }
        boolean isOneCallOnly =
                message.refusal() == null && message.toolCalls().size() + (message.functionCall() == null ? 0 : 1) == 1;
        if (isOneCallOnly) {
            return form.openings().containsKey(Opening.CALL) ? Opening.CALL : Opening.CALLS;
        }
        return message.refusal() == null ? Opening.CALLS : Opening.REFUSAL;
    }

    private Scene openingScene(Opening opening) {
        if (opening != Opening.CALL) {
            return scene;
        }
        CannedToolCall legacy = message.functionCall();
        return legacy == null
                ? scene.with(
                        Slot.TOOL_CALLS,
                        call(
                                beginningOf(message.toolCalls().get(0)),
                                0,
                                form.calls().opening()))
                : scene.with(Slot.FUNCTION_CALL, MessageScene.functionCall(legacy.withArguments("")));
    }

    private void addText(Slot slot, Template template, @Nullable String text) {
        if (text == null) {
            return;
        }
        LogprobSplitter shares = new LogprobSplitter(slot.word(), choice.logprobs());
        boolean grows = form.choice().mentions(Slot.CONTENT_SO_FAR) || template.mentions(Slot.CONTENT_SO_FAR);
        for (String piece : splitter.split(text)) {
            Scene of = scene.with(slot, piece);
            if (grows) {
                soFar += piece;
                of = of.with(Slot.CONTENT_SO_FAR, soFar);
            }
            deltas.add(new Delta(template, first(of), traits.given(shares.next(piece)), null, Delta.Kind.TEXT));
        }
    }

    private void addCalls(boolean isOpen) {
        List<CannedToolCall> calls = message.toolCalls();
        if (form.calls().has(CallWay.CALLS_TOGETHER) && calls.size() > 1) {
            add(
                    form.deltas().call(),
                    scene.with(
                            Slot.TOOL_CALLS,
                            MessageScene.calls(calls, 0, form.calls().opening(), scene)));
            return;
        }
        for (int index = 0; index < calls.size(); index++) {
            addCall(calls.get(index), index, isOpen);
        }
    }

    private void addCall(CannedToolCall call, int index, boolean isOpen) {
        if (!isOpen) {
            add(
                    form.deltas().call(),
                    scene.with(
                            Slot.TOOL_CALLS,
                            call(beginningOf(call), index, form.calls().opening())));
        }
        if (form.calls().has(CallWay.WHOLE_CALLS)) {
            return;
        }
        if (form.calls().has(CallWay.EMPTY_FRAGMENT)) {
            addFragment(call.withArguments(""), index);
        }
        List<String> fragments = fragments(call);
        for (String fragment : form.calls().has(CallWay.CALLS_OPEN_WITH_ARGUMENTS)
                ? fragments.subList(Math.min(1, fragments.size()), fragments.size())
                : fragments) {
            addFragment(call.withArguments(fragment), index);
        }
    }

    private void addFragment(CannedToolCall fragment, int index) {
        add(
                form.deltas().callFragment(),
                scene.with(Slot.TOOL_CALLS, call(fragment, index, form.calls().fragment())));
    }

    private List<String> fragments(CannedToolCall call) {
        List<String> fragments = message.toolCalls().size() > 1
                ? splitter.splitParallel(call.arguments())
                : splitter.split(call.arguments());
        // recorded (17 of 17): the first chunk of a call never has all of its arguments
        return form.calls().has(CallWay.CALLS_OPEN_WITH_ARGUMENTS)
                        && fragments.size() == 1
                        && call.arguments().length() > 1
                ? List.of(call.arguments().substring(0, 1), call.arguments().substring(1))
                : fragments;
    }

    /** Returns the call in the form of its first chunk. */
    private CannedToolCall beginningOf(CannedToolCall call) {
        if (form.calls().has(CallWay.WHOLE_CALLS)) {
            return call;
        }
        List<String> fragments = form.calls().has(CallWay.CALLS_OPEN_WITH_ARGUMENTS) ? fragments(call) : List.of();
        return call.withArguments(fragments.isEmpty() ? "" : fragments.get(0));
    }

    private Json.Writing call(CannedToolCall call, int index, Template template) {
        return MessageScene.calls(List.of(call), index, template, scene);
    }

    private void addFunctionCall(boolean isOpen) {
        CannedToolCall call = message.functionCall();
        if (call == null) {
            return;
        }
        if (!isOpen) {
            add(FUNCTION_CALL, scene.with(Slot.FUNCTION_CALL, MessageScene.functionCall(call.withArguments(""))));
        }
        splitter.split(call.arguments())
                .forEach(piece -> add(
                        FUNCTION_CALL,
                        scene.with(Slot.FUNCTION_CALL, Json.object().put("arguments", piece))));
    }

    private void addAudio() {
        CannedMessage.Audio audio = message.audio();
        if (audio == null) {
            return;
        }
        addAudio(Json.object().put("id", audio.id()).put("transcript", ""));
        splitter.split(audio.transcript())
                .forEach(piece -> addAudio(Json.object().put("transcript", piece)));
        addAudio(Json.object().put("data", audio.data()));
        addAudio(Json.object().put("expires_at", origin.expiry(audio)));
    }

    private void addAudio(ObjectNode part) {
        add(AUDIO, scene.with(Slot.AUDIO, part));
    }

    private void add(Template template, Scene of) {
        boolean opens = traits.opensWithLogprobs() && deltas.isEmpty() && choice.logprobs() != null;
        ObjectNode logprobs = opens ? traits.given(noLogprobs()) : null;
        deltas.add(new Delta(template, first(of), logprobs, null, Delta.Kind.OTHER));
    }

    private Scene first(Scene of) {
        return deltas.isEmpty() ? of.with(Condition.FIRST, true) : of;
    }

    private static ObjectNode noLogprobs() {
        ObjectNode none = Json.object();
        none.putArray("content");
        return none.putNull("refusal");
    }

    private void end() {
        boolean endsWithLastDelta = endsWithLastDelta();
        boolean isTwice = endsWithLastDelta
                && form.calls().has(CallWay.FINISH_TWICE)
                && !message.toolCalls().isEmpty();
        if (endsWithLastDelta) {
            Delta last = deltas.remove(deltas.size() - 1);
            Delta.Kind kind = isTwice ? Delta.Kind.OTHER : Delta.Kind.FINISH;
            Scene of = last.scene().with(Slot.NATIVE_FINISH_REASON, nativeFinishWord);
            deltas.add(new Delta(last.template(), of, last.logprobs(), finishWord, kind));
        }
        if (!endsWithLastDelta || isTwice) {
            deltas.add(new Delta(form.deltas().finish(), ending(), null, finishWord, Delta.Kind.FINISH));
        }
        Template again = form.deltas().again();
        if (again != null) {
            deltas.add(new Delta(again, ending(), null, finishWord, Delta.Kind.AGAIN));
        }
    }

    /** Whether the finish reason is in the chunk with the last call or the last fragment of the text. */
    private boolean endsWithLastDelta() {
        if (!message.toolCalls().isEmpty()) {
            return form.calls().has(CallWay.FINISH_WITH_CALLS) && !deltas.isEmpty();
        }
        boolean isTextLast = !deltas.isEmpty() && deltas.get(deltas.size() - 1).kind() == Delta.Kind.TEXT;
        return isTextLast
                && switch (form.lastText()) {
                    case BEFORE_FINISH -> false;
                    case WITH_CUT -> choice.finishReason() == FinishReason.LENGTH;
                    case WITH_FINISH -> true;
                };
    }

    private Scene ending() {
        Scene ended = scene.with(Slot.NATIVE_FINISH_REASON, nativeFinishWord);
        return first(soFar.isEmpty() ? ended : ended.with(Slot.CONTENT_SO_FAR, soFar));
    }
}
