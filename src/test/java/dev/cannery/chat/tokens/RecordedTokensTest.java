package dev.cannery.chat.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Recordings;
import dev.cannery.chat.ChatRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares counts with the usage that the live API reported. */
class RecordedTokensTest {
    private final TokenCounter counter = new TokenCounter();

    @Test
    void promptsOfPlainTextAreCountedExactly() {
        List<JsonNode> plain = Recordings.successesOfOpenAi().stream()
                .filter(exchange -> usage(exchange).isObject() && isPlain(exchange.path("request")))
                .toList();

        long exact = plain.stream().filter(this::isPromptExact).count();
        double share = 100.0 * exact / plain.size();
        System.out.printf(
                "prompt_tokens exact for %d of %d recorded plain requests (%.1f %%)%n", exact, plain.size(), share);

        assertThat(plain).hasSizeGreaterThan(200);
        assertThat(share).isGreaterThanOrEqualTo(98);
    }

    @Test
    void answersOfPlainTextAreCountedWithinOneToken() {
        List<JsonNode> texts = Recordings.successesOfOpenAi().stream()
                .filter(exchange -> exchange.path("response").path("choices").size() == 1)
                .filter(exchange -> isPlain(exchange.path("request")))
                .toList();

        long close = texts.stream().filter(this::isCompletionClose).count();
        System.out.printf("completion_tokens within 1 for %d of %d recorded plain answers%n", close, texts.size());

        assertThat(100.0 * close / texts.size()).isGreaterThanOrEqualTo(95);
    }

    private boolean isPromptExact(JsonNode exchange) {
        return counter.promptTokens(ChatRequest.of((ObjectNode) exchange.path("request")))
                == usage(exchange).path("prompt_tokens").asInt();
    }

    private boolean isCompletionClose(JsonNode exchange) {
        String content = exchange.path("response")
                .path("choices")
                .path(0)
                .path("message")
                .path("content")
                .asText("");
        int counted = counter.textTokens(exchange.path("request").path("model").asText(), content);
        return Math.abs(counted - usage(exchange).path("completion_tokens").asInt()) <= 1;
    }

    private static JsonNode usage(JsonNode exchange) {
        List<JsonNode> chunks = Recordings.chunks(exchange);
        return (chunks.isEmpty() ? exchange.path("response") : chunks.get(chunks.size() - 1)).path("usage");
    }

    /** Text in, text out, no reasoning: what the formula speaks of. */
    private static boolean isPlain(JsonNode request) {
        String format = request.path("response_format").path("type").asText("text");
        return format.equals("text")
                && request.path("tools").isEmpty()
                && request.path("functions").isEmpty()
                && !request.path("model").asText().matches("(gpt-5|o\\d).*")
                && request.path("messages").findValues("tool_calls").isEmpty()
                && request.path("messages").findValues("type").stream()
                        .allMatch(type -> type.asText().equals("text"));
    }
}
