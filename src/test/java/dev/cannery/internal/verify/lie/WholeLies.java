package dev.cannery.internal.verify.lie;

import static dev.cannery.internal.verify.lie.Lie.whole;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Invalid whole responses. */
final class WholeLies {
    private WholeLies() {}

    static List<Lie> transport() {
        return List.of(
                whole("C003", "stalls in the middle", "text", draft -> draft.end = Draft.End.STALL),
                whole("C004", "breaks off", "text", draft -> {
                    draft.text = text -> text.substring(0, 20);
                    draft.end = Draft.End.BREAK;
                }),
                whole("C005", "answers 500", "text", draft -> draft.status = 500),
                whole("C005", "answers 404", "text", draft -> draft.status = 404),
                whole("C005", "answers 200 with an error", "text", draft -> {
                    draft.body.removeAll();
                    draft.error().put("message", "overloaded").put("type", "server_error");
                }),
                whole("C005", "answers with a part", "text", draft -> draft.status = 206),
                whole("C006", "calls JSON a text", "text", draft -> draft.contentType = "text/plain"),
                whole("C007", "sends no JSON", "text", draft -> draft.text = text -> "sorry"),
                whole("C007", "sends an array", "text", draft -> draft.text = text -> "[" + text + "]"),
                whole("C010", "sends Latin-1", "text", draft -> draft.raw = new byte[] {(byte) 0xE9}),
                whole("C013", "streams unasked", "text", draft -> {
                    draft.contentType = "text/event-stream";
                    draft.text = text -> "data: " + text + "\n\ndata: [DONE]\n\n";
                }));
    }

    static List<Lie> schema() {
        return List.of(
                whole("C204", "has no id", "text", draft -> draft.body.remove("id")),
                whole("C204", "has no created", "text", draft -> draft.body.remove("created")),
                whole("C204", "has no model", "text", draft -> draft.body.remove("model")),
                whole("C204", "has no choices", "text", draft -> draft.body.remove("choices")),
                whole("C204", "has no message", "text", draft -> draft.choice().remove("message")),
                whole(
                        "C204",
                        "has no finish reason",
                        "text",
                        draft -> draft.choice().remove("finish_reason")),
                whole("C204", "has no role", "text", draft -> draft.message().remove("role")),
                whole("C204", "has no content", "call", draft -> draft.message().remove("content")),
                whole(
                        "C204",
                        "leaves out a count",
                        "text",
                        draft -> draft.usage().remove("prompt_tokens")),
                whole(
                        "C204",
                        "has a call without id",
                        "call",
                        draft -> draft.call().remove("id")),
                whole(
                        "C204",
                        "has a call without name",
                        "call",
                        draft -> draft.function().remove("name")),
                whole(
                        "C201",
                        "calls itself a chunk",
                        "text",
                        draft -> draft.body.put("object", "chat.completion.chunk")),
                whole(
                        "C201",
                        "speaks as the user",
                        "text",
                        draft -> draft.message().put("role", "user")),
                whole(
                        "C201",
                        "ends for no known reason",
                        "text",
                        draft -> draft.choice().put("finish_reason", "done")),
                whole("C201", "has a tier of its own", "text", draft -> draft.body.put("service_tier", "gold")),
                whole("C202", "has a number as id", "text", draft -> draft.body.put("id", 7)),
                whole("C202", "has a date as created", "text", draft -> draft.body.put("created", "2026-01-01")),
                whole(
                        "C202",
                        "has a text as index",
                        "text",
                        draft -> draft.choice().put("index", "0")),
                whole(
                        "C202",
                        "has parts as content",
                        "text",
                        draft -> draft.message().putArray("content")),
                whole("C202", "counts in texts", "text", draft -> draft.usage().put("total_tokens", "14")),
                whole(
                        "C202",
                        "gives arguments as an object",
                        "call",
                        draft -> draft.function().putObject("arguments").put("city", "Paris")),
                whole(
                        "C203",
                        "counts below nothing",
                        "text",
                        draft -> draft.usage().put("prompt_tokens", -9)));
    }

