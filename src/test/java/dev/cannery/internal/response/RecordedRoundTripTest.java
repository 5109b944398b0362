package dev.cannery.internal.response;

import static dev.cannery.internal.response.Answers.chunks;
import static dev.cannery.internal.response.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.FinishReason;
import dev.cannery.Recordings;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.SourceProblemsException;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Puts recorded responses of the live API into a contract, sends the recorded request, and compares: the same fields in the
 * same order, null where they were null, the same model, tier and finish reasons.
 */
class RecordedRoundTripTest {
    private static final Set<String> VALUES =
            Set.of("object", "model", "service_tier", "finish_reason", "role", "type");
    private static final Set<FinishReason> INFERRED = Set.of(FinishReason.STOP, FinishReason.TOOL_CALLS);

    private final ResponseRenderer renderer = new ResponseRenderer(new TokenCounter());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"SAMPLES, openai, 1", "SAMPLES, azure, 1", "SHARED, openai, 0.97", "SHARED, azure, 0.94"})
    void currentResponsesAreReproducedAsRecorded(Recordings recordings, String provider, double least)
            throws IOException {
        Map<String, List<String>> deviations = new TreeMap<>();
        Map<String, int[]> shares = new TreeMap<>();
        int[] all = new int[2];
        for (JsonNode exchange : recordings.successesOf(provider)) {
            if (!isOfOpenAi(exchange)) {
                continue;
            }
            boolean isToday = Recordings.dayOf(exchange).compareTo("2025-08-01") >= 0;
            String deviation = deviationOf(exchange, styleOf(exchange, provider));
            String form = exchange.path("sse").size() > 0 ? " streamed" : " whole";
            String family = exchange.path("request").path("model").asText("").replaceAll("-20\\d\\d-.*", "") + form;
            int[] share = shares.computeIfAbsent((isToday ? "" : "before: ") + family, any -> new int[2]);
            share[0] += deviation.isEmpty() ? 1 : 0;
            share[1]++;
            if (isToday) {
                all[0] += deviation.isEmpty() ? 1 : 0;
                all[1]++;
            }
            if (isToday && !deviation.isEmpty()) {
                deviations
                        .computeIfAbsent(deviation, any -> new ArrayList<>())
                        .add(exchange.path("source").toString());
            }
        }
        System.out.println("recordings of " + provider + ": " + all[0] + " of " + all[1]
                + " answers come out as they were recorded");
        shares.forEach((family, share) -> System.out.println("  " + family + " " + share[0] + " of " + share[1]));
        deviations.forEach((deviation, sources) ->
                System.out.println("  " + sources.size() + " " + deviation + " " + sources.get(0)));

        assertThat((double) all[0] / all[1]).isGreaterThanOrEqualTo(least);
    }

    /** The style of the day of the exchange. The owner of an Azure deployment chooses its filters from two policies. */
    private AnswerStyle styleOf(JsonNode exchange, String provider) throws IOException {
        boolean hasOtherFilters = (exchange.path("response") + " " + exchange.path("sse")).contains("jailbreak");
        Profile profile = ProfileReader.find(
                hasOtherFilters
                        ? Files.writeString(
                                        folder.resolve("filtered.yaml"),
                                        "{profile: filtered, extends: " + provider + ", parts: [azure-filters-v2]}")
                                .toString()
                        : provider);
        String day = Recordings.dayOf(exchange);
        return (day.isEmpty() ? profile : profile.asOf(LocalDate.parse(day))).style();
    }

    /** Whether a model of OpenAI answered. Azure also serves other makers' models, and errors with a success status. */
    private static boolean isOfOpenAi(JsonNode exchange) {
        return exchange.path("provider").asText().equals("openai")
                || (!exchange.path("response").has("error")
                        && (exchange.path("response") + " " + exchange.path("sse"))
                                .matches("(?s).*\"model\\\\?\":\\\\?\"(gpt|o\\d)-.*"));
    }

    private String deviationOf(JsonNode exchange, AnswerStyle style) throws IOException {
        boolean isStreamed = exchange.path("sse").size() > 0;
        CannedCompletion canned;
        try {
            canned = canned(exchange, isStreamed);
        } catch (SourceProblemsException e) {
            return "no stub: " + String.valueOf(e.getMessage()).replaceAll("[^ ]*stub:\\d+:\\d+", "");
        }
        ChatRequest request = ChatRequest.of((ObjectNode) exchange.path("request"));
        RenderedResponse given = renderer.render(canned, request, "says hello", style);
        List<String> expected =
                isStreamed ? shapes(Recordings.chunks(exchange)) : List.of(shape("", exchange.path("response")));
        List<String> found = isStreamed ? shapes(chunks(given)) : List.of(shape("", json(given)));
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            // one source re-encodes JSON and so loses its member order
            boolean isSorted = exchange.path("source").toString().contains("req_llm");
            String wanted = i < expected.size() ? inOrder(expected.get(i), isSorted) : "nothing";
            String got = i < found.size() ? inOrder(found.get(i), isSorted) : "nothing";
            if (!wanted.equals(got)) {
                return "recorded " + wanted + "\n    given    " + got + "\n   ";
            }
        }
        return "";
    }

    /** Returns a shape, or its sorted letters where only they are comparable. */
    private static String inOrder(String shape, boolean isSorted) {
        return isSorted ? Arrays.stream(shape.split("[{},\\[\\]]+")).sorted().collect(Collectors.joining(",")) : shape;
    }

    /** Returns a canned response that names the recording as its stub and leaves out everything that can be inferred. */
    private CannedCompletion canned(JsonNode exchange, boolean isStreamed) throws IOException {
        StringBuilder events = new StringBuilder();
        exchange.path("sse")
                .forEach(event -> events.append("data: ").append(event.asText()).append("\n\n"));
        String file = isStreamed ? "recorded.sse" : "recorded.json";
        Path stubs = Files.createDirectories(folder.resolve("stubs"));
        Files.writeString(stubs.resolve(file), isStreamed ? events : Json.compact(exchange.path("response")));
        Path contract = folder.resolve("recorded.yaml");
        Files.writeString(
                contract,
                "interactions: [{name: recorded, request: {}, response: {stub: " + file + "}, verify: false}]");
        CannedResponse response = ContractReader.read(contract)
                .get(0)
                .interactions()
                .get(0)
                .turns()
                .get(0)
                .responses()
                .get(0);
        CannedCompletion completion = (CannedCompletion) response;
        return new CannedCompletion(
                completion.choices().stream().map(RecordedRoundTripTest::bare).toList(),
                null,
                // Azure's URL contains the model
                exchange.path("provider").asText().equals("azure")
                        ? new CannedCompletion.Identity(
                                null, null, completion.identity().model(), null, null)
                        : CannedCompletion.Identity.DERIVED,
                completion.delay().fixed(),
                completion.pacing());
    }

    private static CannedChoice bare(CannedChoice choice) {
        FinishReason reason = choice.finishReason();
        return new CannedChoice(
                choice.message(), reason == null || INFERRED.contains(reason) ? null : reason, choice.logprobs());
    }

    /** Returns the shapes of a stream's chunks, with adjacent chunks of the same shape merged. */
    private static List<String> shapes(List<JsonNode> chunks) {
        List<String> shapes = new ArrayList<>();
        for (JsonNode chunk : chunks) {
            String shape = shape("", chunk);
            if (shapes.isEmpty() || !shapes.get(shapes.size() - 1).equals(shape)) {
                shapes.add(shape);
            }
        }
        return shapes;
    }

    private static String shape(String key, JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(member -> member.getKey() + ":" + shape(member.getKey(), member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value.isArray()) {
            return value.valueStream().map(element -> shape(key, element)).collect(Collectors.joining(",", "[", "]"));
        }
        return value.isNull() ? "null" : VALUES.contains(key) ? value.asText() : "";
    }
}
