package dev.cannery.internal.verify.lie;

import static dev.cannery.internal.verify.lie.Lie.streamed;
import static dev.cannery.internal.verify.lie.Lie.whole;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.util.List;

/** Invalid and odd responses of gateways and other servers: errors in responses, blank ids, impossible counts. */
final class GatewayLies {
    private static final String THREE_WORDS = "One and two and three and four and five and six and seven and eight.";

    static final String CHANGES_TIME = "changes its time";

    private GatewayLies() {}

    static List<Lie> all() {
        return List.of(
                whole(
                        "C005",
                        "has an error beside its answer",
                        "text",
                        draft -> draft.error().put("message", "overloaded")),
                whole(
                        "C005",
                        "has an error in a choice",
                        "text",
                        draft -> draft.choice().putObject("error").put("code", 502)),
                streamed(
                        "C012",
                        "streams an error in a choice",
                        "text",
                        draft -> draft.chunkChoice(2).putObject("error").put("code", 502)),
                streamed(
                        "C012",
                        "names an event an error",
                        "text",
                        draft -> draft.text = sound ->
                                sound.replace("data: [DONE]", "event: error\ndata: {\"code\":500}\n\ndata: [DONE]")),
                whole("C201", "has a blank id", "text", draft -> draft.body.put("id", "")),
                whole("C201", "has a blank model", "text", draft -> draft.body.put("model", " ")),
                streamed(
                        "C201",
                        "has a blank id in every chunk",
                        "text",
                        draft -> draft.chunks.forEach(chunk -> chunk.put("id", ""))),
                whole("C203", "tells milliseconds", "text", draft -> draft.body.put("created", 1_700_000_000_000L)),
                whole("C203", "answers before 1970", "text", draft -> draft.body.put("created", -1)),
                whole(
                        "C303",
                        "counts no token of a text",
                        "text",
                        draft -> draft.usage().put("completion_tokens", 0).put("total_tokens", 9)),
                whole(
                        "C306",
                        "names an argument twice",
                        "call",
                        draft -> draft.function().put("arguments", "{\"city\":\"Rome\",\"city\":\"Paris\"}")),
                whole(
                        "C308",
                        "names a member twice",
                        "schema",
                        draft -> draft.message().put("content", "{\"number\":\"INV-1\",\"number\":\"INV-2\"}")),
                whole(
                        "C311",
                        "goes on and counts little",
                        "limit",
                        draft -> draft.message().put("content", THREE_WORDS + THREE_WORDS)),
                streamed(
                        "C311",
                        "goes on and counts nothing",
                        "limit",
                        draft -> draft.delta(1).put("content", THREE_WORDS + THREE_WORDS)),
                streamed("C414", "names a tool in pieces", "call", draft -> {
                    ((ObjectNode) draft.piece(0).path("function")).put("name", "get_");
                    ((ObjectNode) draft.piece(1).path("function")).put("name", "weather");
                }));
    }

    /** Returns responses that clients tolerate. */
    static List<Lie> tolerated() {
        return List.of(
                whole("C318", "thinks until its limit", "limit", draft -> {
                    draft.message().put("content", "");
                    draft.choice().put("finish_reason", "length");
                }),
                whole(
                        "C307",
                        "breaks the parameters of a tool that is not strict",
                        "loose call",
                        draft -> draft.function().put("arguments", "{\"city\":7}")),
                whole(
                        "C309",
                        "breaks a schema that is not strict",
                        "loose schema",
                        draft -> draft.message().put("content", "{\"no\":1}")),
                streamed("C318", "streams nothing until its limit", "limit", draft -> {
                    draft.chunks.remove(1);
                    draft.chunks.remove(1);
                    draft.chunkChoice(-1).put("finish_reason", "length");
                }));
    }

