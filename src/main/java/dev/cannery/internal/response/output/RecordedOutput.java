package dev.cannery.internal.response.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.style.OutputForm;
import dev.cannery.internal.chat.style.Slot;
import dev.cannery.internal.chat.style.Values;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A Response as it was recorded, to be streamed. Its items keep all their members, even those that a contract cannot express. */
public final class RecordedOutput {
    private final ObjectNode response;
    private final OutputForm form;

    /** Creates the stream of a recorded Response, in the form of a provider. */
    public RecordedOutput(ObjectNode response, OutputForm form) {
        this.response = response;
        this.form = form;
    }

    /**
     * Returns its events.
     *
     * @param splitter splits a text into fragments
     */
    public OutputEvents events(Function<String, Fragments> splitter) {
        List<OutputItem> items = new ArrayList<>();
        response.path("output").forEach(item -> {
            if (item instanceof ObjectNode object) {
                items.add(new OutputItem.Recorded(object, grown(object)));
            }
        });
        ObjectNode begun = begun();
        EventStream.Source source = new EventStream.Source(
                items,
                out -> Json.writeTree(begun, out),
                out -> Json.writeTree(response, out),
                response.path("status").asText("").equals("incomplete")
                        ? OutputForm.Event.INCOMPLETE
                        : OutputForm.Event.COMPLETED,
                counts(),
                isAtOnce());
        return new EventStream(source, form, splitter, true).all();
    }

    private Values counts() {
        JsonNode usage = response.path("usage");
        int input = usage.path("input_tokens").asInt();
        int cached = usage.path("input_tokens_details").path("cached_tokens").asInt();
        return new Values(null)
                .put(Slot.PROMPT_TOKENS, input)
                .put(Slot.CACHED_TOKENS, cached)
                .put(Slot.UNCACHED_TOKENS, input - cached)
                .put(Slot.COMPLETION_TOKENS, usage.path("output_tokens").asInt())
                .put(Slot.TOTAL_TOKENS, usage.path("total_tokens").asInt());
    }

    /** Whether a stream has each text in one fragment. */
    public boolean isAtOnce() {
        return Output.isAtOnce(form, response.path("reasoning"));
    }

    /** Returns the Response before it has any output (recorded: nothing else differs, 607 of 607). */
    private ObjectNode begun() {
        ObjectNode begun = Json.object();
        response.properties()
                .forEach(member -> begun.set(
                        member.getKey(),
                        switch (member.getKey()) {
                            case "status" -> TextNode.valueOf("in_progress");
                            case "output" -> Json.array();
                            case "service_tier" -> TextNode.valueOf("auto");
                            case "usage", "completed_at", "incomplete_details" -> NullNode.getInstance();
                            default -> member.getValue();
                        }));
        begun.remove("billing");
        return begun;
    }

    private static @Nullable OutputItem grown(ObjectNode item) {
        Json.Writing id = OutputItem.written(item.path("id"));
        return switch (item.path("type").asText("")) {
            case "message" ->
                new OutputItem.Message(id, OutputItem.Status.COMPLETED, null, texts(item.path("content")));
            case "reasoning" ->
                new OutputItem.Reasoning(
                        id,
                        Json.values(item.path("summary"))
                                .map(part -> part.path("text").asText(""))
                                .toList(),
                        item.path("content").isEmpty()
                                ? null
                                : item.path("content").path(0).path("text").asText(""),
                        null);
            case "function_call" -> call(id, CannedToolCall.Kind.FUNCTION, item);
            case "custom_tool_call" -> call(id, CannedToolCall.Kind.CUSTOM, item);
            default -> null;
        };
    }

    private static OutputItem.Call call(Json.Writing id, CannedToolCall.Kind kind, JsonNode item) {
        return new OutputItem.Call(
                id,
                OutputItem.Status.COMPLETED,
                OutputItem.written(item.path("call_id")),
                new CannedToolCall(
                        kind,
                        item.path("call_id").asText(""),
                        item.path("name").asText(""),
                        item.path(kind.argumentsName()).asText("")));
    }

    private static List<OutputItem.Text> texts(JsonNode parts) {
        List<OutputItem.Text> texts = new ArrayList<>();
        for (JsonNode part : parts) {
            boolean isRefusal = part.path("type").asText("").equals("refusal");
            List<ObjectNode> annotations = new ArrayList<>();
            part.path("annotations").forEach(annotation -> {
                if (annotation instanceof ObjectNode object) {
                    annotations.add(object);
                }
            });
            texts.add(new OutputItem.Text(
                    isRefusal ? OutputForm.Part.REFUSAL : OutputForm.Part.OUTPUT_TEXT,
                    part.path(isRefusal ? "refusal" : "text").asText(""),
                    annotations,
                    part.path("logprobs") instanceof ArrayNode logprobs && !logprobs.isEmpty() ? logprobs : null));
        }
        return texts;
    }
}
