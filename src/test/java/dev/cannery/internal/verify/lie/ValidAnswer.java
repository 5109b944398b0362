package dev.cannery.internal.verify.lie;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.rule.ToolNames;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The responses of a valid provider, whole and in chunks. */
final class ValidAnswer {
    private final ChatRequest request;

    ValidAnswer(ChatRequest request) {
        this.request = request;
    }

    Draft draft() {
        return request.wantsStream() ? Draft.ofStream(chunks()) : new Draft(completion());
    }

    private ObjectNode head(String object) {
        return Json.object()
                .put("id", "chatcmpl-1")
                .put("object", object)
                .put("created", 1_700_000_000)
                .put("model", request.model());
    }

    private ObjectNode completion() {
        ObjectNode completion = head("chat.completion");
        ArrayNode choices = completion.putArray("choices");
        for (int i = 0; i < n(); i++) {
            ObjectNode choice = choices.addObject().put("index", i);
            ObjectNode message = choice.putObject("message").put("role", "assistant");
            message.put("content", calls() ? null : text());
            if (calls()) {
                message.putArray("tool_calls").add(call());
            }
            message.putNull("refusal");
            choice.set("logprobs", logprobs());
            choice.put("finish_reason", reason());
        }
        completion.set("usage", usage());
        return completion;
    }

    private List<ObjectNode> chunks() {
        List<ObjectNode> chunks = new ArrayList<>();
        for (int i = 0; i < n(); i++) {
            ObjectNode first = Json.object().put("role", "assistant");
            first.put("content", calls() ? null : "");
            first.putNull("refusal");
            if (calls()) {
                ObjectNode call = call();
                ((ObjectNode) call.path("function")).put("arguments", "");
                first.putArray("tool_calls").add(call.put("index", 0));
            }
            chunks.add(chunk(i, first, null));
            if (calls()) {
                for (String piece : List.of("{\"city\":", "\"Paris\"}")) {
                    ObjectNode delta = Json.object();
                    delta.putArray("tool_calls")
                            .addObject()
                            .put("index", 0)
                            .putObject("function")
                            .put("arguments", piece);
                    chunks.add(chunk(i, delta, null));
                }
            } else {
                int half = text().length() / 2;
                chunks.add(chunk(i, Json.object().put("content", text().substring(0, half)), null));
                ObjectNode rest = chunk(i, Json.object().put("content", text().substring(half)), null);
                ((ObjectNode) rest.path("choices").get(0)).set("logprobs", logprobs());
                chunks.add(rest);
            }
            chunks.add(chunk(i, Json.object(), reason()));
        }
        if (request.wantsUsageChunk()) {
            ObjectNode last = head("chat.completion.chunk");
            last.putArray("choices");
            last.set("usage", usage());
            chunks.add(last);
        }
        return chunks;
    }

    private ObjectNode chunk(int index, ObjectNode delta, String reason) {
        ObjectNode chunk = head("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
        choice.set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", reason);
        if (request.wantsUsageChunk()) {
            chunk.putNull("usage");
        }
        return chunk;
    }

    private int n() {
        return request.field("n").asInt(1);
    }

    private boolean calls() {
        return request.field("tools").isArray()
                && !request.field("tool_choice").asText("").equals("none");
    }

    private String text() {
        JsonNode format = request.field("response_format");
        boolean isLoose = format.path("json_schema").has("strict")
                && !format.path("json_schema").path("strict").asBoolean();
        String json = isLoose ? "{\"total\":7}" : "{\"number\":\"INV-42\"}";
        return format.isObject() ? json : "Hello there.";
    }

    private String reason() {
        boolean isNamed = request.field("tool_choice").isObject();
        return calls() && !isNamed ? "tool_calls" : "stop";
    }

    private ObjectNode call() {
        ObjectNode call = Json.object().put("id", "call_1").put("type", "function");
        call.putObject("function")
                .put("name", ToolNames.nameOf(request.field("tools").get(0)))
                .put("arguments", "{\"city\":\"Paris\"}");
        return call;
    }

    private JsonNode logprobs() {
        if (!request.field("logprobs").asBoolean(false)) {
            return Json.object().nullNode();
        }
        ObjectNode logprobs = Json.object();
        ObjectNode token =
                logprobs.putArray("content").addObject().put("token", text()).put("logprob", -0.1);
        ArrayNode bytes = token.putArray("bytes");
        for (byte one : text().getBytes(StandardCharsets.UTF_8)) {
            bytes.add(one & 0xFF);
        }
        ArrayNode top = token.putArray("top_logprobs");
        for (int i = 0; i < request.field("top_logprobs").asInt(0); i++) {
            top.addObject().put("token", "t" + i).put("logprob", -1.0 - i).putNull("bytes");
        }
        return logprobs.putNull("refusal");
    }

    private static ObjectNode usage() {
        return Json.object().put("prompt_tokens", 9).put("completion_tokens", 5).put("total_tokens", 14);
    }
}