    /** Returns responses of other servers that the lenient profile tolerates. */
    static List<Lie> ofOthers() {
        return List.of(
                streamed(
                        "C201",
                        "writes no reason as an empty one",
                        "text",
                        draft -> List.of(0, 1, 2)
                                .forEach(i -> draft.chunkChoice(i).put("finish_reason", ""))),
                whole("C201", "has a blank id", "text", draft -> draft.body.put("id", "")),
                whole("C203", "tells milliseconds", "text", draft -> draft.body.put("created", 1_700_000_000_000L)),
                streamed(
                        "C204",
                        "remarks what its filter says of the text",
                        "text",
                        draft -> draft.chunks.add(remark())),
                whole("C205", "writes null for what is not there", "text", draft -> {
                    draft.body.putNull("prompt_logprobs").putNull("kv_transfer_params");
                    draft.choice().putNull("stop_reason").putNull("token_ids");
                    draft.message().putNull("annotations").putNull("audio").putNull("function_call");
                    draft.message().putNull("reasoning_content").putArray("tool_calls");
                }));
    }

    /** Returns responses that no client can read, so that even the lenient profile does not tolerate them. */
    static List<Lie> unread() {
        return List.of(
                streamed(
                        "C204",
                        "streams messages",
                        "text",
                        draft -> List.of(0, 1, 2)
                                .forEach(i -> draft.chunkChoice(i)
                                        .set("message", draft.chunkChoice(i).remove("delta")))),
                streamed(
                        "C204",
                        "streams texts as completions of old do",
                        "text",
                        draft -> List.of(0, 1, 2)
                                .forEach(i ->
                                        draft.chunkChoice(i).put("text", "Hi").remove("delta"))),
                whole(
                        "C204",
                        "has a delta in place of its message",
                        "text",
                        draft -> draft.choice().set("delta", draft.choice().remove("message"))),
                whole(
                        "C204",
                        "has a text in place of its message",
                        "text",
                        draft -> draft.choice().put("text", "Hi").remove("message")));
    }

    /** Returns deviations of other servers that no client notices. */
    static List<Lie> ofOthersUnnoticed() {
        return List.of(
                streamed("C404", CHANGES_TIME, "text", draft -> draft.chunk(1).put("created", 1)),
                whole(
                        "C202",
                        "writes null for calls",
                        "text",
                        draft -> draft.message()
                                .putNull("tool_calls")
                                .putNull("function_call")
                                .putNull("annotations")),
                whole(
                        "C204",
                        "leaves out the text next to a call",
                        "call",
                        draft -> draft.message().remove("content")),
                streamed(
                        "C204",
                        "leaves out the finish reason until the end",
                        "text",
                        draft -> List.of(0, 1, 2)
                                .forEach(i -> draft.chunkChoice(i).remove("finish_reason"))));
    }

    /** Returns unusual responses that are valid. */
    static List<Lie> valid() {
        return List.of(
                streamed("", "thinks first", "text", draft -> {
                    ObjectNode thought = draft.chunk(1).deepCopy();
                    ((ObjectNode) thought.path("choices").get(0).path("delta"))
                            .putNull("content")
                            .put("reasoning_content", "Hm.");
                    draft.chunks.add(1, thought);
                }),
                streamed(
                        "",
                        "tells its timings",
                        "counted",
                        draft -> draft.chunk(-1).putObject("timings").put("prompt_n", 1)),
                streamed("", "tells its usage in the last piece", "counted", draft -> {
                    draft.chunk(-2).set("usage", draft.chunk(-1).get("usage"));
                    draft.chunks.remove(draft.chunks.size() - 1);
                }),
                streamed(
                        "",
                        "speaks of faces",
                        "text",
                        draft -> draft.delta(1).put("content", "H\u00e9llo \uD83D\uDE00")),
                whole("", "waits in empty lines", "text", draft -> draft.text = sound -> "\n\n \n" + sound + "\n"),
                whole("", "says null for an error", "text", draft -> draft.body.putNull("error")),
                whole("", "says more of its costs", "text", draft -> {
                    draft.body.put("provider", "some");
                    draft.choice().put("native_finish_reason", "STOP");
                    draft.message().putNull("reasoning").putArray("reasoning_details");
                    draft.usage().put("cost", 0.01).putObject("cost_details").putNull("upstream_inference_cost");
                }),
                whole("", "counts its calls", "call", draft -> {
                    draft.message().put("content", "");
                    draft.call().put("index", 0);
                }));
    }

    private static ObjectNode remark() {
        ObjectNode remark =
                Json.object().put("id", "").put("object", "").put("created", 0).put("model", "");
        ArrayNode choices = remark.putArray("choices");
        choices.addObject().put("index", 0).putNull("finish_reason").putObject("content_filter_offsets");
        return remark;
    }
}
