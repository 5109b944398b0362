package dev.cannery.internal.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of the known refusals, and a request that causes it.
 *
 * <p>Most rows give the input as members of a request; the others describe it, and their requests are built here by row number.
 */
record RealErrorRow(JsonNode row) {
    private static final String FUNCTION = "{'type': 'function', 'function': {'name': 'f', 'parameters': {}}}";
    private static final String CALL = "{'id': 'ID', 'type': 'function', 'function': {'name': 'f', 'arguments': '{}'}}";
    private static final String USER = "{'role': 'user', 'content': 'hi'}";

    /** The members of requests for rows that only describe their input. */
    private static final Map<Integer, String> TOLD = Map.ofEntries(
            Map.entry(10, "{'stop': ['4242']}"),
            Map.entry(11, "{}"),
            Map.entry(32, "{}"),
            Map.entry(45, "{}"),
            Map.entry(
                    13,
                    "{'tools': [{'type': 'function', 'function': {'name': 'get_current_weather', 'strict': true,"
                            + " 'parameters': {'type': 'object', 'properties': {'a': {'type': 'string'}},"
                            + " 'required': ['a']}}}]}"),
            Map.entry(48, image("data:image/jpeg;base64,UGxlYXNlIHNldCBh")),
            Map.entry(185, image("data:image/jpeg;base64,UGxlYXNlIHNldCBh")),
            Map.entry(49, "{'model': ''}"),
            Map.entry(63, "{'messages': [" + USER + ", {'role': 'assistant', 'tool_calls': []}]}"),
            Map.entry(65, "{'audio': {'voice': 'alloy', 'format': 'wav'}}"),
            Map.entry(66, "{'modalities': ['text']}"),
            Map.entry(67, "{'web_search_options': {}}"),
            Map.entry(69, "{'text': {}}"),
            Map.entry(87, messages(59, "{'role': 'function', 'name': 'f', 'content': '1'}")),
            Map.entry(
                    114,
                    messages(
                            1,
                            "{'role': 'user', 'content': [{'type': 'image_url',"
                                    + " 'image_url': 'https://e.org/a.png'}]}")),
            Map.entry(122, "{'reasoning_effort': 'none', 'frequency_penalty': 3}"),
            Map.entry(127, "{'metadata': {" + numbered(17, "'k#': 'v'") + "}}"),
            Map.entry(129, "{'metadata': {'" + "k".repeat(70) + "': 'v'}}"),
            Map.entry(130, "{'tools': [" + numbered(129, FUNCTION) + "]}"),
            Map.entry(131, "{'stop': [" + numbered(5, "'s#'") + "]}"),
            Map.entry(132, "{'messages': [{'role': 'user', 'content': '" + "x".repeat(1_056_035) + "'}]}"),
            Map.entry(
                    133,
                    messages(2, "{'role': 'assistant', 'tool_calls': [" + CALL.replace("ID", "i".repeat(41)) + "]}")),
            Map.entry(150, messages(3, "{'role': 'user', 'name': 'has space', 'content': 'x'}")),
            Map.entry(152, "{'tool_choice': 'auto'}"),
            Map.entry(153, "{'parallel_tool_calls': true}"),
            Map.entry(155, "{'response_format': {'type': 'json_object'}}"),
            Map.entry(156, answerSchema("x", "{'type': 'object'}", false)),
            Map.entry(158, answerSchema("default", "{'type': 'object', 'properties': {}}", true)),
            Map.entry(
                    159,
                    answerSchema(
                            "response",
                            "{'type': 'object', 'additionalProperties': false, 'required': ['organizations'],"
                                    + " 'properties': {'organizations': {'type': 'array', 'items':"
                                    + " {'type': 'object', 'additionalProperties': false, 'required': ['name'],"
                                    + " 'properties': {'name': {'type': 'string'}, 'roles': {'type': 'array',"
                                    + " 'items': {'type': 'string'}}}}}}}",
                            true)),
            Map.entry(
                    161, "{'tools': [{'type': 'function', 'function': {'name': 'f', 'parameters': {'no type': 1}}}]}"),
            Map.entry(
                    163,
                    "{'messages': [" + USER + ", {'role': 'assistant', 'tool_calls': ["
                            + CALL.replace("ID", "call_jJATmoUduQWxi4tRwcQjsodM") + "]}, " + USER + "]}"),
            Map.entry(
                    164,
                    "{'messages': [" + USER + ", " + USER + ", {'role': 'assistant', 'tool_calls': ["
                            + CALL.replace("ID", "c1") + "]}, {'role': 'tool', 'tool_call_id': 'c1', 'content':"
                            + " [{'type': 'image_url', 'image_url': {'url': 'https://e.org/a.png'}}]}]}"),
            Map.entry(166, "{'messages': [{'role': 'user', 'content': '" + "word ".repeat(160_000) + "'}]}"),
            Map.entry(
                    167,
                    "{'max_tokens': 1000, 'messages': [{'role': 'user', 'content': '" + "word ".repeat(4_000)
                            + "'}]}"));

