package dev.cannery.internal.response.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.style.OutputForm;
import dev.cannery.internal.chat.style.OutputForm.Event;
import dev.cannery.internal.chat.style.Slot;
import dev.cannery.internal.chat.style.Template;
import dev.cannery.internal.chat.style.Values;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.response.derived.LogprobSplitter;
import dev.cannery.internal.response.output.OutputEvents.Timing;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.JsonPattern;
import dev.cannery.internal.wire.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the events that stream a Response, in its provider's form. */
public final class EventStream {
    private static final String DONE = "data: " + SseEvent.DONE + "\n\n";

    private final Source source;
    private final OutputForm form;
    private final Function<String, Fragments> splitter;
    private final boolean isPadded;
    private final OutputEvents events = new OutputEvents();
    private int index;

    /**
     * Creates the stream of a Response.
     *
     * @param splitter splits a text into fragments
     * @param isPadded whether letters hide the lengths of fragments
     */
    public EventStream(Output output, Function<String, Fragments> splitter, boolean isPadded) {
        this(Source.of(output), output.form(), splitter, isPadded);
    }

    EventStream(Source source, OutputForm form, Function<String, Fragments> splitter, boolean isPadded) {
        this.source = source;
        this.form = form;
        this.splitter = splitter;
        this.isPadded = isPadded;
    }

    /**
     * The Response that is streamed.
     *
     * @param items its items
     * @param begun writes it before it has any items
     * @param whole writes it when it is complete
     * @param last the event that ends the stream
     * @param counts its token counts
     * @param isAtOnce whether its items are complete from the beginning
     */
    record Source(
            List<OutputItem> items,
            Json.Writing begun,
            Json.Writing whole,
            Event last,
            Values counts,
            boolean isAtOnce) {
        static Source of(Output output) {
            ResponseObject object = new ResponseObject(output);
            return new Source(
                    output.items(),
                    object.begun(),
                    object.whole(),
                    output.incompleteReason() == null ? Event.COMPLETED : Event.INCOMPLETE,
                    Marks.counts(),
                    output.isAtOnce());
        }
    }

    /** Returns the events of the whole stream, with marks for what differs between requests. */
    public OutputEvents all() {
        Json.Writing begun = written(source.begun());
        add(Event.CREATED, new Values(null).put(Slot.RESPONSE, begun), Timing.WITH_PREVIOUS);
        add(Event.IN_PROGRESS, new Values(null).put(Slot.RESPONSE, begun), Timing.WITH_PREVIOUS);
        for (OutputItem item : source.items()) {
            add(item);
            index++;
        }
        add(source.last(), new Values(source.counts()).put(Slot.RESPONSE, source.whole()), Timing.WITH_PREVIOUS);
        if (form.has(OutputForm.Trait.DONE)) {
            events.add(DONE.getBytes(StandardCharsets.US_ASCII), Timing.WITH_PREVIOUS);
        }
        return events;
    }

    private void add(OutputItem item) {
        OutputItem grown = item instanceof OutputItem.Recorded recorded ? recorded.grown() : item;
        boolean isSilent = grown == null
                || (grown instanceof OutputItem.Reasoning reasoning
                        && reasoning.summary().isEmpty()
                        && reasoning.text() == null);
        Values begun = of(null).put(Slot.ITEM, item.begun(form, statusAtFirst(grown)));
        add(Event.ITEM_ADDED, begun, isSilent ? Timing.WITH_PREVIOUS : Timing.WITH_NEXT);
        if (grown instanceof OutputItem.Reasoning reasoning) {
            addReasoning(reasoning);
        } else if (grown instanceof OutputItem.Message message) {
            for (int part = 0; part < message.texts().size(); part++) {
                addText(message, part);
            }
        } else if (grown instanceof OutputItem.Call call) {
            addCall(call);
        } else if (item instanceof OutputItem.Recorded recorded) {
            recorded.growth().forEach(growth -> addGrowth(growth, item));
        }
        Values whole = of(null).put(Slot.ITEM, item.whole(form));
        add(Event.ITEM_DONE, whole, isSilent ? Timing.WITH_NEXT : Timing.WITH_PREVIOUS);
    }

    private OutputItem.Status statusAtFirst(@Nullable OutputItem item) {
        boolean grows = item instanceof OutputItem.Message && form.has(OutputForm.Trait.MESSAGES_GROW);
        return source.isAtOnce() && !grows ? OutputItem.Status.COMPLETED : OutputItem.Status.IN_PROGRESS;
    }

