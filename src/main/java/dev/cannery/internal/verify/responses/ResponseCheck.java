package dev.cannery.internal.verify.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.chat.responses.LoadedTools;
import dev.cannery.internal.verify.result.FindingList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Checks whether the parts of a Response agree with each other and with its request (C322 to C324). */
public final class ResponseCheck {
    /** The fields that a Response repeats as they were sent. */
    private static final List<String> ECHOED = List.of(
            "temperature",
            "top_p",
            "max_output_tokens",
            "max_tool_calls",
            "metadata",
            "previous_response_id",
            "instructions",
            "parallel_tool_calls");

    /** The fields that continue a conversation, so that the request does not show what it has loaded. */
    private static final List<String> EARLIER = List.of("previous_response_id", "conversation");

    /** The items whose status is known to stay as it is whatever the status of the Response. */
    private static final Set<String> WITHOUT_STATUS = Set.of("reasoning", "compaction");

    /** The items that the model itself writes. What a tool of the provider does may fail, and the Response goes on. */
    private static final Set<String> WRITTEN = Set.of("message", "function_call", "custom_tool_call");

    private final ChatRequest request;
    private final JsonNode response;
    private final FindingList findings;

    private ResponseCheck(ChatRequest request, JsonNode response, FindingList findings) {
        this.request = request;
        this.response = response;
        this.findings = findings;
    }

    /** Reports what is wrong with a Response, apart from its schema and its content. */
    public static void check(ChatRequest request, JsonNode response, FindingList findings) {
        ResponseCheck check = new ResponseCheck(request, response, findings);
        check.status();
        check.items();
        check.echoes();
    }

    private void status() {
        String status = response.path("status").asText("");
        FieldPath at = FieldPath.of("status");
        switch (status) {
            case "completed" -> {
                requireNull("incomplete_details", status);
                requireNull("error", status);
                if (!response.hasNonNull("usage")) {
                    findings.fail(
                            FindingId.RESPONSE_STATUS,
                            FieldPath.of("usage"),
                            "the token counts of a completed Response",
                            response.path("usage"));
                }
            }
            case "incomplete" -> {
                requireNull("error", status);
                if (!response.path("incomplete_details").path("reason").isTextual()) {
                    findings.fail(
                            FindingId.RESPONSE_STATUS,
                            FieldPath.of("incomplete_details"),
                            "the reason of an incomplete Response",
                            response.path("incomplete_details"));
                }
            }
            case "failed" ->
                findings.fail(FindingId.STATUS, at, "a Response that did not fail", response.path("error"));
            default -> {
                boolean isRunning = request.sentBody().path("background").asBoolean(false);
                if (!isRunning) {
                    findings.fail(FindingId.RESPONSE_STATUS, at, "completed or incomplete", response.path("status"));
                }
            }
        }
    }

    private void requireNull(String name, String status) {
        if (response.hasNonNull(name)) {
            findings.fail(
                    FindingId.RESPONSE_STATUS,
                    FieldPath.of(name),
                    "null, because the status is " + status,
                    response.path(name));
        }
    }

    private void items() {
        Set<String> ids = new HashSet<>();
        JsonNode output = response.path("output");
        boolean isComplete = response.path("status").asText("").equals("completed");
        for (int i = 0; i < output.size(); i++) {
            JsonNode item = output.get(i);
            FieldPath at = FieldPath.of("output").element(i);
            String id = item.path("id").asText("");
            if (id.isBlank()) {
                findings.fail(FindingId.ITEM_IDS, at.member("id"), "an id", item.path("id"));
            } else if (!ids.add(id)) {
                findings.fail(FindingId.ITEM_IDS, at.member("id"), "an id that no other item has", item.path("id"));
            }
            JsonNode status = item.path("status");
            if (isComplete && isUnfinished(item.path("type").asText(""), status.asText("completed"))) {
                findings.fail(
                        FindingId.RESPONSE_STATUS,
                        at.member("status"),
                        "completed, as the status of the Response",
                        status);
            }
        }
    }

    private static boolean isUnfinished(String type, String status) {
        boolean isFinal = status.equals("completed") || (status.equals("failed") && !WRITTEN.contains(type));
        return !isFinal && !WITHOUT_STATUS.contains(type);
    }

    private void echoes() {
        JsonNode sent = request.sentBody();
        for (String name : ECHOED) {
            JsonNode value = sent.path(name);
            boolean isSaid = !value.isMissingNode() && !value.isNull() && response.has(name);
            if (isSaid && !isSame(value, response.path(name))) {
                findings.fail(
                        FindingId.ECHO, FieldPath.of(name), "the value of the request, " + value, response.path(name));
            }
        }
        if (sent.path("tools").isArray() && response.has("tools")) {
            List<String> wanted = tools(sent.path("tools"));
            List<String> echoed = tools(response.path("tools"));
            if (!isEchoOf(wanted, echoed)) {
                findings.fail(
                        FindingId.ECHO,
                        FieldPath.of("tools"),
                        "the tools of the request, " + String.join(", ", wanted),
                        echoed.isEmpty() ? NullNode.getInstance() : response.path("tools"));
            }
        }
    }

    /** Whether all tools are repeated, in any order, and no others but those that the conversation has loaded. */
    private boolean isEchoOf(List<String> wanted, List<String> echoed) {
        List<String> others = new ArrayList<>(echoed);
        boolean hasAll = wanted.stream().allMatch(others::remove);
        List<String> loaded = tools(LoadedTools.of(request.sentBody()).values());
        boolean mayHaveLoaded =
                wanted.contains("tool_search") && EARLIER.stream().anyMatch(request.sentBody()::hasNonNull);
        return hasAll && (mayHaveLoaded || loaded.containsAll(others));
    }

    private static boolean isSame(JsonNode sent, JsonNode echoed) {
        return (sent.isNumber() && echoed.isNumber())
                ? sent.decimalValue().compareTo(echoed.decimalValue()) == 0
                : sent.equals(echoed);
    }

    private static List<String> tools(Iterable<JsonNode> tools) {
        return StreamSupport.stream(tools.spliterator(), false)
                .map(tool -> tool.path("name").asText(tool.path("type").asText("")))
                .collect(Collectors.toList());
    }
}
