package dev.cannery.internal.response.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.style.Condition;
import dev.cannery.internal.chat.style.OutputForm;
import dev.cannery.internal.chat.style.Scene;
import dev.cannery.internal.chat.style.Slot;
import dev.cannery.internal.chat.style.Values;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An item of the output of a Response. */
sealed interface OutputItem {
    /** Returns a writer of its id. */
    Json.Writing id();

    /** Returns a writer of the complete item. */
    Json.Writing whole(OutputForm form);

    /**
     * Returns a writer of the item as it begins.
     *
     * @param status its status then
     */
    Json.Writing begun(OutputForm form, Status status);

    private static Json.Writing writing(OutputForm form, OutputForm.Part part, Scene values) {
        return out -> form.of(part).write(out, values);
    }

    /** Returns a writer of a text. */
    static Json.Writing written(JsonNode text) {
        return out -> out.writeString(text.asText(""));
    }

    /** The status of an item. */
    enum Status {
        /** The item is being streamed. */
        IN_PROGRESS("in_progress"),
        /** The item is complete. */
        COMPLETED("completed"),
        /** The item was cut by a limit. */
        INCOMPLETE("incomplete");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /**
     * The reasoning of the model.
     *
     * @param summary the paragraphs of its summary
     * @param text the text, null if it is not shown
     * @param encrypted its encrypted text, null if it is not sent
     */
    record Reasoning(
            Json.Writing id, List<String> summary, @Nullable String text, Json.@Nullable Writing encrypted)
            implements OutputItem {
        @Override
        public Json.Writing whole(OutputForm form) {
            return writing(
                    form,
                    OutputForm.Part.REASONING,
                    values(form, Status.COMPLETED, summary, text).hold(Condition.FINISH, true));
        }

        @Override
        public Json.Writing begun(OutputForm form, Status status) {
            return writing(form, OutputForm.Part.REASONING, values(form, status, List.of(), null));
        }

        private Values values(OutputForm form, Status status, List<String> paragraphs, @Nullable String shown) {
            return new Values(null)
                    .put(Slot.ID, id)
                    .put(Slot.STATUS, status.word())
                    .put(Slot.SUMMARY, texts(form, OutputForm.Part.SUMMARY_TEXT, paragraphs))
                    .put(
                            Slot.OUTPUT,
                            texts(form, OutputForm.Part.REASONING_TEXT, shown == null ? List.of() : List.of(shown)))
                    .put(Slot.ENCRYPTED_CONTENT, encrypted);
        }

        private static Json.Writing texts(OutputForm form, OutputForm.Part part, List<String> texts) {
            return out -> {
                out.writeStartArray();
                for (String text : texts) {
                    form.of(part).write(out, new Values(null).put(Slot.CONTENT, text));
                }
                out.writeEndArray();
            };
        }
    }

    /**
     * A message.
     *
     * @param end its status when it is complete
     * @param phase whether it comments on calls or is the final one; null if that is not stated
     * @param texts its parts
     */
    record Message(Json.Writing id, Status end, @Nullable String phase, List<Text> texts) implements OutputItem {
        public Message {
            texts = List.copyOf(texts);
        }

        @Override
        public Json.Writing whole(OutputForm form) {
            return writing(form, OutputForm.Part.MESSAGE, values(form, end, texts));
        }

        @Override
        public Json.Writing begun(OutputForm form, Status status) {
            return writing(form, OutputForm.Part.MESSAGE, values(form, status, List.of()));
        }

        private Values values(OutputForm form, Status status, List<Text> parts) {
            return new Values(null)
                    .put(Slot.ID, id)
                    .put(Slot.STATUS, status.word())
                    .put(Slot.ROLE, "assistant")
                    .put(Slot.PHASE, phase)
                    .put(Slot.OUTPUT, (Json.Writing) out -> {
                        out.writeStartArray();
                        for (Text text : parts) {
                            text.writing(form).writeTo(out);
                        }
                        out.writeEndArray();
                    });
        }
    }

    /**
     * A part of a message.
     *
     * @param part the kind of text
     * @param annotations what it refers to
     * @param logprobs the probabilities of its tokens, null for none
     */
    record Text(
            OutputForm.Part part,
            String text,
            List<ObjectNode> annotations,
            @Nullable ArrayNode logprobs) {
        public Text {
            annotations = List.copyOf(annotations);
        }

        /** Returns the part as it begins. */
        Text begun() {
            return new Text(part, "", List.of(), null);
        }

        /** Returns the part as it ends; recorded (2 of 2): without probabilities. */
        Text ended() {
            return new Text(part, text, annotations, null);
        }

        Json.Writing writing(OutputForm form) {
            ArrayNode references = Json.array();
            annotations.forEach(references::add);
            Values values = new Values(null)
                    .put(Slot.CONTENT, text)
                    .put(Slot.REFUSAL, text)
                    .put(Slot.ANNOTATIONS, references)
                    .put(Slot.LOGPROBS, logprobs);
            return out -> form.of(part).write(out, values);
        }
    }

    /**
     * A call of a tool.
     *
     * @param end its status when it is complete
     * @param callId writes the id of the call
     * @param call the call
     */
    record Call(Json.Writing id, Status end, Json.Writing callId, CannedToolCall call) implements OutputItem {
        private OutputForm.Part part() {
            return call.kind() == CannedToolCall.Kind.FUNCTION
                    ? OutputForm.Part.FUNCTION_CALL
                    : OutputForm.Part.CUSTOM_TOOL_CALL;
        }

        @Override
        public Json.Writing whole(OutputForm form) {
            return writing(form, part(), values(end, call.arguments()));
        }

        @Override
        public Json.Writing begun(OutputForm form, Status status) {
            return writing(form, part(), values(status, ""));
        }

        private Values values(Status status, String arguments) {
            return new Values(null)
                    .put(Slot.ID, id)
                    .put(Slot.STATUS, status.word())
                    .put(Slot.CALL_ID, callId)
                    .put(Slot.NAME, call.name())
                    .put(Slot.ARGUMENTS, arguments);
        }
    }

    /**
     * An item as it was recorded.
     *
     * @param json the item
     * @param grown the part of it that is streamed in fragments; null for nothing
     */
    record Recorded(ObjectNode json, @Nullable OutputItem grown) implements OutputItem {
        @Override
        public Json.Writing id() {
            return written(json.path("id"));
        }

        @Override
        public Json.Writing whole(OutputForm form) {
            return out -> Json.writeTree(json, out);
        }

        /** Returns what a stream reports of it, apart from what grows as it does in any Response. */
        List<ToolGrowth> growth() {
            return ToolItem.of(json).map(tool -> tool.growth(json)).orElse(List.of());
        }

        private static void empty(ObjectNode item) {
            for (String name : List.of("arguments", "input")) {
                if (item.has(name)) {
                    item.put(name, "");
                }
            }
            for (String name : List.of("content", "summary")) {
                if (item.has(name)) {
                    item.putArray(name);
                }
            }
        }

        @Override
        public Json.Writing begun(OutputForm form, Status status) {
            ObjectNode begun = json.deepCopy();
            Optional<ToolItem> tool = ToolItem.of(json);
            if (tool.isPresent()) {
                tool.get().empty(begun);
            } else if (grown != null) {
                empty(begun);
            }
            if (begun.has("status") && !tool.map(ToolItem::isBegunComplete).orElse(false)) {
                begun.put("status", status.word());
            }
            return out -> Json.writeTree(begun, out);
        }
    }
}
