package dev.cannery.internal.response;

import dev.cannery.FinishReason;
import dev.cannery.internal.chat.style.AnswerForm;
import dev.cannery.internal.chat.style.Condition;
import dev.cannery.internal.chat.style.Scene;
import dev.cannery.internal.chat.style.Slot;
import dev.cannery.internal.chat.style.Values;
import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.wire.Json;
import java.util.Arrays;
import java.util.List;

/** Writes a whole completion in its provider's form. */
final class CompletionWriter {
    private final Origin origin;
    private final List<RenderedChoice> choices;
    private final CannedUsage usage;
    private final AnswerForm form;

    CompletionWriter(Origin origin, List<RenderedChoice> choices, CannedUsage usage, AnswerForm form) {
        this.origin = origin;
        this.choices = choices;
        this.usage = usage;
        this.form = form;
    }

    /** Returns the bytes, with a line feed at the end. */
    byte[] bytes() {
        Json.Layout layout = form.whole().isOneLine() ? Json.Layout.COMPACT : Json.Layout.PRETTY;
        Values values = origin.values().hold(Condition.FINISH, true);
        choices.forEach(
                choice -> values.hold(Condition.REASONING, choice.message().reasoning() != null));
        Scene scene = new UsageScene(values, usage, form);
        values.put(Slot.USAGE, new UsageScene(values, usage, form).writing());
        values.put(Slot.CHOICES, (Json.Writing) out -> {
            out.writeStartArray();
            for (RenderedChoice choice : choices) {
                form.whole().choice().write(out, valuesOf(choice, values));
            }
            out.writeEndArray();
        });
        byte[] json = Json.write(layout, out -> form.whole().completion().write(out, scene));
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    private Scene valuesOf(RenderedChoice choice, Scene scene) {
        Values values = MessageScene.of(choice.message(), scene, form, origin);
        String content = choice.message().content();
        boolean isFiltered =
                choice.finishReason() == FinishReason.CONTENT_FILTER && (content == null || content.isEmpty());
        return values.hold(Condition.FILTERED, isFiltered)
                .put(Slot.INDEX, choice.index())
                .put(Slot.LOGPROBS, form.traits().given(choice.logprobs()))
                .put(Slot.FINISH_REASON, choice.finishWord(form))
                .put(Slot.NATIVE_FINISH_REASON, choice.nativeFinishWord(form))
                .put(Slot.MESSAGE, (Json.Writing) out -> form.whole().message().write(out, values));
    }
}