    static List<Lie> invariants() {
        return List.of(
                whole(
                        "C301",
                        "gives one choice more",
                        "text",
                        draft -> ((ArrayNode) draft.body.path("choices"))
                                .add(draft.choice().deepCopy().put("index", 1))),
                whole("C301", "ignores n", "two", draft -> ((ArrayNode) draft.body.path("choices")).remove(1)),
                whole("C301", "gives no choice", "text", draft -> draft.body.putArray("choices")),
                whole(
                        "C302",
                        "gives two choices one index",
                        "two",
                        draft -> ((ObjectNode) draft.body.path("choices").get(1)).put("index", 0)),
                whole("C302", "counts from 1", "text", draft -> draft.choice().put("index", 1)),
                whole("C303", "adds up wrong", "text", draft -> draft.usage().put("total_tokens", 15)),
                whole(
                        "C303",
                        "thinks more than it says",
                        "text",
                        draft -> draft.usage()
                                .putObject("completion_tokens_details")
                                .put("reasoning_tokens", 99)),
                whole(
                        "C304",
                        "calls and says stop",
                        "call",
                        draft -> draft.choice().put("finish_reason", "stop")),
                whole("C304", "claims calls", "text", draft -> draft.choice().put("finish_reason", "tool_calls")),
                whole(
                        "C305",
                        "calls an unknown tool",
                        "call",
                        draft -> draft.function().put("name", "get_whether")),
                whole("C305", "calls where none is offered", "text", WholeLies::call),
                whole(
                        "C306",
                        "breaks off arguments",
                        "call",
                        draft -> draft.function().put("arguments", "{\"city\":")),
                whole(
                        "C307",
                        "leaves out an argument",
                        "call",
                        draft -> draft.function().put("arguments", "{}")),
                whole(
                        "C307",
                        "gives a list of arguments",
                        "call",
                        draft -> draft.function().put("arguments", "[1]")),
                whole("C308", "says no JSON", "schema", draft -> draft.message().put("content", "INV-42")),
                whole(
                        "C308",
                        "says JSON in a fence",
                        "object",
                        draft -> draft.message().put("content", "```json\n{\"number\":1}\n```")),
                whole(
                        "C309",
                        "breaks the schema",
                        "schema",
                        draft -> draft.message().put("content", "{\"no\":1}")),
                whole(
                        "C310",
                        "goes on after a stop",
                        "stop",
                        draft -> draft.message().put("content", "Hello END there")),
                whole(
                        "C311",
                        "goes on after the limit",
                        "limit",
                        draft -> draft.usage().put("completion_tokens", 50).put("total_tokens", 59)),
                whole(
                        "C312",
                        "gives no logprobs",
                        "logprobs",
                        draft -> draft.choice().putNull("logprobs")),
                whole(
                        "C312",
                        "gives no alternatives",
                        "logprobs",
                        draft -> ((ObjectNode) draft.choice()
                                        .path("logprobs")
                                        .path("content")
                                        .get(0))
                                .putArray("top_logprobs")),
                whole("C313", "calls twice where once is allowed", "single", WholeLies::second),
                whole(
                        "C314",
                        "refuses and answers",
                        "text",
                        draft -> draft.message().put("refusal", "No.")),
                whole("C315", "ignores the named tool", "named", WholeLies::text),
                whole("C315", "ignores that a call is required", "required", WholeLies::text),
                whole(
                        "C315",
                        "calls another than the named tool",
                        "named",
                        draft -> draft.function().put("name", "x")),
                whole("C316", "calls where none is allowed", "none", WholeLies::call),
                whole("C317", "gives two calls one id", "call", WholeLies::second),
                whole("C317", "gives an empty id", "call", draft -> draft.call().put("id", "")),
                whole("C318", "says nothing", "text", draft -> draft.message().put("content", "")),
                whole("C319", "tells instead of calling", "call", WholeLies::text),
                whole(
                        "C319",
                        "refuses",
                        "text",
                        draft -> draft.message().put("refusal", "No.").putNull("content")),
                whole(
                        "C101",
                        "says something else",
                        "rules",
                        draft -> draft.message().put("content", "Bye.")),
                whole(
                        "C101",
                        "ends for another reason",
                        "rules",
                        draft -> draft.choice().put("finish_reason", "length")),
                whole(
                        "C103",
                        "costs more",
                        "rules",
                        draft -> draft.usage().put("prompt_tokens", 900).put("total_tokens", 905)),
                whole(
                        "C101",
                        "calls with another city",
                        "call",
                        draft -> draft.function().put("arguments", "{\"city\":\"Rome\"}")));
    }

    private static void text(Draft draft) {
        draft.message().put("content", "It is sunny.").remove("tool_calls");
        draft.choice().put("finish_reason", "stop");
    }

    private static void call(Draft draft) {
        ObjectNode call =
                draft.message().putNull("content").putArray("tool_calls").addObject();
        call.put("id", "call_1").put("type", "function");
        call.putObject("function").put("name", "get_weather").put("arguments", "{\"city\":\"Paris\"}");
        draft.choice().put("finish_reason", "tool_calls");
    }

    private static void second(Draft draft) {
        ((ArrayNode) draft.message().path("tool_calls")).add(draft.call().deepCopy());
    }
}
