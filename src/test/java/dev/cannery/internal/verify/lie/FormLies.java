package dev.cannery.internal.verify.lie;

import static dev.cannery.internal.verify.lie.Lie.streamed;
import static dev.cannery.internal.verify.lie.Lie.whole;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Forms of responses that are invalid, that are tolerated with a warning, and that look odd but are valid. */
final class FormLies {
    private FormLies() {}

    static List<Lie> all() {
        return List.of(
                whole(
                        "C016",
                        "names its id twice",
                        "text",
                        text(sound -> sound.replace("{\"id\":", "{\"id\":\"other\",\"id\":"))),
                streamed(
                        "C016",
                        "names a piece's content twice",
                        "text",
                        text(sound -> sound.replaceFirst("\"content\":\"H", "\"content\":\"\",\"content\":\"H"))),
                streamed("C008", "indents its lines", "text", text(sound -> " " + sound)),
                streamed("C008", "writes data in capitals", "text", text(sound -> "DATA" + sound.substring(4))),
                streamed(
                        "C008",
                        "leaves out the empty line at the end of its last chunk",
                        "text",
                        text(sound -> sound.substring(0, sound.length() - "\n\ndata: [DONE]\n\n".length()))),
                streamed(
                        "C009",
                        "leaves out the empty line between two events",
                        "text",
                        text(sound -> sound.replaceFirst("}\n\n", "}\n"))),
                streamed(
                        "C010",
                        "streams Latin-1",
                        "text",
                        draft -> draft.raw = new byte[] {':', (byte) 0xE9, '\n', '\n'}),
                streamed("C012", "tells an error as an object of that name", "text", draft -> {
                    draft.chunks.set(2, Json.object());
                    draft.chunk(2).put("object", "error").put("message", "overloaded");
                }),
                streamed(
                        "C204",
                        "leaves out the index of one of two choices",
                        "two",
                        draft -> draft.chunkChoice(-1).remove("index")),
                streamed(
                        "C303",
                        "remembers more than was said",
                        "counted",
                        draft -> ((ObjectNode) draft.chunk(-1).path("usage"))
                                .putObject("prompt_tokens_details")
                                .put("cached_tokens", 99)),
                whole(
                        "C303",
                        "hears more than was said",
                        "text",
                        draft ->
                                draft.usage().putObject("prompt_tokens_details").put("audio_tokens", 99)),
                whole(
                        "C306",
                        "gives a number for arguments",
                        "call",
                        draft -> draft.function().put("arguments", "7")),
                whole(
                        "C306",
                        "gives nothing for arguments",
                        "call",
                        draft -> draft.function().put("arguments", "")),
                streamed(
                        "C405",
                        "skips the index of a call",
                        "call",
                        draft -> List.of(0, 1, 2).forEach(i -> draft.piece(i).put("index", 1))),
                streamed(
                        "C411",
                        "leaves out a call's type",
                        "call",
                        draft -> draft.piece(0).remove("type")),
                whole(
                        "C321",
                        "gives a blank for no arguments",
                        "bare call",
                        draft -> draft.function().put("arguments", " ")),
                whole(
                        "C321",
                        "gives null for no arguments",
                        "bare call",
                        draft -> draft.function().put("arguments", "null")),
                whole(
                        "C201",
                        "has a call of blanks",
                        "text",
                        draft -> draft.message()
                                .putObject("function_call")
                                .put("name", "")
                                .put("arguments", "")),
                streamed(
                        "C414",
                        "changes the id of a call",
                        "call",
                        draft -> draft.piece(1).put("id", "call_2")));
    }