    /** Returns the profile's response to the row's input. */
    @Nullable
    ApiError refusal(Profile profile) {
        String message = row.path("error").path("message").asText();
        int id = row.path("id").asInt();
        if (message.startsWith("Incorrect API key provided: ")) {
            String key = message.substring(message.indexOf(": ") + 2, message.indexOf(". You can find"));
            return profile.refusalOfKey(key.replace('*', 'x'));
        }
        return switch (id) {
            case 169 -> profile.refusalOfNoKey();
            case 176 -> profile.refusalOfPath("POST", "/v1/chat/not-found");
            case 177 -> profile.refusalOfMethod("GET", "/v1/images/generations");
            case 166 -> profile.counting(any -> 160_008).refusalOf(request(id)).orElse(null);
            case 167 ->
                profile.asOf(LocalDate.of(2023, 6, 1))
                        .counting(any -> 3_120)
                        .refusalOf(request(id))
                        .orElse(null);
            default -> {
                ChatRequest request = request(id);
                // row 45 is about a retired model
                Profile served = id == 45 ? profile : Shared.serving(profile, request.model());
                yield served.refusalOf(request).orElse(null);
            }
        };
    }

    private ChatRequest request(int id) {
        String model = row.path("model").asText();
        ObjectNode input = TOLD.containsKey(id)
                ? (ObjectNode) Shared.json(TOLD.get(id))
                : (ObjectNode) row.path("invalid_input").deepCopy();
        if (id == 157) {
            // the model that comes first in the row has since gained support for the format
            model = "gpt-4";
        } else if (id == 120) {
            model = "gpt-4o";
        } else if (model.contains("/")) {
            model = model.substring(0, model.indexOf('/')).strip();
        } else if (model.equals("o-series")) {
            model = "o3";
        }
        input.remove("…");
        if (input.path("tools").asText().equals("[f]")) {
            input.set("tools", Shared.json("[" + FUNCTION + "]"));
        }
        if (input.path("functions").asText().equals("[f]")) {
            input.set("functions", Shared.json("[{'name': 'f', 'parameters': {}}]"));
        }
        ChatRequest request = Shared.request(model, "{}");
        ObjectNode body = request.body();
        body.setAll(input);
        return ChatRequest.of(body);
    }

    private static String image(String url) {
        return "{'messages': [{'role': 'user', 'content': [{'type': 'image_url', 'image_url': {'url': '" + url
                + "'}}]}]}";
    }

    private static String answerSchema(String name, String schema, boolean strict) {
        return "{'response_format': {'type': 'json_schema', 'json_schema': {'name': '" + name + "', 'strict': " + strict
                + ", 'schema': " + schema + "}}}";
    }

    private static String messages(int before, String last) {
        return "{'messages': [" + numbered(before, USER) + ", " + last + "]}";
    }

    private static String numbered(int count, String element) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < count; i++) {
            list.append(i == 0 ? "" : ", ").append(element.replace("#", String.valueOf(i)));
        }
        return list.toString();
    }
}
