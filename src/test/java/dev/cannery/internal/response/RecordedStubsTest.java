package dev.cannery.internal.response;

import static dev.cannery.internal.response.Answers.OPENAI;
import static dev.cannery.internal.response.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Recordings;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.matching.check.ContractCheck;
import dev.cannery.internal.matching.check.ContractWarning;
import dev.cannery.internal.source.SourceProblemsException;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Serves recordings of any provider as stubs and compares the responses with the recordings. */
class RecordedStubsTest {
    private final ResponseRenderer renderer = new ResponseRenderer(new TokenCounter());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void everyRecordedResponseIsServedAsRecorded(Recordings recordings) throws IOException {
        Files.createDirectories(folder.resolve("stubs"));
        Map<String, int[]> shares = new TreeMap<>();
        List<String> others = new ArrayList<>();
        for (JsonNode exchange : recordings.some()) {
            String recorded = recorded(exchange);
            if (recorded.isBlank()) {
                continue;
            }
            String outcome = outcome(exchange, recorded);
            int[] share = shares.computeIfAbsent(exchange.path("provider").asText(), any -> new int[2]);
            share[1]++;
            if (outcome.isEmpty()) {
                share[0]++;
            } else {
                others.add(exchange.path("provider").asText() + ": " + outcome + " " + exchange.path("source"));
            }
        }
        int same = shares.values().stream().mapToInt(share -> share[0]).sum();
        int all = shares.values().stream().mapToInt(share -> share[1]).sum();
        System.out.println("stubs: " + same + " of " + all + " recorded answers are served as they were recorded");
        shares.forEach((provider, share) -> System.out.println("  " + provider + " " + share[0] + " of " + share[1]));
        others.forEach(other -> System.out.println("  not: " + other));

        assertThat((double) same / all).isEqualTo(1);
    }

    private String outcome(JsonNode exchange, String recorded) throws IOException {
        boolean isStreamed = isStreamed(exchange);
        RenderedResponse own;
        RenderedResponse other;
        try {
            CannedResponse stub =
                    stub(recorded, isStreamed, exchange.path("status").asInt());
            own = render(stub, isStreamed);
            other = render(stub, !isStreamed);
        } catch (SourceProblemsException e) {
            return String.valueOf(e.getMessage()).replaceAll("[^ ]*stub:\\d+:\\d+", "");
        }
        if (!text(own).equals(recorded)) {
            return "served otherwise: " + text(own);
        }
        if (own.status() != exchange.path("status").asInt()) {
            return "served with status " + own.status();
        }
        return text(other).isEmpty() ? "nothing in the other form" : "";
    }

    private RenderedResponse render(CannedResponse stub, boolean isStreamed) {
        ObjectNode request = Json.object().put("model", "m").put("stream", isStreamed);
        request.putArray("messages");
        return renderer.render(stub, ChatRequest.of(request), "stub", OPENAI);
    }

    private CannedResponse stub(String recorded, boolean isStreamed, int status) throws IOException {
        String file = isStreamed ? "recorded.sse" : "recorded.json";
        Files.writeString(folder.resolve("stubs").resolve(file), recorded);
        Path contract = Files.writeString(
                folder.resolve("recorded.yaml"),
                "interactions: [{name: recorded, request: {}, response: {stub: " + file + ", status: " + status
                        + "}, verify: false}]");
        List<LoadedContract> contracts = ContractReader.read(contract);
        assertThat(ContractCheck.check(contracts, (name, request) -> Optional.empty()))
                .extracting(ContractWarning::id)
                .doesNotContain(FindingId.STUB_MEMBER);
        return contracts.get(0).interactions().get(0).turns().get(0).responses().get(0);
    }

    private static boolean isStreamed(JsonNode exchange) {
        return exchange.path("sse").size() > 0;
    }

    /** Returns the recorded body, as far as the recording preserves it. */
    static String recorded(JsonNode exchange) {
        String raw = exchange.path("raw_body").asText("");
        if (!isStreamed(exchange)) {
            return exchange.path("response").isObject()
                    // some gateways send blank lines ahead of a response, to keep the connection open
                    ? raw.strip().startsWith("{") ? raw : Json.compact(exchange.path("response"))
                    : "";
        }
        if (raw.contains("data:")) {
            return raw;
        }
        StringBuilder events = new StringBuilder();
        for (JsonNode event : exchange.path("sse")) {
            String data = event.asText();
            events.append(data.startsWith("data:") ? "" : "data: ").append(data).append("\n\n");
        }
        return events.toString();
    }
}