    /** Returns forms that many providers send and all clients tolerate. */
    static List<Lie> tolerated() {
        return List.of(
                whole("C204", "has no usage", "text", draft -> draft.body.remove("usage")),
                streamed(
                        "C403",
                        "says its role again",
                        "text",
                        draft -> draft.delta(1).put("role", "assistant")),
                streamed(
                        "C408",
                        "tells its usage twice",
                        "counted",
                        draft -> draft.chunk(1).set("usage", draft.chunk(-1).get("usage"))),
                streamed(
                        "C408",
                        "tells its usage unasked",
                        "text",
                        draft -> draft.chunk(-1)
                                .putObject("usage")
                                .put("prompt_tokens", 9)
                                .put("completion_tokens", 5)
                                .put("total_tokens", 14)),
                streamed("C413", "sends a chunk of nothing", "text", draft -> {
                    ObjectNode empty = draft.chunk(1).deepCopy();
                    empty.putArray("choices");
                    draft.chunks.add(1, empty);
                }),
                streamed("C008", "has a field of its own", "text", text(sound -> "trace: 7\n" + sound)),
                streamed("C008", "ends without an empty line", "text", text(String::stripTrailing)),
                streamed("C017", "leaves out the space", "text", text(sound -> sound.replace("data: ", "data:"))),
                streamed(
                        "C018",
                        "comments",
                        "text",
                        text(sound -> ": PROCESSING\n\n:\n" + sound.replace("\n\n", "\n\n: k\n\n"))),
                streamed("C018", "comments after its end", "text", text(sound -> sound + ": bye\n\n")),
                whole(
                        "C205",
                        "has an empty list of calls",
                        "text",
                        draft -> draft.message().putArray("tool_calls")),
                streamed(
                        "C205",
                        "streams an empty list of calls",
                        "text",
                        draft -> draft.delta(1).putArray("tool_calls")),
                streamed(
                        "C414",
                        "empties the id of a call",
                        "call",
                        draft -> draft.piece(1).put("id", "")),
                streamed(
                        "C414",
                        "empties the name of a call",
                        "call",
                        draft -> ((ObjectNode) draft.piece(1).path("function")).put("name", "")),
                streamed("C415", "finishes with its last words", "text", draft -> {
                    draft.chunkChoice(2).put("finish_reason", "stop");
                    draft.chunks.remove(3);
                }),
                streamed("C415", "finishes with the last arguments", "call", draft -> {
                    draft.chunkChoice(2).put("finish_reason", "tool_calls");
                    draft.chunks.remove(3);
                }));
    }

    /** Returns unusual forms that are valid. */
    static List<Lie> valid() {
        return List.of(
                whole("", "indents its JSON", "text", text(sound -> sound.replace(",", ",\n  "))),
                whole("", "escapes its letters", "text", text(sound -> sound.replace("Hello", "\\u0048ello"))),
                whole("", "names its charset", "text", draft -> draft.contentType = "Application/JSON; charset=UTF-8"),
                whole(
                        "",
                        "says more than the schema",
                        "text",
                        draft -> draft.message().put("reasoning_content", "Hm.")),
                streamed("", "ends its lines in CR LF", "text", text(sound -> sound.replace("\n", "\r\n"))),
                streamed("", "ends its lines in CR", "text", text(sound -> sound.replace("\n", "\r"))),
                streamed("", "begins with a byte order mark", "text", text(sound -> "\uFEFF" + sound)),
                whole("", "has no fingerprint", "text", draft -> draft.body.putNull("system_fingerprint")),
                whole(
                        "",
                        "leaves out the logprobs",
                        "text",
                        draft -> draft.choice().remove("logprobs")),
                streamed(
                        "",
                        "names and counts its events",
                        "text",
                        text(sound -> sound.replace("data: ", "event: message\nid: 1\nretry: 100\ndata: "))),
                streamed(
                        "",
                        "splits its events",
                        "text",
                        text(sound -> sound.replace(",\"object\"", ",\ndata: \"object\""))),
                streamed(
                        "",
                        "leaves many lines empty",
                        "text",
                        text(sound -> "\n\n" + sound.replace("\n\n", "\n\n\n\n"))),
                streamed(
                        "",
                        "repeats the id of a call",
                        "call",
                        draft -> draft.piece(1).put("id", "call_1")),
                whole("", "spells half characters", "logprobs", draft -> {
                    ObjectNode token = (ObjectNode)
                            draft.choice().path("logprobs").path("content").get(0);
                    token.put("token", "bytes:\\xf0\\x9f");
                }));
    }

    private static Consumer<Draft> text(UnaryOperator<String> change) {
        return draft -> draft.text = change;
    }
}
