package dev.cannery.internal.verify.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.verify.result.FindingList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The events of one output item, which must add up to the item. */
final class ItemEvents {
    private static final String ADDED = "response.output_item.added";
    private static final String DONE = "response.output_item.done";

    /** The commands of a shell, whose events do not name their item (recorded 3 of 3). */
    private static final String COMMAND = "response.shell_call_command";

    /** The events that carry a fragment or the whole of a text, and the member that has the whole. */
    private static final Map<String, String> TEXTS = Map.of(
            COMMAND,
            "command",
            "response.apply_patch_call_operation_diff",
            "diff",
            "response.output_text",
            "text",
            "response.refusal",
            "refusal",
            "response.function_call_arguments",
            "arguments",
            "response.custom_tool_call_input",
            "input",
            "response.reasoning_summary_text",
            "text",
            "response.reasoning_text",
            "text",
            "response.code_interpreter_call_code",
            "code",
            "response.mcp_call_arguments",
            "arguments");

    private static final Set<String> PARTS =
            Set.of("response.content_part", "response.reasoning_summary_part", "response.reasoning_part");

    /** The built-in tools, whose events only tell how far they are. */
    private static final Set<String> TOOLS = Set.of(
            "web_search_call",
            "file_search_call",
            "code_interpreter_call",
            "image_generation_call",
            "mcp_call",
            "mcp_list_tools",
            "shell_call_output_content",
            "output_text.annotation",
            "image_generation_call.partial_image");

    private final FindingList findings;
    private final Map<String, StringBuilder> texts = new HashMap<>();
    private final Map<String, String> whole = new HashMap<>();
    private String id = "";
    private boolean isAdded;
    private JsonNode item = MissingNode.getInstance();

    ItemEvents(FindingList findings) {
        this.findings = findings;
    }

    /** Whether the API has an event of this type that belongs to an item. */
    static boolean knows(String type) {
        String subject = subject(type);
        String tool = subject.replaceFirst("^response\\.", "");
        return type.equals(ADDED)
                || type.equals(DONE)
                || TEXTS.containsKey(subject)
                || PARTS.contains(subject)
                || TOOLS.contains(tool)
                || type.endsWith(".partial_image");
    }

    private static String subject(String type) {
        return type.substring(0, Math.max(0, type.lastIndexOf('.')));
    }

    void take(String type, JsonNode event, FieldPath at) {
        if (type.equals(ADDED)) {
            isAdded = true;
            id = event.path("item").path("id").asText("");
            return;
        }
        if (!isAdded) {
            findings.fail(
                    FindingId.EVENT_ORDER, at, ADDED + " before the other events of the item", TextNode.valueOf(type));
            isAdded = true;
        }
        if (!item.isMissingNode()) {
            findings.fail(FindingId.EVENT_ORDER, at, "no more events of an item that is done", TextNode.valueOf(type));
        }
        JsonNode given = type.equals(DONE) ? event.path("item").path("id") : event.path("item_id");
        if (!id.isEmpty() && !given.asText("").equals(id) && !subject(type).equals(COMMAND)) {
            findings.fail(FindingId.ITEM_IDS, at.member("item_id"), id + ", the id of the item", given);
        }
        if (type.equals(DONE)) {
            item = event.path("item");
        } else {
            text(type, event, at);
        }
    }

    private void text(String type, JsonNode event, FieldPath at) {
        String subject = subject(type);
        String member = TEXTS.get(subject);
        if (member == null) {
            return;
        }
        String key = subject + " "
                + Stream.of("content_index", "summary_index", "command_index")
                        .filter(event::has)
                        .map(name -> event.path(name).asText())
                        .findFirst()
                        .orElse("0");
        if (type.endsWith(".delta")) {
            texts.computeIfAbsent(key, any -> new StringBuilder())
                    .append(event.path("delta").asText(""));
            return;
        }
        String done = event.path(member).asText("");
        whole.put(key, done);
        String joined = texts.getOrDefault(key, new StringBuilder()).toString();
        if (!joined.equals(done)) {
            findings.fail(
                    FindingId.EVENT_CONTENT,
                    at.member(member),
                    "the deltas joined, " + TextNode.valueOf(joined),
                    event.path(member));
        }
    }

    /** Compares the item with what its events said, and with its place in the final Response. */
    void end(JsonNode repeated, FieldPath at) {
        if (item.isMissingNode()) {
            findings.fail(FindingId.EVENT_ORDER, at, "the item as done", item);
            return;
        }
        if (!withoutSecret(item).equals(withoutSecret(repeated))) {
            findings.fail(FindingId.EVENT_CONTENT, at, "the item as it was done, " + item, repeated);
        }
        whole.forEach((key, text) -> {
            if (!contains(item, text)) {
                findings.fail(
                        FindingId.EVENT_CONTENT, at, "the text of the done event, " + TextNode.valueOf(text), item);
            }
        });
    }

    /** Returns an item without its encrypted content, which the API encrypts again each time. */
    private static JsonNode withoutSecret(JsonNode item) {
        return item.has("encrypted_content") ? ((ObjectNode) item.deepCopy()).without("encrypted_content") : item;
    }

    /** Whether a text is somewhere in a tree. */
    private static boolean contains(JsonNode tree, String text) {
        if (tree.isTextual()) {
            return tree.textValue().equals(text);
        }
        for (JsonNode inner : tree) {
            if (contains(inner, text)) {
                return true;
            }
        }
        return false;
    }
}
