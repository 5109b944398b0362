package dev.cannery.internal.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.responses.EarlierItems;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares the profile with every known refusal of the Responses API; ResponsesProfileTest contains a selection of our own. */
class ResponsesErrorsTest {
    /** Refusals that do not follow from the request, by row, with the reason. */
    private static final Map<Integer, String> NOT_DECIDABLE = Map.of(
            140, "another provider's words",
            141, "another provider's words",
            163, "only the beginning of the sentence is recorded in this row",
            166, "depends on the account's quota",
            168, "depends on the account's limits");

    private static final String USER = "{'role': 'user', 'content': 'ping'}";

    /** The inputs of rows that only describe them. */
    private static final Map<Integer, String> TOLD = Map.ofEntries(
            Map.entry(144, "{'input': '" + "word ".repeat(500_000) + "'}"),
            Map.entry(
                    152,
                    "{'input': [" + USER + ", {'type': 'function_call', 'call_id': 'call_uK3eDRSXx9p45csFRjvXDNPq',"
                            + " 'name': 'f', 'arguments': '{}'}]}"),
            Map.entry(
                    153,
                    "{'input': [{'type': 'function_call_output', 'call_id': 'call_TnakLSVsqtVt5cJssAhRwMoe',"
                            + " 'output': '1'}]}"),
            Map.entry(
                    154,
                    "{'input': [" + USER
                            + ", {'type': 'reasoning', 'id': 'rs_0c3876fcd4da19ef00692a14046bc8819eba6941c05c5ab7e7',"
                            + " 'summary': [], 'encrypted_content': 'x'}]}"),
            Map.entry(
                    155,
                    "{'input': [" + USER
                            + ", {'type': 'item_reference', 'id': 'fc_07b27acff2b3b34800697bc13c9a408195a3a79b346cfc2714'},"
                            + " {'type': 'function_call_output', 'call_id': 'c1', 'output': '1'}]}"),
            Map.entry(
                    156,
                    "{'input': [{'type': 'item_reference', 'id':"
                            + " 'msg_0ce2e284633dc6e10069b3fb13e588819ab6706b025d945987'}, "
                            + USER + "]}"),
            Map.entry(
                    164,
                    "{'input': [" + (USER + ", ").repeat(371)
                            + "{'type': 'message', 'role': 'assistant', 'content': 'x',"
                            + " 'id': '019f629b-43ee-7a82-acb1-3071dbffbdad'}]}"),
            Map.entry(
                    165,
                    "{'input': [" + (USER + ", ").repeat(2)
                            + "{'type': 'message', 'role': 'assistant', 'content': 'x', 'id': ''}]}"),
            Map.entry(167, "{'temperature': 0.5}"),
            Map.entry(159, "{'text': {'format': {'type': 'json_object'}}}"));

    private final Profile openai =
            ProfileReader.read("openai").at(ChatEndpoint.RESPONSES).orElseThrow();

    @Test
    void nearlyEveryPredictableRefusalIsReproducedVerbatim() throws IOException {
        List<String> different = new ArrayList<>();
        int decidable = 0;
        for (JsonNode row : Shared.spec("responses-errors.json").path("errors")) {
            int id = row.path("id").asInt();
            if (NOT_DECIDABLE.containsKey(id)) {
                continue;
            }
            decidable++;
            ApiError given = refusal(row, id);
            if (!isSame(row, given)) {
                different.add(id + ": expected " + row.path("http_status") + row.path("error") + ", was " + given);
            }
        }
        System.out.println("responses errors: " + (decidable - different.size()) + " of " + decidable
                + " decidable rows reproduced; not decidable:");
        NOT_DECIDABLE.forEach((id, reason) -> System.out.println("  " + id + " " + reason));
        assertThat(different).isEmpty();
    }

    private @Nullable ApiError refusal(JsonNode row, int id) {
        String message = row.path("error").path("message").asText();
        if (message.startsWith("Incorrect API key provided: ")) {
            String key = message.substring(message.indexOf(": ") + 2, message.indexOf(". You can find"));
            return openai.refusalOfKey(key.replace('*', 'x'));
        }
        ChatRequest request = request(row, id);
        Profile served = Shared.serving(openai, request.model());
        return served.counting(body -> id == 144 ? 500_000 : 1)
                .refusalOf(request)
                .orElse(null);
    }

    private static ChatRequest request(JsonNode row, int id) {
        ObjectNode body = (ObjectNode) Shared.json("{'input': 'ping', 'max_output_tokens': 16}");
        body.put("model", row.path("model").asText("gpt-5.6-terra").replace("null", "gpt-5.6-terra"));
        JsonNode input = TOLD.containsKey(id) ? Shared.json(TOLD.get(id)) : row.path("invalid_input");
        body.setAll((ObjectNode) input.deepCopy());
        input.properties().stream()
                .filter(field -> field.getValue().asText("").equals("<absent>"))
                .forEach(field -> body.remove(field.getKey()));
        if (id == 146) {
            // the row leaves out the tools, of which its message tells
            body.set("tools", Shared.json("[{'type': 'function', 'function': {'name': 'structured_output'}}]"));
        }
        if (id == 151) {
            body.set("tools", Shared.json("[{'type': 'web_search_preview'}, {'type': 'function', 'name': 'f'}]"));
        }
        return ChatRequest.of("/v1/responses", Map.of(), body, new Stored());
    }

    private boolean isSame(JsonNode row, @Nullable ApiError given) {
        ObjectNode expected = Json.object();
        for (String member : List.of("message", "type", "param", "code")) {
            expected.set(member, row.path("error").path(member));
        }
        return given != null
                && given.status() == row.path("http_status").asInt()
                && openai.style().errorBody(given).path("error").equals(expected);
    }

    /** Two stored answers of a model that reasoned, of which rows 155 and 156 tell. */
    private static final class Stored implements EarlierItems {
        private static final Map<String, String> REASONING = Map.of(
                "fc_07b27acff2b3b34800697bc13c9a408195a3a79b346cfc2714",
                "rs_07b27acff2b3b34800697bc10b56608195bfcb7755c43d483c",
                "msg_0ce2e284633dc6e10069b3fb13e588819ab6706b025d945987",
                "rs_0ce2e284633dc6e10069b3fae83334819ab574b37a056db15a");

        @Override
        public Optional<List<JsonNode>> conversation(String id) {
            return Optional.empty();
        }

        @Override
        public Optional<JsonNode> item(String id) {
            return !REASONING.containsKey(id)
                    ? Optional.empty()
                    : Optional.of(Shared.json(
                            id.startsWith("fc")
                                    ? "{'type': 'function_call', 'call_id': 'c1', 'name': 'f', 'arguments': '{}'}"
                                    : "{'type': 'message', 'role': 'assistant', 'content': 'x'}"));
        }

        @Override
        public Optional<String> responseOfCall(String callId) {
            return Optional.empty();
        }

        @Override
        public Optional<String> reasoningBefore(String id) {
            return Optional.ofNullable(REASONING.get(id));
        }
    }
}
