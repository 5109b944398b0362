package dev.cannery.internal.chat.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Readme;
import dev.cannery.Recordings;
import dev.cannery.internal.chat.ChatRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares prompts with the usage that the live API reported. */
class RecordedTokensTest {
    private static final int SHOWN = 3;

    private final TokenCounter counter = new TokenCounter();

    @ParameterizedTest
    @EnumSource
    void promptsAreCountedAsRecorded(Recordings recordings) {
        Map<String, List<Integer>> byKind = print(recordings, "openai");

        assertThat(byKind).containsKeys("text", "tools", "calls", "schema", "image, size seen");
        assertThat(exact(of(byKind, "text"))).isGreaterThanOrEqualTo(98);
        assertThat(exact(of(byKind, "tools"))).isGreaterThanOrEqualTo(90);
        assertThat(close(of(byKind, "tools"))).isGreaterThanOrEqualTo(96);
        assertThat(exact(of(byKind, "calls"))).isGreaterThanOrEqualTo(85);
        assertThat(close(of(byKind, "calls"))).isGreaterThanOrEqualTo(95);
        assertThat(close(of(byKind, "schema"))).isGreaterThanOrEqualTo(97);
        assertThat(close(of(byKind, "image, size seen"))).isGreaterThanOrEqualTo(90);
    }

    @ParameterizedTest
    @EnumSource
    void promptsOfDeploymentsAreCountedAsRecorded(Recordings recordings) {
        Map<String, List<Integer>> byKind = print(recordings, "azure");

        assertThat(byKind).containsKeys("text");
        byKind.forEach((kind, off) -> assertThat(exact(off)).as(kind).isGreaterThanOrEqualTo(90));
    }

    @Test
    void theReadmeStatesTheMeasuredShares() {
        Map<String, List<Integer>> byKind = print(Recordings.SHARED, "openai");

        List<Integer> all = Stream.of("text", "tools", "calls")
                .flatMap(kind -> of(byKind, kind).stream())
                .toList();
        Readme.requireText(
                "exact in %d of 100 requests of plain text, %d with tools and %d with calls in the history, and within 5 tokens in %d of 100"
                        .formatted(
                                (int) exact(of(byKind, "text")),
                                (int) exact(of(byKind, "tools")),
                                (int) exact(of(byKind, "calls")),
                                (int) close(all)));
    }

    /** Prints the shares by kind and family, and returns the differences of counted and recorded prompts by kind. */
    private Map<String, List<Integer>> print(Recordings recordings, String provider) {
        Map<String, List<Integer>> byKind = new TreeMap<>();
        Map<String, List<Integer>> byFamily = new TreeMap<>();
        for (JsonNode exchange : exchanges(recordings, provider)) {
            ObjectNode request = ((ObjectNode) exchange.path("request")).deepCopy();
            // Deployments have names of their own.
            request.put(
                    "model",
                    provider.equals("azure")
                            ? model(exchange)
                            : request.path("model").asText());
            int recorded = usage(exchange).path("prompt_tokens").asInt();
            int off = counter.promptTokens(ChatRequest.of(request)) - recorded;
            String kind = kind(request);
            // Within 5 tokens, or 5 percent for a schema.
            int counted =
                    kind.startsWith("schema") && Math.abs(off) * 20 <= recorded ? Math.max(-5, Math.min(5, off)) : off;
            byKind.computeIfAbsent(kind, key -> new ArrayList<>()).add(counted);
            byFamily.computeIfAbsent(kind + " " + family(request), key -> new ArrayList<>())
                    .add(counted);
        }
        byFamily.forEach(
                (kind, off) -> System.out.println("prompt_tokens of " + provider + ", " + kind + ": " + shares(off)));
        return byKind;
    }

    private static List<Integer> of(Map<String, List<Integer>> byKind, String kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    private static List<JsonNode> exchanges(Recordings recordings, String provider) {
        return recordings.all().stream()
                .filter(exchange -> exchange.path("provider").asText().equals(provider))
                .filter(exchange -> exchange.path("status").asInt() == 200
                        && exchange.path("request").has("messages"))
                .filter(exchange -> usage(exchange).path("prompt_tokens").asInt() > 0)
                // Answers of other servers behind the same name: they tell a price.
                .filter(exchange -> !usage(exchange).has("cost"))
                // Models of other makers are deployed too.
                .filter(exchange -> !provider.equals("azure") || model(exchange).matches("gpt-.*|o\\d.*"))
                .toList();
    }

    private static String model(JsonNode exchange) {
        List<JsonNode> chunks = Recordings.chunks(exchange);
        JsonNode answer = chunks.isEmpty() ? exchange.path("response") : chunks.get(chunks.size() - 1);
        return answer.path("model").asText("");
    }

    private static String shares(List<Integer> off) {
        Map<Integer, Integer> others = new TreeMap<>();
        off.stream()
                .filter(difference -> difference != 0)
                .forEach(difference -> others.merge(difference, 1, Integer::sum));
        List<String> most = others.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .limit(SHOWN)
                .map(entry -> entry.getValue() + " by " + entry.getKey())
                .toList();
        return "%d, exact %.0f %%, close %.0f %%, off %s".formatted(off.size(), exact(off), close(off), most);
    }

    private static double exact(List<Integer> off) {
        return share(off, 0);
    }

    private static double close(List<Integer> off) {
        return share(off, 5);
    }

    private static double share(List<Integer> off, int most) {
        return 100.0
                * off.stream()
                        .filter(difference -> Math.abs(difference) <= most)
                        .count()
                / off.size();
    }

    private static String kind(JsonNode request) {
        List<String> types = request.path("messages").findValues("type").stream()
                .map(JsonNode::asText)
                .toList();
        if (types.contains("image_url")) {
            List<JsonNode> urls = request.path("messages").findValues("url");
            boolean seen = !urls.isEmpty() && urls.stream().allMatch(url -> ImageSize.ofDataUrl(url.asText()) != null);
            return seen ? "image, size seen" : "image, size unknown";
        }
        if (types.contains("input_audio") || types.contains("file") || request.has("prediction")) {
            return "sound, file or prediction";
        }
        if (request.path("response_format").path("type").asText().equals("json_schema")) {
            return "schema";
        }
        if (!request.path("messages").findValues("tool_calls").isEmpty()
                || !request.path("messages").findValues("function_call").isEmpty()) {
            return "calls";
        }
        return request.path("tools").isEmpty() && request.path("functions").isEmpty() ? "text" : "tools";
    }

    private static String family(JsonNode request) {
        ModelFamily family = ModelFamily.of(request.path("model").asText());
        return family.encoding() + " " + family.form();
    }

    static JsonNode usage(JsonNode exchange) {
        for (JsonNode chunk : Recordings.chunks(exchange)) {
            if (chunk.path("usage").isObject()) {
                return chunk.path("usage");
            }
        }
        return exchange.path("response").path("usage");
    }
}
