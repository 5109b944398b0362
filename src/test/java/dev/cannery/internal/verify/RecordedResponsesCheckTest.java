package dev.cannery.internal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Recordings;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.check.ReplyCheck;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.FindingList;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks recorded Responses and their streams as a provider's are checked. */
class RecordedResponsesCheckTest {
    /** Invalid recordings, by a part of their names, each with its finding and the reason. */
    private static final Map<String, String> UNSOUND = Map.of(
            // the model wrote the same object twice
            "test_structured_output_with_tools/", "C308",
            // the counts were set to 0 or below by hand
            "openai_responses_post_ee2423e6.yaml", "C303",
            "response_stream_incomplete.yaml", "C303",
            "o4_mini_deep_research/usage.json", "C203 C303",
            // the body is still compressed
            "fixtures/agent_run_reasoning.yaml", "C007",
            // the model thought and said nothing
            "TestExec_ToolCallsNeedAcceptance.yaml", "C318",
            // the model exceeded its limit
            "o1_pro/token_limit.json", "C311");

    @ParameterizedTest
    @CsvSource({
        "SAMPLES, openai, 11",
        "SAMPLES, azure, 5",
        "SAMPLES, xai, 4",
        "SAMPLES, deepseek, 4",
        "SAMPLES, openrouter, 4",
        "SHARED, openai, 1000",
        "SHARED, azure, 52",
        "SHARED, xai, 140",
        "SHARED, deepseek, 3",
        "SHARED, openrouter, 3"
    })
    void validResponsesHaveNoFailure(Recordings recordings, String provider, int least) {
        ReplyCheck check = new ReplyCheck(ProfileReader.read(provider)
                .at(ChatEndpoint.RESPONSES)
                .orElseThrow()
                .answers());
        Map<String, Set<String>> failed = new TreeMap<>();
        Set<String> unsound = new TreeSet<>();
        Map<String, Integer> warned = new TreeMap<>();
        List<JsonNode> responses = recordings.ofResponses(provider);
        for (JsonNode exchange : responses) {
            for (Finding finding : findings(check, exchange)) {
                String source = exchange.path("source").asText();
                boolean isKnown = UNSOUND.entrySet().stream()
                        .anyMatch(entry -> source.contains(entry.getKey())
                                && entry.getValue().contains(finding.code()));
                if (finding.isFailure() && isKnown) {
                    unsound.add(source);
                } else if (finding.isFailure()) {
                    failed.computeIfAbsent(exchange.path("source").asText(), any -> new TreeSet<>())
                            .add(finding.code() + " " + finding.mismatch().path() + " expected "
                                    + finding.mismatch().expected() + " was "
                                    + finding.mismatch().actual().toString().replaceAll("(.{150}).*", "$1"));
                } else {
                    warned.merge(finding.code(), 1, Integer::sum);
                }
            }
        }
        System.out.printf(
                "failures on %d Responses of %s: %d, and %d that are invalid; warnings by finding %s%n",
                responses.size(), provider, failed.size(), unsound.size(), warned);

        assertThat(responses).hasSizeGreaterThanOrEqualTo(least);
        assertThat(failed).isEmpty();
    }

    private static List<Finding> findings(ReplyCheck check, JsonNode exchange) {
        ChatRequest request = ChatRequest.of("/v1/responses", Map.of(), (ObjectNode) exchange.path("request"));
        FindingList findings = new FindingList();
        String raw = exchange.path("raw_body").asText("");
        boolean isStream = exchange.path("sse").isArray();
        byte[] body = (raw.isEmpty() ? exchange.path("response").toString() : raw).getBytes(StandardCharsets.UTF_8);
        List<Reply.Arrival> arrivals = new ArrayList<>(List.of(new Reply.Arrival(Duration.ZERO, body)));
        check.success(
                request,
                new Reply(
                        200,
                        Map.of("content-type", isStream ? "text/event-stream" : "application/json"),
                        arrivals,
                        Duration.ZERO,
                        null),
                findings);
        return findings.findings();
    }
}