    private void addReasoning(OutputItem.Reasoning reasoning) {
        for (int i = 0; i < reasoning.summary().size(); i++) {
            String text = reasoning.summary().get(i);
            Values of = of(reasoning).put(Slot.SUMMARY_INDEX, i);
            add(Event.SUMMARY_PART_ADDED, new Values(of).put(Slot.PART, summary("")), Timing.WITH_NEXT);
            addFragments(Event.SUMMARY_DELTA, of, text);
            add(Event.SUMMARY_DONE, new Values(of).put(Slot.CONTENT, text), Timing.WITH_PREVIOUS);
            add(Event.SUMMARY_PART_DONE, new Values(of).put(Slot.PART, summary(text)), Timing.WITH_PREVIOUS);
        }
        if (reasoning.text() != null) {
            addReasoningText(reasoning, reasoning.text());
        }
    }

    private void addReasoningText(OutputItem.Reasoning reasoning, String text) {
        boolean isPart = form.has(OutputForm.Trait.REASONING_PARTS);
        Values of = of(reasoning).put(Slot.CONTENT_INDEX, 0);
        if (isPart) {
            Json.Writing begun = part(OutputForm.Part.REASONING_TEXT, "");
            add(Event.PART_ADDED, new Values(of).put(Slot.PART, begun), Timing.WITH_NEXT);
        }
        addFragments(Event.REASONING_DELTA, of, text);
        add(Event.REASONING_DONE, new Values(of).put(Slot.CONTENT, text), Timing.WITH_PREVIOUS);
        if (isPart) {
            Json.Writing whole = part(OutputForm.Part.REASONING_TEXT, text);
            add(Event.PART_DONE, new Values(of).put(Slot.PART, whole), Timing.WITH_PREVIOUS);
        }
    }

    private Json.Writing summary(String text) {
        return part(OutputForm.Part.SUMMARY_TEXT, text);
    }

    private Json.Writing part(OutputForm.Part part, String text) {
        Values values = new Values(null).put(Slot.CONTENT, text);
        return out -> form.of(part).write(out, values);
    }

    private void addText(OutputItem.Message message, int part) {
        OutputItem.Text text = message.texts().get(part);
        boolean isRefusal = text.part() == OutputForm.Part.REFUSAL;
        Values of = of(message).put(Slot.CONTENT_INDEX, part);
        add(
                Event.PART_ADDED,
                new Values(of).put(Slot.PART, text.begun().writing(form)),
                text.text().isEmpty() ? Timing.WITH_PREVIOUS : Timing.WITH_NEXT);
        addAnnotated(isRefusal ? Event.REFUSAL_DELTA : Event.TEXT_DELTA, of, text);
        add(
                isRefusal ? Event.REFUSAL_DONE : Event.TEXT_DONE,
                new Values(of).put(Slot.CONTENT, text.text()).put(Slot.LOGPROBS, text.logprobs()),
                Timing.WITH_PREVIOUS);
        add(Event.PART_DONE, new Values(of).put(Slot.PART, text.ended().writing(form)), Timing.WITH_PREVIOUS);
    }

    private void addCall(OutputItem.Call call) {
        boolean isFunction = call.call().kind() == CannedToolCall.Kind.FUNCTION;
        String arguments = call.call().arguments();
        Values of = of(call);
        addFragments(isFunction ? Event.ARGUMENTS_DELTA : Event.INPUT_DELTA, of, arguments);
        add(
                isFunction ? Event.ARGUMENTS_DONE : Event.INPUT_DONE,
                new Values(of)
                        .put(Slot.CONTENT, arguments)
                        .put(Slot.NAME, call.call().name()),
                Timing.WITH_PREVIOUS);
    }

    private void addGrowth(ToolGrowth growth, OutputItem tool) {
        Values of = of(tool).put(Slot.COMMAND_INDEX, growth.index());
        if (growth instanceof ToolGrowth.Step step) {
            add(Event.TOOL_STEP, new Values(of).put(Slot.TYPE, step.type()), Timing.WITH_PREVIOUS);
        } else if (growth instanceof ToolGrowth.Text text) {
            if (text.added() != null) {
                add(text.added(), new Values(of), Timing.WITH_NEXT);
            }
            addFragments(text.delta(), of, text.text());
            add(text.done(), new Values(of).put(Slot.CONTENT, text.text()), Timing.WITH_PREVIOUS);
        } else if (growth instanceof ToolGrowth.Printed printed) {
            add(Event.COMMAND_OUTPUT_DELTA, new Values(of).put(Slot.OUTPUT, printed.delta()), Timing.WITH_PREVIOUS);
            add(Event.COMMAND_OUTPUT_DONE, new Values(of).put(Slot.OUTPUT, printed.whole()), Timing.WITH_PREVIOUS);
        }
    }

