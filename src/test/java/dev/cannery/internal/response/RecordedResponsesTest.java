package dev.cannery.internal.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Recordings;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.responses.ChatAnswer;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Puts recorded Responses into a contract, sends the recorded request, and compares: the same members in the same order, null where
 * they were null, the same words.
 */
class RecordedResponsesTest {
    private static final LocalDate LAST_RECORDED = LocalDate.of(2026, 8, 19);
    private static final Set<String> VALUES =
            Set.of("object", "type", "status", "role", "phase", "reason", "effort", "truncation", "verbosity", "code");

    private final ResponseRenderer renderer = new ResponseRenderer(new TokenCounter());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"SHARED, openai, 0.97"})
    void responsesAreReproducedAsRecorded(Recordings recordings, String provider, double least) throws IOException {
        Map<String, List<String>> deviations = new TreeMap<>();
        Map<String, int[]> shares = new TreeMap<>();
        for (JsonNode exchange : recordings.ofResponses(provider)) {
            if (exchange.path("sse").size() > 0
                    || exchange.path("response").path("output").isMissingNode()) {
                continue;
            }
            if (!canBeSaid(exchange.path("response"))) {
                shares.computeIfAbsent("only as a stub", any -> new int[2])[1]++;
                continue;
            }
            String deviation = deviationOf(exchange, exchange.path("response"), provider);
            for (String name : List.of("all", repositoryOf(exchange))) {
                int[] share = shares.computeIfAbsent(name, any -> new int[2]);
                share[0] += deviation.isEmpty() ? 1 : 0;
                share[1]++;
            }
            if (!deviation.isEmpty()) {
                deviations
                        .computeIfAbsent(deviation, any -> new ArrayList<>())
                        .add(exchange.path("source").toString());
            }
        }
        shares.forEach((name, share) -> System.out.println("  " + name + " " + share[0] + " of " + share[1]));
        deviations.forEach((deviation, sources) ->
                System.out.println("  " + sources.size() + " " + deviation + " " + sources.get(0)));

        int[] all = shares.getOrDefault("all", new int[] {0, 1});
        assertThat((double) all[0] / all[1]).isGreaterThanOrEqualTo(least);
    }

    /** Whether a contract can say what a Response has: reasoning, a message and calls, each once and in this order. */
    private static boolean canBeSaid(JsonNode recorded) {
        String types = Json.values(recorded.path("output"))
                .map(item -> item.path("type").asText())
                .collect(Collectors.joining(" "));
        return types.matches("(reasoning ?)?(message ?)?((function|custom_tool)_call ?)*");
    }

    private static String repositoryOf(JsonNode exchange) {
        String source = exchange.path("source").asText();
        String[] parts = source.split("/");
        return parts.length > 2 ? parts[1] + "/" + parts[2] : source;
    }

    private String deviationOf(JsonNode exchange, JsonNode recorded, String provider) throws IOException {
        RenderedResponse given = renderer.render(
                canned(recorded),
                ChatRequest.of("/v1/responses", Map.of(), (ObjectNode) exchange.path("request")),
                "says hello",
                style(provider, recorded));
        boolean isSorted = isSorted(recorded);
        return difference("", recorded, Answers.json(given), isSorted);
    }

    private static AnswerStyle style(String provider, JsonNode recorded) {
        return ProfileReader.read(provider)
                .asOf(dayOf(recorded))
                .at(ChatEndpoint.RESPONSES)
                .orElseThrow()
                .style();
    }

    /** Returns the day of a Response. One recorder hides it, so that only its members tell it. */
    private static LocalDate dayOf(JsonNode recorded) {
        long created = recorded.path("created_at").asLong();
        if (created > 1_000_000_000) {
            return LocalDate.ofInstant(Instant.ofEpochSecond(created), ZoneOffset.UTC);
        }
        boolean isNewest = recorded.path("usage").path("input_tokens_details").has("cache_write_tokens")
                || recorded.path("tools").path(0).has("output_schema");
        return isNewest ? LAST_RECORDED : LocalDate.of(2026, 7, 5);
    }

    /** Whether the recorder sorted the members: no server writes a Response's id after others. */
    private static boolean isSorted(JsonNode recorded) {
        return !"id".equals(recorded.fieldNames().next());
    }

    private static String difference(String path, JsonNode recorded, JsonNode given, boolean isSorted) {
        if (recorded.isObject() && given.isObject()) {
            List<String> wanted = names(recorded, isSorted);
            List<String> got = names(given, isSorted);
            if (!wanted.equals(got)) {
                List<String> missing =
                        wanted.stream().filter(name -> !got.contains(name)).toList();
                List<String> more =
                        got.stream().filter(name -> !wanted.contains(name)).toList();
                return path + ": "
                        + (missing.isEmpty() && more.isEmpty()
                                ? "order " + wanted + " " + got
                                : "lacks " + missing + ", has " + more);
            }
            return wanted.stream()
                    .map(name -> difference(path + "." + name, recorded.get(name), given.get(name), isSorted))
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .orElse("");
        }
        if (recorded.isArray() && given.isArray()) {
            if (recorded.size() != given.size()) {
                return path + ": " + recorded.size() + " elements, given " + given.size();
            }
            return Stream.iterate(0, i -> i < recorded.size(), i -> i + 1)
                    .map(i -> difference(path + "[]", recorded.get(i), given.get(i), isSorted))
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .orElse("");
        }
        String name = path.substring(path.lastIndexOf('.') + 1);
        boolean isSame = VALUES.contains(name)
                ? recorded.equals(given)
                : recorded.getNodeType() == given.getNodeType()
                        && recorded.isIntegralNumber() == given.isIntegralNumber();
        return isSame ? "" : path + ": recorded " + recorded + ", given " + given;
    }

    private static List<String> names(JsonNode object, boolean isSorted) {
        Stream<String> names = object.properties().stream().map(Map.Entry::getKey);
        return (isSorted ? names.sorted() : names).collect(Collectors.toList());
    }

    private CannedCompletion canned(JsonNode recorded) throws IOException {
        Path stubs = Files.createDirectories(folder.resolve("stubs"));
        Files.writeString(stubs.resolve("recorded.json"), Json.compact(ChatAnswer.of(recorded)));
        Path contract = folder.resolve("recorded.yaml");
        Files.writeString(
                contract,
                "interactions: [{name: recorded, request: {}, response: {stub: recorded.json}, verify: false}]");
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
                completion.choices(),
                completion.usage(),
                completion.identity(),
                completion.delay().fixed(),
                completion.pacing());
    }
}
