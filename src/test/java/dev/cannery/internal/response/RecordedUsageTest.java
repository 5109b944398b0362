package dev.cannery.internal.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Readme;
import dev.cannery.Recordings;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares counted usage with the usage that the live API reported; hidden reasoning is left out. */
class RecordedUsageTest {
    private static final String OF_AZURE = "/openai/deployments/gpt/chat/completions";

    private final UsageCounter counter = new UsageCounter(new TokenCounter());

    @ParameterizedTest
    @CsvSource({"SAMPLES, 19, 100, 100", "SHARED, 700, 93, 90"})
    void usageOfOpenAiMatchesTheRecordings(Recordings recordings, int least, double exactly, double withTools) {
        Map<String, List<Integer>> byKind = new TreeMap<>();
        for (JsonNode exchange : recordings.successesOf("openai")) {
            // For some months, until May 2025, texts cost one token more.
            String day = Recordings.dayOf(exchange);
            if (day.compareTo("2025-01-15") < 0 || day.compareTo("2025-06-01") >= 0) {
                add(byKind, exchange, "/v1/chat/completions");
            }
        }
        List<Integer> all = print("openai", byKind);

        assertThat(all).hasSizeGreaterThanOrEqualTo(least);
        assertThat(exact(all)).isGreaterThanOrEqualTo(exactly);
        assertThat(byKind).containsKeys("text with tools", "1 calls with tools");
        assertThat(exact(byKind.getOrDefault("text with tools", List.of()))).isGreaterThanOrEqualTo(withTools);
        assertThat(exact(byKind.getOrDefault("1 calls with tools", List.of()))).isGreaterThanOrEqualTo(withTools);
        if (recordings == Recordings.SHARED) {
            Readme.requireText("`completion_tokens` are exact in %d of 100 responses".formatted((int) exact(all)));
        }
    }

    @ParameterizedTest
    @CsvSource({"SAMPLES, 100", "SHARED, 88"})
    void azureCountsOneTokenMore(Recordings recordings, double exactly) {
        Map<String, List<Integer>> byKind = new TreeMap<>();
        for (JsonNode exchange : recordings.successesOf("azure")) {
            add(byKind, exchange, OF_AZURE);
        }

        assertThat(byKind).isNotEmpty();
        assertThat(exact(print("azure", byKind))).isGreaterThanOrEqualTo(exactly);
    }

    private void add(Map<String, List<Integer>> byKind, JsonNode exchange, String path) {
        JsonNode usage = usage(exchange);
        CannedMessage said = said(exchange);
        if (said == null
                || usage.has("cost")
                || !usage.path("completion_tokens").isInt()) {
            return;
        }
        ObjectNode body = ((ObjectNode) exchange.path("request")).deepCopy();
        // Deployments have their own names, and models of other makers are deployed too.
        String model = model(exchange);
        if (!model.startsWith("gpt")) {
            return;
        }
        body.put("model", model);
        ChatRequest request = ChatRequest.of(path, Map.of(), body);
        int thought =
                usage.path("completion_tokens_details").path("reasoning_tokens").asInt();
        int recorded = usage.path("completion_tokens").asInt() - thought;
        boolean tools = !body.path("tools").isEmpty() || !body.path("functions").isEmpty();
        String kind = said.toolCalls().isEmpty() ? "text" : said.toolCalls().size() + " calls";
        byKind.computeIfAbsent(tools ? kind + " with tools" : kind, key -> new ArrayList<>())
                .add(counter.ofMessage(said, request) - recorded);
    }

    private static List<Integer> print(String provider, Map<String, List<Integer>> byKind) {
        List<Integer> all = new ArrayList<>();
        byKind.forEach((kind, off) -> {
            all.addAll(off);
            System.out.printf(
                    "completion_tokens of %s, %s: %d, exact %.0f %%%n", provider, kind, off.size(), exact(off));
        });
        return all;
    }

    private static double exact(List<Integer> off) {
        return 100.0 * off.stream().filter(difference -> difference == 0).count() / off.size();
    }

    /** Returns the only choice of a response that was not truncated; null for any other response. */
    private static @Nullable CannedMessage said(JsonNode exchange) {
        List<JsonNode> messages = new ArrayList<>();
        String reason = "";
        List<JsonNode> chunks = Recordings.chunks(exchange);
        for (JsonNode part : chunks.isEmpty() ? List.of(exchange.path("response")) : chunks) {
            if (part.path("choices").size() > 1
                    || part.path("choices").path(0).path("index").asInt() > 0) {
                return null;
            }
            JsonNode choice = part.path("choices").path(0);
            messages.add(choice.path(chunks.isEmpty() ? "message" : "delta"));
            reason = choice.path("finish_reason").asText(reason);
        }
        boolean ended = reason.equals("stop") || reason.equals("tool_calls") || reason.equals("function_call");
        return ended ? joined(messages) : null;
    }

    private static CannedMessage joined(List<JsonNode> messages) {
        StringBuilder content = new StringBuilder();
        StringBuilder refusal = new StringBuilder();
        Map<Integer, CannedToolCall> calls = new TreeMap<>();
        for (JsonNode message : messages) {
            content.append(message.path("content").asText(""));
            refusal.append(message.path("refusal").asText(""));
            int place = 0;
            for (JsonNode call : message.path("tool_calls")) {
                JsonNode kind = call.has("custom") ? call.path("custom") : call.path("function");
                String arguments =
                        kind.path("arguments").asText(kind.path("input").asText(""));
                calls.merge(
                        call.path("index").asInt(place++),
                        new CannedToolCall(null, kind.path("name").asText(""), arguments),
                        (before, more) -> before.withArguments(before.arguments() + more.arguments()));
            }
            if (message.path("function_call").isObject()) {
                JsonNode call = message.path("function_call");
                calls.merge(
                        0,
                        new CannedToolCall(
                                null,
                                call.path("name").asText(""),
                                call.path("arguments").asText("")),
                        (before, more) -> before.withArguments(before.arguments() + more.arguments()));
            }
        }
        return new CannedMessage(
                content.toString(),
                List.copyOf(calls.values()),
                null,
                refusal.isEmpty() ? null : refusal.toString(),
                null,
                List.of(),
                null);
    }

    private static String model(JsonNode exchange) {
        List<JsonNode> chunks = Recordings.chunks(exchange);
        JsonNode answer = chunks.isEmpty() ? exchange.path("response") : chunks.get(chunks.size() - 1);
        return answer.path("model").asText("");
    }

    private static JsonNode usage(JsonNode exchange) {
        for (JsonNode chunk : Recordings.chunks(exchange)) {
            if (chunk.path("usage").isObject()) {
                return chunk.path("usage");
            }
        }
        return exchange.path("response").path("usage");
    }
}