    private Values of(@Nullable OutputItem item) {
        Values values = new Values(null).put(Slot.OUTPUT_INDEX, index);
        return item == null ? values : values.put(Slot.ITEM_ID, item.id());
    }

    /** Adds the fragments of a text. Each annotation follows the fragment with the end of what it refers to (recorded 20 of 20). */
    private void addAnnotated(Event event, Values of, OutputItem.Text text) {
        Fragments fragments = splitter.apply(text.text());
        List<byte[]> logprobs = probabilities(text.logprobs(), fragments);
        int from = 0;
        int length = 0;
        for (int i = 0; i < text.annotations().size(); i++) {
            ObjectNode annotation = text.annotations().get(i);
            int end =
                    annotation.path("end_index").asInt(annotation.path("index").asInt(Integer.MAX_VALUE));
            boolean isOfText = !annotation.path("type").asText("").startsWith("container_");
            int to = from;
            while (to < fragments.texts().size() && (length < end || !isOfText)) {
                length += fragments.lengths().get(to++);
            }
            addFragments(event, of, fragments.part(from, to), part(logprobs, from, to));
            from = to;
            Values values = new Values(of).put(Slot.ANNOTATION, annotation).put(Slot.ANNOTATION_INDEX, i);
            add(Event.ANNOTATION_ADDED, values, Timing.WITH_PREVIOUS);
        }
        int size = fragments.texts().size();
        addFragments(event, of, fragments.part(from, size), part(logprobs, from, size));
    }

    private static List<byte[]> part(List<byte[]> logprobs, int from, int to) {
        return logprobs.isEmpty() ? logprobs : logprobs.subList(from, to);
    }

    private static List<byte[]> probabilities(@Nullable ArrayNode logprobs, Fragments fragments) {
        List<byte[]> probabilities = new ArrayList<>();
        if (logprobs != null) {
            LogprobSplitter shares =
                    new LogprobSplitter("content", Json.object().set("content", logprobs));
            for (String fragment : fragments.texts()) {
                ObjectNode share = shares.next(fragment);
                probabilities.add(Json.compactBytes(share == null ? Json.array() : share.path("content")));
            }
        }
        return probabilities;
    }

    private void addFragments(Event event, Values of, String text) {
        addFragments(event, of, splitter.apply(text), List.of());
    }

    private void addFragments(Event event, Values of, Fragments fragments, List<byte[]> logprobs) {
        Values marks = new Values(of)
                .put(Slot.DELTA, JsonPattern.mark(Marks.DELTA))
                .put(Slot.SEQUENCE_NUMBER, JsonPattern.mark(Marks.NUMBER));
        if (isPadded) {
            marks.put(Slot.OBFUSCATION, JsonPattern.quotedMark(Marks.PADDING));
        }
        if (!logprobs.isEmpty()) {
            marks.put(Slot.LOGPROBS, JsonPattern.mark(Marks.LOGPROBS));
        }
        if (form.sends(event)) {
            events.addFragments(event(event, event.wire(), marks), fragments, logprobs);
        }
    }

    /** Adds an event, unless the provider is not known to have it. */
    private void add(Event event, Values values, Timing timing) {
        if (form.sends(event)) {
            String type = event == Event.TOOL_STEP ? String.valueOf(values.value(Slot.TYPE)) : event.wire();
            events.add(event(event, type, values.put(Slot.SEQUENCE_NUMBER, events.size())), timing);
        }
    }

    private byte[] event(Event event, String type, Values values) {
        byte[] json = Json.write(
                Json.Layout.COMPACT,
                out -> form.events().getOrDefault(event, Template.EMPTY).write(out, values.put(Slot.TYPE, type)));
        String line = form.has(OutputForm.Trait.EVENT_LINES) ? "event: " + type + "\ndata: " : "data: ";
        byte[] head = line.getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + json.length + 2);
        System.arraycopy(json, 0, all, head.length, json.length);
        all[all.length - 2] = '\n';
        all[all.length - 1] = '\n';
        return all;
    }

    /** Returns a writer of the same JSON. */
    private static Json.Writing written(Json.Writing writing) {
        String json = new String(Json.write(Json.Layout.COMPACT, writing), StandardCharsets.UTF_8);
        return out -> out.writeRawValue(json);
    }
}
