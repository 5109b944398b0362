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
import dev.cannery.internal.wire.SseEvent;
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
    /** The names of profiles in the recordings, if they differ. */
    private static final Map<String, String> RECORDED_AS = Map.of("lm-studio", "lmstudio", "copilot", "github-copilot");

    private static final Set<String> VALUES =
            Set.of("object", "type", "status", "role", "phase", "reason", "effort", "truncation", "verbosity", "code");

    private final ResponseRenderer renderer = new ResponseRenderer(new TokenCounter());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "SAMPLES, openai, 1",
        "SAMPLES, azure, 1",
        "SAMPLES, xai, 1",
        "SAMPLES, deepseek, 1",
        "SAMPLES, openrouter, 1",
        "SHARED, openai, 0.98",
        "SHARED, azure, 0.94",
        "SHARED, xai, 1",
        "SHARED, deepseek, 1",
        "SAMPLES, lm-studio, 1",
        "SAMPLES, copilot, 1",
        "SAMPLES, vllm, 1",
        "SAMPLES, llama.cpp, 1",
        "SHARED, lm-studio, 1",
        "SHARED, copilot, 1",
        "SHARED, vllm, 1",
        "SHARED, llama.cpp, 1"
    })
    void responsesAreReproducedAsRecorded(Recordings recordings, String provider, double least) throws IOException {
        Report report = new Report();
        System.out.println("Responses of " + provider + ":");
        for (JsonNode exchange : of(recordings, provider)) {
            if (exchange.path("response").path("output").isArray()) {
                compare(exchange, exchange.path("response"), provider, report);
            }
        }
        assertThat(report.share()).isGreaterThanOrEqualTo(least);
    }

    @ParameterizedTest
    @CsvSource({
        "SAMPLES, openai, 1",
        "SAMPLES, azure, 1",
        "SAMPLES, xai, 1",
        "SAMPLES, deepseek, 1",
        "SAMPLES, openrouter, 1",
        "SHARED, openai, 0.98",
        "SHARED, azure, 0.93",
        "SHARED, xai, 0.97",
        "SHARED, deepseek, 1",
        "SAMPLES, lm-studio, 1",
        "SAMPLES, copilot, 1",
        // the others have probabilities of tokens that are not those of OpenAI's models, by which fragments are cut
        "SHARED, lm-studio, 0.33",
        "SHARED, copilot, 1"
    })
    void streamsAreReproducedAsRecorded(Recordings recordings, String provider, double least) throws IOException {
        Report report = new Report();
        System.out.println("Responses of " + provider + ":");
        for (JsonNode exchange : of(recordings, provider)) {
            List<JsonNode> events = Recordings.chunks(exchange);
            JsonNode last = events.isEmpty()
                    ? Json.object()
                    : events.get(events.size() - 1).path("response");
            if (last.path("output").isArray()) {
                compare(exchange, last, provider, report);
            }
        }
        assertThat(report.share()).isGreaterThanOrEqualTo(least);
    }

    /** Returns the exchanges of a provider. One recorder has answers of LM Studio without their requests. */
    private static List<JsonNode> of(Recordings recordings, String provider) {
        String recordedAs = RECORDED_AS.getOrDefault(provider, provider);
        return provider.equals("lm-studio")
                ? recordings.ofResponses().stream()
                        .filter(exchange -> exchange.path("provider").asText().equals(recordedAs))
                        .toList()
                : recordings.ofResponses(recordedAs);
    }

    /** Returns the request, or one that asks for what the Response repeats. */
    private static ObjectNode requestOf(JsonNode exchange, JsonNode recorded) {
        if (exchange.path("request") instanceof ObjectNode request) {
            return request;
        }
        ObjectNode request = Json.object().put("input", "Hello");
        request.put("stream", !exchange.path("sse").isEmpty());
        for (String name : List.of("model", "tools", "tool_choice", "temperature", "top_p", "frequency_penalty")) {
            request.set(name, recorded.path(name));
        }
        JsonNode limit = recorded.path("max_output_tokens");
        return limit.isNull() ? request : request.set("max_output_tokens", limit);
    }

    @ParameterizedTest
    @CsvSource({"SAMPLES, 1", "SHARED, 0.88"})
    void theInputTokensOfPlainTextAreCounted(Recordings recordings, double least) {
        TokenCounter tokens = new TokenCounter();
        Report input = new Report();
        for (JsonNode exchange : recordings.ofResponses("openai")) {
            List<JsonNode> events = Recordings.chunks(exchange);
            JsonNode response = events.isEmpty()
                    ? exchange.path("response")
                    : events.get(events.size() - 1).path("response");
            if (!isPlain(exchange.path("request")) || !response.path("usage").isObject()) {
                continue;
            }
            ChatRequest request = ChatRequest.of("/v1/responses", Map.of(), (ObjectNode) exchange.path("request"));
            int counted = tokens.promptTokens(request);
            int recorded = response.path("usage").path("input_tokens").asInt();
            input.add(exchange, counted == recorded ? "" : request.model() + " " + (counted - recorded));
        }
        assertThat(input.share()).isGreaterThanOrEqualTo(least);
    }

    /** Whether a request has texts only, and nothing that refers to earlier ones. */
    private static boolean isPlain(JsonNode request) {
        boolean isOther = Stream.of("tools", "previous_response_id", "conversation", "prompt")
                        .anyMatch(name -> !request.path(name).isEmpty()
                                || request.path(name).isTextual())
                || request.path("text").path("format").path("type").asText("").equals("json_schema");
        return !isOther
                && Json.values(request.path("input"))
                        .allMatch(item -> item.has("role")
                                && Json.values(item.path("content"))
                                        .allMatch(part -> part.isTextual() || part.has("text")));
    }

    private void compare(JsonNode exchange, JsonNode response, String provider, Report report) throws IOException {
        if (!canBeSaid(response)) {
            report.shares.computeIfAbsent("only as a stub", any -> new int[2])[1]++;
            return;
        }
        report.add(exchange, deviationOf(exchange, response, provider));
    }

    /** How many come out as recorded, by repository, and in what the others differ. */
    private static final class Report {
        private final Map<String, List<String>> deviations = new TreeMap<>();
        private final Map<String, int[]> shares = new TreeMap<>();

        void add(JsonNode exchange, String deviation) {
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

        double share() {
            shares.forEach((name, share) -> System.out.println("  " + name + " " + share[0] + " of " + share[1]));
            deviations.forEach((deviation, sources) ->
                    System.out.println("  " + sources.size() + " " + deviation + " " + sources.get(0)));
            int[] all = shares.getOrDefault("all", new int[] {0, 1});
            return (double) all[0] / all[1];
        }

        private static String repositoryOf(JsonNode exchange) {
            String[] parts = exchange.path("source").asText().split("/", -1);
            return parts.length > 2 ? parts[1] + "/" + parts[2] : "ours";
        }
    }

    /** Whether a contract can say what a Response has: reasoning, a message and calls, each once and in this order. */
    private static boolean canBeSaid(JsonNode recorded) {
        String types = Json.values(recorded.path("output"))
                .map(item -> item.path("type").asText())
                .collect(Collectors.joining(" "));
        return types.matches("(reasoning ?)?(message ?)?((function|custom_tool)_call ?)*");
    }

    private String deviationOf(JsonNode exchange, JsonNode recorded, String provider) throws IOException {
        RenderedResponse given = renderer.render(
                canned(recorded),
                ChatRequest.of("/v1/responses", Map.of(), requestOf(exchange, recorded)),
                "says hello",
                style(provider, recorded));
        boolean isSorted = isSorted(recorded);
        if (exchange.path("sse").isEmpty()) {
            return difference("", recorded, Answers.json(given), isSorted);
        }
        List<JsonNode> wanted = withoutRepeats(Recordings.chunks(exchange));
        List<JsonNode> got = withoutRepeats(events(given));
        for (int i = 0; i < Math.max(wanted.size(), got.size()); i++) {
            String type = i < wanted.size() ? wanted.get(i).path("type").asText() : "nothing";
            String found = i < got.size() ? got.get(i).path("type").asText() : "nothing";
            String deviation =
                    type.equals(found) ? difference("", wanted.get(i), got.get(i), isSorted) : ": given " + found;
            if (!deviation.isEmpty()) {
                return type + deviation;
            }
        }
        return "";
    }

    private static List<JsonNode> events(RenderedResponse given) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (SseFrame frame : Answers.frames(given)) {
            if (!frame.data().equals(SseEvent.DONE)) {
                events.add(Json.parse(frame.data()));
            }
        }
        return events;
    }

    /** Returns the events without all but the first of adjacent fragments: they may be cut differently. */
    private static List<JsonNode> withoutRepeats(List<JsonNode> events) {
        List<JsonNode> kept = new ArrayList<>();
        for (JsonNode event : events) {
            String type = event.path("type").asText();
            boolean isAgain = !kept.isEmpty()
                    && type.endsWith("delta")
                    && type.equals(kept.get(kept.size() - 1).path("type").asText());
            if (!isAgain) {
                kept.add(event);
            }
        }
        return kept;
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
