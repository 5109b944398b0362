package dev.cannery.internal.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Recordings;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.OutputForms;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares the counted tokens of Responses with those that were reported; reported reasoning is left out. */
class RecordedOutputTokensTest {
    private static final OutputForms FORMS = ProfileReader.read("openai")
            .at(ChatEndpoint.RESPONSES)
            .orElseThrow()
            .style()
            .outputs();

    private final TokenCounter tokens = new TokenCounter();

    @ParameterizedTest
    @CsvSource({"SAMPLES, openai, 8, 100", "SHARED, openai, 1000, 84", "SHARED, azure, 30, 57"})
    void theTokensOfTextsAndCallsAreCounted(Recordings recordings, String provider, int least, double exactly) {
        Map<String, List<Integer>> byKind = new TreeMap<>();
        for (JsonNode exchange : recordings.ofResponses(provider)) {
            List<JsonNode> events = Recordings.chunks(exchange);
            JsonNode response = events.isEmpty()
                    ? exchange.path("response")
                    : events.get(events.size() - 1).path("response");
            boolean isComplete = response.path("status").asText().equals("completed")
                    && response.path("usage").path("output_tokens").asInt() > 0;
            CannedMessage said = isComplete ? said(response.path("output")) : null;
            if (said != null) {
                add(byKind, response, said);
            }
        }
        List<Integer> all = new ArrayList<>();
        byKind.forEach((kind, off) -> {
            all.addAll(off);
            System.out.printf("output_tokens of %s, %s: %d, exact %.0f %%%n", provider, kind, off.size(), exact(off));
        });
        System.out.printf("output_tokens of %s: %d, exact %.1f %%%n", provider, all.size(), exact(all));

        assertThat(all).hasSizeGreaterThanOrEqualTo(least);
        assertThat(exact(all)).isGreaterThanOrEqualTo(exactly);
    }

    /** Counts with what the Response repeats of its request. */
    private void add(Map<String, List<Integer>> byKind, JsonNode response, CannedMessage said) {
        String model = response.path("model").asText();
        ObjectNode sent = Json.object().put("model", model).put("input", "");
        for (String name : List.of("tools", "tool_choice", "text")) {
            sent.set(name, response.path(name));
        }
        ChatRequest request = ChatRequest.of("/v1/responses", Map.of(), sent);
        JsonNode usage = response.path("usage");
        int thought =
                usage.path("output_tokens_details").path("reasoning_tokens").asInt();
        boolean reasons = Json.values(response.path("output"))
                .anyMatch(item -> item.path("type").asText().equals("reasoning"));
        UsageCounter counter = new UsageCounter(tokens, FORMS.of(model, false).added(), reasons || thought > 0);
        String kind = (reasons || thought > 0 ? "reasoning, " : "")
                + (said.toolCalls().isEmpty() ? "text" : said.toolCalls().size() > 1 ? "calls" : "call")
                + (response.path("tools").isEmpty() ? "" : " with tools");
        byKind.computeIfAbsent(kind, any -> new ArrayList<>())
                .add(counter.ofMessage(said, request)
                        - (usage.path("output_tokens").asInt() - thought));
    }

    /** Returns the message of a Response that a contract can say; null for any other. */
    private static @Nullable CannedMessage said(JsonNode output) {
        List<CannedToolCall> calls = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        for (JsonNode item : output) {
            switch (item.path("type").asText()) {
                case "reasoning" -> {}
                case "message" ->
                    item.path("content")
                            .forEach(part -> (part.has("refusal") ? refusals : texts)
                                    .add(part.path("text")
                                            .asText(part.path("refusal").asText(""))));
                case "function_call" ->
                    calls.add(new CannedToolCall(
                            null,
                            item.path("name").asText(),
                            item.path("arguments").asText()));
                default -> {
                    return null;
                }
            }
        }
        return texts.size() + refusals.size() > 1
                ? null
                : new CannedMessage(
                        texts.isEmpty() ? null : texts.get(0),
                        calls,
                        null,
                        refusals.isEmpty() ? null : refusals.get(0),
                        null,
                        List.of(),
                        null);
    }

    private static double exact(List<Integer> off) {
        return 100.0 * off.stream().filter(difference -> difference == 0).count() / off.size();
    }
}
