package dev.cannery.internal.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.MockChatScope;
import dev.cannery.MockChatServer;
import dev.cannery.Recordings;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.MessageText;
import dev.cannery.internal.chat.responses.ChatAnswer;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.contract.format.ContractWriter;
import dev.cannery.internal.matching.check.ContractCheck;
import dev.cannery.internal.matching.check.ContractWarning;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.SourceProblemsException;
import dev.cannery.internal.verify.check.CannedResponseCheck;
import dev.cannery.internal.wire.ChunkJoiner;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.ResponseEvents;
import dev.cannery.internal.wire.SseEvent;
import dev.cannery.internal.wire.SseReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Makes a contract of each recorded exchange, checks it, serves it, and sends the recorded request. */
class RecordedAgainTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private String used = "";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "SAMPLES, CHAT_COMPLETIONS, 1",
        "SHARED, CHAT_COMPLETIONS, 0.99",
        "SAMPLES, RESPONSES, 1",
        "SHARED, RESPONSES, 0.99"
    })
    void aRecordedExchangeBecomesAContractThatRepeatsIt(Recordings recordings, ChatEndpoint endpoint, double least)
            throws Exception {
        Map<String, int[]> shares = new TreeMap<>();
        List<String> others = new ArrayList<>();
        try (MockChatServer server = MockChatServer.builder().speed("0").start()) {
            for (JsonNode exchange : exchanges(recordings, endpoint)) {
                if (isUsable(exchange, endpoint)) {
                    String provider = exchange.path("provider").asText();
                    String outcome = outcome(exchange, server);
                    int[] share = shares.computeIfAbsent(provider, any -> new int[2]);
                    share[1]++;
                    share[0] += outcome.isEmpty() ? 1 : 0;
                    if (!outcome.isEmpty()) {
                        others.add(provider + ": " + used + " " + outcome + " " + exchange.path("source"));
                    }
                }
            }
        }
        int same = shares.values().stream().mapToInt(share -> share[0]).sum();
        int all = shares.values().stream().mapToInt(share -> share[1]).sum();
        System.out.println("recorded: " + same + " of " + all + " exchanges become contracts that repeat them");
        shares.forEach((provider, share) -> System.out.println("  " + provider + " " + share[0] + " of " + share[1]));
        others.forEach(other -> System.out.println("  not: " + other.replace('\n', ' ')));

        assertThat((double) same / all).isGreaterThanOrEqualTo(least);
    }

    private static List<JsonNode> exchanges(Recordings recordings, ChatEndpoint endpoint) {
        return endpoint == ChatEndpoint.RESPONSES ? recordings.ofResponses("openai") : recordings.some();
    }

    private static boolean isUsable(JsonNode exchange, ChatEndpoint endpoint) {
        // a conversation of the provider exists nowhere else
        return exchange.path("status").asInt() == 200
                && exchange.path("request") instanceof ObjectNode
                && !exchange.path("request").has("conversation")
                && ChatEndpoint.of(path(exchange)) == endpoint
                && ChatEndpoint.has(path(exchange));
    }

    private static String path(JsonNode exchange) {
        return exchange.path("url").asText(RecordedCalls.URL).replaceFirst("\\?.*", "");
    }

    private String outcome(JsonNode exchange, MockChatServer server) throws Exception {
        RecordedCall call = RecordedCalls.of(exchange);
        RecordedContracts recording = RecordedContracts.of(List.of(call), RecordingOptions.of("recorded"));
        if (!recording.skipped().isEmpty()) {
            String reason = recording.skipped().get(0).reason();
            // what is no complete answer is rightly not recorded
            return reason.matches(".*(no finish reason|no choices|ends with an error|not a JSON object|not JSON.*)")
                    ? ""
                    : reason;
        }
        if (!recording.unreached().isEmpty()) {
            return "does not match its own rules";
        }
        used = recording.files().get(0).contract().provider();
        LoadedContract contract;
        try {
            contract = loaded(recording.files().get(0));
        } catch (SourceProblemsException e) {
            return "does not load: " + e.getMessage();
        }
        List<ContractWarning> warnings = Stream.of(
                        ContractCheck.check(
                                List.of(contract),
                                (provider, request) ->
                                        ProfileReader.find(provider).refusalOf(request)),
                        CannedResponseCheck.check(List.of(contract)))
                .flatMap(List::stream)
                .toList();
        if (!warnings.isEmpty()) {
            return "warning: " + warnings.get(0).message();
        }
        return replayed(exchange, contract, server);
    }

    private LoadedContract loaded(RecordedFile file) throws IOException {
        Path contract = folder.resolve("recorded.yaml");
        Files.writeString(contract, ContractWriter.write(file.contract()));
        for (Map.Entry<String, String> stub : file.stubs().entrySet()) {
            Path path = folder.resolve("stubs").resolve(stub.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, stub.getValue());
        }
        return ContractReader.read(contract).get(0);
    }

    private String replayed(JsonNode exchange, LoadedContract contract, MockChatServer server)
            throws IOException, InterruptedException {
        try (MockChatScope scope = server.openScope(contract)) {
            String recorded = exchange.path("url").asText(RecordedCalls.URL).replaceFirst("^(?:https?://)?[^/?#]*", "");
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(scope.baseUrl().toString().replaceFirst("/v1/?$", "") + recorded))
                            .header("content-type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(Json.compact(exchange.path("request"))))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                if (answer.body().matches("(?s).*(Previous response|Item) with id '\\S+' not found.*")) {
                    // it continues a call that is not served here
                    return "";
                }
                return "status " + answer.statusCode() + " " + answer.body();
            }
            JsonNode was =
                    exchange.path("sse").size() > 0 ? joined(Recordings.chunks(exchange)) : exchange.path("response");
            JsonNode now = answer.body().startsWith("{")
                    ? Json.parse(answer.body())
                    : joined(SseReader.readAll(answer.body()).stream()
                            .map(SseEvent::data)
                            .filter(data -> data != null && data.startsWith("{"))
                            .map(data -> (JsonNode) RecordedCalls.object(data))
                            .toList());
            // what was redacted is not repeated
            return difference(meant(new Redactor(List.of(), List.of()).clean((ObjectNode) was)), meant(now));
        }
    }

    private static ObjectNode joined(List<JsonNode> events) {
        return ResponseEvents.areIn(events) ? ResponseEvents.join(events) : ChunkJoiner.join(events);
    }

    private static JsonNode meant(JsonNode answer) {
        return answer.has("output") ? ChatAnswer.of(answer) : answer;
    }

    private static String difference(JsonNode was, JsonNode now) {
        for (int i = 0; i < was.path("choices").size(); i++) {
            JsonNode expected = was.path("choices").path(i);
            JsonNode found = now.path("choices").path(i);
            for (String at : List.of("/message/content", "/message/refusal", "/finish_reason")) {
                if (!text(expected.at(at)).equals(text(found.at(at)))) {
                    return at + " was " + expected.at(at) + ", is " + found.at(at);
                }
            }
            JsonNode calls = expected.at("/message/tool_calls");
            if (calls.size() != found.at("/message/tool_calls").size()) {
                return "calls were " + calls + ", are " + found.at("/message/tool_calls");
            }
            for (int k = 0; k < calls.size(); k++) {
                String called = called(calls.path(k));
                if (!called.equals(called(found.at("/message/tool_calls").path(k)))) {
                    return "call was " + called + ", is "
                            + called(found.at("/message/tool_calls").path(k));
                }
            }
        }
        boolean hasUsage = was.path("usage").isObject() && now.path("usage").isObject();
        for (String count : hasUsage ? List.of("prompt_tokens", "completion_tokens") : List.<String>of()) {
            if (was.path("usage").path(count).asInt()
                    != now.path("usage").path(count).asInt()) {
                return count + " was " + was.path("usage") + ", is " + now.path("usage");
            }
        }
        return was.path("usage").isObject() && !hasUsage ? "has no usage" : "";
    }

    private static String text(JsonNode value) {
        String text = value.isArray() ? MessageText.ofContent(value).asText("") : value.asText("");
        return text.equals("null") ? "" : text;
    }

    private static String called(JsonNode call) {
        JsonNode function = call.path(call.path("type").asText("function"));
        JsonNode arguments = function.has("input") ? function.path("input") : function.path("arguments");
        String text = arguments.isTextual() ? arguments.textValue() : Json.compact(arguments);
        try {
            return function.path("name").asText() + Json.parse(text.isEmpty() ? "{}" : text);
        } catch (IOException e) {
            return function.path("name").asText() + text;
        }
    }
}
