package dev.cannery.internal.verify.lie;

import static dev.cannery.internal.verify.lie.Lie.streamed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.util.List;

/** Responses that are invalid only as a stream. */
final class StreamedLies {
    private StreamedLies() {}

    static List<Lie> frames() {
        return List.of(
                streamed("C003", "stalls in the middle", "text", draft -> draft.end = Draft.End.STALL),
                streamed("C004", "breaks off", "text", draft -> {
                    draft.isDone = false;
                    draft.end = Draft.End.BREAK;
                }),
                streamed("C006", "calls a stream a text", "text", draft -> draft.contentType = "text/plain"),
                streamed(
                        "C008",
                        "ends in half an event",
                        "text",
                        draft -> draft.text = text -> text.replace("data: [DONE]\n\n", "data: {\"id\"")),
                streamed(
                        "C008",
                        "sends lines that are no events",
                        "text",
                        draft -> draft.text = text -> "hello there\n\n" + text),
                streamed(
                        "C009",
                        "sends an event that is no JSON",
                        "text",
                        draft -> draft.text = text -> text.replaceFirst("data: \\{", "data: {{")),
                streamed("C012", "sends an error event", "text", draft -> {
                    draft.chunks.set(2, Json.object());
                    draft.chunk(2).putObject("error").put("message", "overloaded");
                }),
                streamed("C013", "ignores stream", "text", draft -> {
                    draft.contentType = "application/json";
                    draft.text = text -> "{\"id\":\"x\",\"choices\":[]}";
                }),
                streamed(
                        "C201",
                        "calls a chunk a completion",
                        "text",
                        draft -> draft.chunk(0).put("object", "chat.completion")),
                streamed(
                        "C202",
                        "has a list as content",
                        "text",
                        draft -> draft.delta(1).putArray("content")),
                streamed(
                        "C204",
                        "has a chunk without id",
                        "text",
                        draft -> draft.chunk(1).remove("id")),
                streamed(
                        "C204",
                        "has a choice without delta",
                        "text",
                        draft -> draft.chunkChoice(1).remove("delta")),
                streamed(
                        "C204",
                        "has a choice without index",
                        "text",
                        draft -> draft.chunkChoice(1).remove("index")));
    }

    static List<Lie> order() {
        return List.of(
                streamed("C401", "has no end", "text", draft -> draft.isDone = false),
                streamed(
                        "C402",
                        "goes on after its end",
                        "text",
                        draft -> draft.text = text -> text + "data: {\"id\":\"x\"}\n\n"),
                streamed("C403", "says no role", "text", draft -> draft.delta(0).remove("role")),
                streamed(
                        "C403",
                        "changes its role",
                        "text",
                        draft -> draft.delta(1).put("role", "user")),
                streamed(
                        "C404",
                        "changes its id",
                        "text",
                        draft -> draft.chunk(1).put("id", "chatcmpl-2")),
                streamed(
                        "C404",
                        "changes its model",
                        "text",
                        draft -> draft.chunk(1).put("model", "gpt-9")),
                streamed(
                        "C404",
                        GatewayLies.CHANGES_TIME,
                        "text",
                        draft -> draft.chunk(1).put("created", 1)),
                streamed(
                        "C405",
                        "leaves out a call's index",
                        "call",
                        draft -> draft.piece(1).remove("index")),
                streamed(
                        "C406",
                        "has no finish reason",
                        "text",
                        draft -> draft.chunkChoice(-1).putNull("finish_reason")),
                streamed(
                        "C406",
                        "finishes twice",
                        "text",
                        draft -> draft.chunks.add(draft.chunk(-1).deepCopy())),
                streamed("C407", "goes on after it finished", "text", draft -> draft.chunks.add(draft.chunk(1))),
                streamed(
                        "C408",
                        "leaves out the usage",
                        "counted",
                        draft -> draft.chunks.remove(draft.chunks.size() - 1)),
                streamed("C408", "hides the usage inside of a choice", "counted", draft -> {
                    JsonNode usage =
                            draft.chunks.remove(draft.chunks.size() - 1).get("usage");
                    draft.chunkChoice(-1).set("usage", usage);
                }),
                streamed("C409", "lets wait for the first chunk", "timed", draft -> draft.silenceMillis = 1_200),
                streamed("C410", "lets wait between chunks", "timed", draft -> draft.gapMillis = 1_100),
                streamed(
                        "C411",
                        "leaves out a call's id",
                        "call",
                        draft -> draft.piece(0).remove("id")),
                streamed(
                        "C411",
                        "leaves out a call's name",
                        "call",
                        draft -> draft.piece(0).putObject("function")),
                streamed("C412", "sends no chunk", "text", draft -> draft.text = text -> "data: [DONE]\n\n"));
    }

    static List<Lie> joined() {
        return List.of(
                streamed(
                        "C301",
                        "ignores n",
                        "two",
                        draft -> draft.chunks.removeIf(chunk ->
                                chunk.path("choices").path(0).path("index").asInt() == 1)),
                streamed(
                        "C303",
                        "adds up wrong",
                        "counted",
                        draft -> ((ObjectNode) draft.chunk(-1).path("usage")).put("total_tokens", 1)),
                streamed(
                        "C304",
                        "calls and says stop",
                        "call",
                        draft -> draft.chunkChoice(-1).put("finish_reason", "stop")),
                streamed("C306", "breaks off arguments", "call", draft -> draft.chunks.remove(2)),
                streamed("C308", "says no JSON", "schema", draft -> draft.chunks.remove(2)),
                streamed(
                        "C310",
                        "goes on after a stop",
                        "stop",
                        draft -> draft.delta(1).put("content", "END")),
                streamed(
                        "C312",
                        "gives no logprobs",
                        "logprobs",
                        draft -> draft.chunkChoice(2).putNull("logprobs")),
                streamed("C318", "says nothing", "text", draft -> {
                    draft.chunks.remove(1);
                    draft.chunks.remove(1);
                }),
                streamed(
                        "C101",
                        "says something else",
                        "rules",
                        draft -> draft.delta(1).put("content", "Bye")),
                streamed(
                        "C313",
                        "calls twice where once is allowed",
                        "single",
                        draft -> ((ArrayNode) draft.delta(0).path("tool_calls"))
                                .add(draft.piece(0).deepCopy().put("index", 1).put("id", "call_2"))));
    }
}
