package dev.cannery.internal.verify.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.verify.result.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks the chunks of one choice, in the order in which they arrive. */
final class ChoiceStream {
    private final FindingList findings;
    private final Map<Integer, String> calls = new HashMap<>();
    private String role = "";
    private int chunks;
    private int finishReasons;

    ChoiceStream(FindingList findings) {
        this.findings = findings;
    }

    void take(JsonNode choice, FieldPath at) {
        JsonNode delta = choice.path("delta");
        FieldPath choiceAt = at.member("choices").element(choice.path("index").asInt(0));
        FieldPath place = choiceAt.member("delta");
        if (finishReasons > 0 && hasContent(delta)) {
            findings.fail(FindingId.AFTER_FINISH, place, "nothing after the finish reason", delta);
        }
        // a first chunk without a delta, which is another finding, may have contained the role
        if (delta.isObject()) {
            role(delta, place.member("role"));
        }
        chunks++;
        for (JsonNode call : delta.path("tool_calls")) {
            call(call, place.member("tool_calls"));
        }
        // some providers send an empty string instead of null; its type is checked elsewhere
        if (choice.hasNonNull("finish_reason")
                && !choice.path("finish_reason").asText("x").isEmpty()) {
            finishReasons++;
            if (finishReasons == 1 && hasContent(delta)) {
                String words = "the finish reason in a separate chunk, after the last text or call";
                findings.warn(
                        FindingId.FINISH_WITH_PIECE,
                        choiceAt.member("finish_reason"),
                        words,
                        choice.path("finish_reason"));
            }
        }
    }

    private static boolean hasContent(JsonNode delta) {
        return !delta.path("content").asText("").isEmpty()
                || !delta.path("refusal").asText("").isEmpty()
                || !delta.path("tool_calls").isEmpty()
                || delta.path("function_call").isObject();
    }

    private void role(JsonNode delta, FieldPath at) {
        String sent = delta.path("role").asText("");
        if (chunks == 0 && !sent.equals("assistant")) {
            findings.fail(FindingId.ROLE, at, "assistant in the first chunk of a choice", delta.path("role"));
        } else if (chunks > 0 && !sent.isEmpty() && !sent.equals("null") && !role.isEmpty() && !sent.equals(role)) {
            findings.fail(FindingId.ROLE, at, "the role of the choice's first chunk", delta.path("role"));
        } else if (chunks > 0 && sent.equals(role) && !sent.isEmpty()) {
            findings.warn(FindingId.ROLE, at, "no role after the first chunk of a choice", delta.path("role"));
        }
        role = role.isEmpty() ? sent : role;
    }

    private void call(JsonNode call, FieldPath at) {
        JsonNode index = call.path("index");
        if (!index.isInt()) {
            findings.fail(FindingId.CALL_PIECE_INDEX, at.member("index"), "the index of the call", index);
            return;
        }
        String id = textOf(call.path("id"));
        String begun = calls.get(index.intValue());
        if (begun != null) {
            String words = "the id of the call's first fragment, or none";
            if (!id.isEmpty() && !begun.isEmpty() && !id.equals(begun)) {
                findings.fail(FindingId.CALL_CHANGED, at.member("id"), words + ": " + begun, call.path("id"));
            } else if (call.path("id").isTextual() && id.isEmpty()) {
                // some clients begin another call at every fragment with an id, even an empty one
                findings.warn(FindingId.CALL_CHANGED, at.member("id"), words, call.path("id"));
            }
            sameName(call, at);
            return;
        }
        if (index.intValue() != calls.size()) {
            findings.fail(
                    FindingId.CALL_PIECE_INDEX,
                    at.member("index"),
                    calls.size() + ", the index of the next call",
                    index);
        }
        calls.put(index.intValue(), id);
        opening(call, at);
    }

    /** Checks the name of a call. Some clients join the names of all fragments and some take the last, so only the first may have one. */
    private void sameName(JsonNode call, FieldPath at) {
        for (String kind : List.of("function", "custom")) {
            JsonNode name = call.path(kind).path("name");
            if (name.isTextual()) {
                Level level = name.textValue().isEmpty() ? Level.WARN : Level.FAIL;
                FieldPath place = at.member(kind).member("name");
                String words = "the name only in the first fragment of a call";
                findings.add(level, new Mismatch(FindingId.CALL_CHANGED, place, words, name));
            }
        }
    }

    private static String textOf(JsonNode value) {
        return value.isTextual() ? value.textValue() : "";
    }

    private void opening(JsonNode call, FieldPath at) {
        String kind = call.hasNonNull("custom") ? "custom" : "function";
        opening(call, call.path("id"), at.member("id"));
        opening(call, call.path("type"), at.member("type"));
        opening(call, call.path(kind).path("name"), at.member(kind).member("name"));
    }

    private void opening(JsonNode call, JsonNode member, FieldPath at) {
        if (member.asText("").isEmpty() || member.isNull()) {
            findings.fail(FindingId.CALL_HEAD, at, "id, type and name in the first fragment of a call", call);
        }
    }

    void end(FieldPath at) {
        if (finishReasons != 1) {
            findings.fail(
                    FindingId.FINISH_COUNT,
                    at.member("finish_reason"),
                    "one finish reason",
                    finishReasons == 0 ? MissingNode.getInstance() : IntNode.valueOf(finishReasons));
        }
    }
}
