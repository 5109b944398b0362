package dev.cannery.internal.response.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.style.OutputForm;
import dev.cannery.internal.chat.style.Template;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the message of a choice into the items of a Response, in the order in which they come into being. */
final class OutputItems {
    private static final Pattern PARAGRAPHS = Pattern.compile("\n\n(?=\\*\\*)");

    private final Output.Said said;
    private final Output.Asked asked;
    private final OutputForm form;
    private final Marks marks;
    private final List<OutputItem> items = new ArrayList<>();

    OutputItems(Output.Said said, Output.Asked asked, OutputForm form, Marks marks) {
        this.said = said;
        this.asked = asked;
        this.form = form;
        this.marks = marks;
    }

    /** Returns the items. */
    List<OutputItem> all() {
        CannedMessage message = said.message();
        if (message.reasoning() != null || said.thought() > 0 || asked.reasonsAnyway()) {
            items.add(reasoning(message.reasoning()));
        }
        List<CannedToolCall> calls = calls(message);
        List<OutputItem.Text> texts = texts(message);
        if (!texts.isEmpty()) {
            boolean isLast = calls.isEmpty();
            String phase = isLast ? "final_answer" : "commentary";
            items.add(new OutputItem.Message(
                    id(OutputForm.Id.MESSAGE),
                    status(isLast),
                    form.has(OutputForm.Trait.PHASES) ? phase : null,
                    texts));
        }
        for (int i = 0; i < calls.size(); i++) {
            CannedToolCall call = calls.get(i);
            OutputForm.Id kind = call.kind() == CannedToolCall.Kind.FUNCTION
                    ? OutputForm.Id.FUNCTION_CALL
                    : OutputForm.Id.CUSTOM_TOOL_CALL;
            items.add(new OutputItem.Call(
                    marks.id(kind, items.size(), i), status(i == calls.size() - 1), marks.callId(i), call));
        }
        return items;
    }

    private Json.Writing id(OutputForm.Id kind) {
        return marks.id(kind, items.size());
    }

    /** Only the last item can be cut. */
    private OutputItem.Status status(boolean isLast) {
        return isLast && said.isCut() ? OutputItem.Status.INCOMPLETE : OutputItem.Status.COMPLETED;
    }

    private OutputItem.Reasoning reasoning(@Nullable String text) {
        OutputForm.Reasoning shown = form.traits().reasoning();
        boolean isSummary = shown == OutputForm.Reasoning.SUMMARY
                || (shown == OutputForm.Reasoning.SUMMARY_ASKED && asked.wantsSummary());
        boolean isEncrypted = form.has(OutputForm.Trait.ENCRYPTED) || asked.wantsEncrypted();
        return new OutputItem.Reasoning(
                id(OutputForm.Id.REASONING),
                text != null && isSummary ? List.of(PARAGRAPHS.split(text)) : List.of(),
                shown == OutputForm.Reasoning.TEXT ? text : null,
                isEncrypted ? marks.id(OutputForm.Id.ENCRYPTED, 0) : null);
    }

    private List<OutputItem.Text> texts(CannedMessage message) {
        List<OutputItem.Text> texts = new ArrayList<>();
        String content = message.content();
        // a limit that ends the reasoning leaves no message (30 of 30 recorded)
        boolean isOver = said.isCut() && !items.isEmpty() && "".equals(content);
        boolean isSilent = "".equals(content) && !calls(message).isEmpty();
        if (content != null && !isOver && !isSilent) {
            texts.add(new OutputItem.Text(
                    OutputForm.Part.OUTPUT_TEXT,
                    content,
                    message.annotations().stream().map(OutputItems::flat).toList(),
                    tokens("content")));
        }
        if (message.refusal() != null) {
            texts.add(new OutputItem.Text(OutputForm.Part.REFUSAL, message.refusal(), List.of(), null));
        }
        return texts;
    }

    /** Returns the calls; one in the legacy form is the last. */
    private List<CannedToolCall> calls(CannedMessage message) {
        CannedToolCall legacy = message.functionCall();
        if (legacy == null) {
            return message.toolCalls();
        }
        List<CannedToolCall> calls = new ArrayList<>(message.toolCalls());
        calls.add(legacy);
        return calls;
    }

    private @Nullable ArrayNode tokens(String text) {
        JsonNode tokens = said.logprobs() == null ? null : said.logprobs().get(text);
        return tokens instanceof ArrayNode list && !list.isEmpty() ? (ArrayNode) Template.byName(list) : null;
    }

    /** Returns an annotation of chat completions, which nests its members under its type, as the Responses API has it. */
    private static ObjectNode flat(ObjectNode annotation) {
        String type = annotation.path("type").asText("");
        TreeMap<String, JsonNode> members = new TreeMap<>();
        annotation.properties().forEach(member -> {
            if (member.getKey().equals(type)) {
                member.getValue().properties().forEach(inner -> members.put(inner.getKey(), inner.getValue()));
            } else {
                members.put(member.getKey(), member.getValue());
            }
        });
        members.remove("type");
        ObjectNode flat = Json.object().put("type", type);
        return flat.setAll(members);
    }
}
