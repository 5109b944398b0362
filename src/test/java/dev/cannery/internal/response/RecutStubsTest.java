package dev.cannery.internal.response;

import static dev.cannery.internal.response.Answers.OPENAI;
import static dev.cannery.internal.response.Answers.chunks;
import static dev.cannery.internal.response.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Recordings;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.wire.ChunkJoiner;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Serves recorded responses of any provider in the form in which they were not recorded, and split in another way. */
class RecutStubsTest {
    /** Ways to split a text, which the responses of a provider take in turn. */
    private static final List<String> SPLITS = List.of(", stream: {by: 1}", ", stream: {by: word}");

    private final ResponseRenderer renderer = new ResponseRenderer(new TokenCounter());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void everyFormOfARecordedResponseHasAllItsMembersAndNoOthers(Recordings recordings) throws IOException {
        Files.createDirectories(folder.resolve("stubs"));
        Map<String, int[]> shares = new TreeMap<>();
        List<String> others = new ArrayList<>();
        for (JsonNode exchange : recordings.some()) {
            boolean isStreamed = exchange.path("sse").size() > 0;
            boolean hasChoices = isStreamed
                    ? Recordings.chunks(exchange).stream()
                            .anyMatch(chunk -> !chunk.path("choices").isEmpty())
                    : !exchange.path("response").path("choices").isEmpty();
            // a stream that ends with an error is an error as a whole
            boolean isError = Recordings.chunks(exchange).stream().anyMatch(chunk -> chunk.hasNonNull("error"));
            if (!hasChoices || isError || exchange.path("status").asInt() != 200) {
                continue;
            }
            String provider = exchange.path("provider").asText();
            int[] share = shares.computeIfAbsent(provider, any -> new int[2]);
            String outcome = outcome(exchange, isStreamed, SPLITS.get(share[1] % SPLITS.size()));
            share[1]++;
            share[0] += outcome.isEmpty() ? 1 : 0;
            if (!outcome.isEmpty()) {
                others.add(provider + ": " + outcome + " " + exchange.path("source"));
            }
        }
        int same = shares.values().stream().mapToInt(share -> share[0]).sum();
        int all = shares.values().stream().mapToInt(share -> share[1]).sum();
        System.out.println("stubs: " + same + " of " + all + " recorded responses say the same in every form");
        shares.forEach((provider, share) -> System.out.println("  " + provider + " " + share[0] + " of " + share[1]));
        others.forEach(other -> System.out.println("  not: " + other));

        assertThat(others).isEmpty();
    }

    private String outcome(JsonNode exchange, boolean isStreamed, String split) throws IOException {
        String recorded = RecordedStubsTest.recorded(exchange);
        CannedResponse stub = stub(recorded, isStreamed, "");
        JsonNode whole = isStreamed ? json(render(stub, false)) : exchange.path("response");
        Set<String> expected = new TreeSet<>();
        if (isStreamed) {
            Recordings.chunks(exchange).forEach(chunk -> addPaths("", chunk, expected));
        } else {
            addPaths("", exchange.path("response"), expected);
        }
        Set<String> found = new TreeSet<>();
        addPaths("", whole, found);
        // a text next to parts is a part, as in whole responses of the same provider
        if (expected.contains(".choices.message.content.type")) {
            expected.add(".choices.message.content.text");
        }
        if (!found.equals(expected)) {
            Set<String> lost = new TreeSet<>(expected);
            lost.removeAll(found);
            found.removeAll(expected);
            return "whole lacks " + lost + ", adds " + found;
        }
        String wrong = isStreamed ? wrongCalls(exchange, whole) : "";
        if (!wrong.isEmpty()) {
            return wrong;
        }
        List<JsonNode> chunks = chunks(render(stub(recorded, isStreamed, split), true));
        String difference = difference("", whole, ChunkJoiner.join(chunks));
        return difference.isEmpty() ? "" : "split" + split + " differs: " + difference;
    }

    /** Whether the calls name tools that the request declares, with arguments that are JSON. */
    private static String wrongCalls(JsonNode exchange, JsonNode whole) {
        Set<String> declared = new TreeSet<>();
        exchange.path("request")
                .path("tools")
                .forEach(tool -> declared.add(tool.at("/function/name").asText()));
        for (JsonNode choice : whole.path("choices")) {
            for (JsonNode call : choice.path("message").path("tool_calls")) {
                JsonNode function = call.path("function");
                if (call.has("custom")) {
                    continue;
                }
                if (!declared.isEmpty()
                        && !declared.contains(function.path("name").asText())) {
                    return "calls an unknown tool: " + call;
                }
                boolean isCut = List.of("length", "max_output_tokens")
                        .contains(choice.path("native_finish_reason")
                                .asText(choice.path("finish_reason").asText()));
                if (!isCut && !isJson(function.path("arguments").asText())) {
                    return "calls with broken arguments: " + call;
                }
            }
        }
        return "";
    }

    private static boolean isJson(String arguments) {
        try {
            return arguments.isEmpty() || !Json.parse(arguments).isMissingNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** Returns the first place where the trees differ; an index of a call counts only in chunks. */
    private static String difference(String at, JsonNode whole, JsonNode joined) {
        if (whole.isObject() && joined.isObject()) {
            Set<String> names = new TreeSet<>();
            whole.fieldNames().forEachRemaining(names::add);
            joined.fieldNames().forEachRemaining(names::add);
            return names.stream()
                    .filter(name -> !(at.endsWith(".tool_calls") && name.equals("index")))
                    // Perplexity has an empty delta in whole responses too
                    .filter(name -> !(name.equals("delta") && whole.has("message")))
                    .map(name -> difference(at + "." + name, whole.path(name), joined.path(name)))
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .orElse("");
        }
        if (whole.isArray() && joined.isArray() && whole.size() == joined.size()) {
            for (int i = 0; i < whole.size(); i++) {
                String found = difference(at, whole.get(i), joined.get(i));
                if (!found.isEmpty()) {
                    return found;
                }
            }
            return "";
        }
        return whole.equals(joined) ? "" : at + " is " + excerpt(joined) + ", was " + excerpt(whole);
    }

    private static String excerpt(JsonNode value) {
        String text = value.isMissingNode() ? "missing" : value.toString();
        return text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }

    /** Adds the places of all members, as a whole response has them. */
    private static void addPaths(String at, JsonNode value, Set<String> paths) {
        if (value.isObject()) {
            value.properties().forEach(member -> {
                String name = member.getKey().equals("delta") ? "message" : member.getKey();
                String place = at + "." + name;
                if (!place.equals(".obfuscation") && !place.endsWith("tool_calls.index")) {
                    paths.add(place);
                    addPaths(place, member.getValue(), paths);
                }
            });
        } else {
            value.forEach(element -> addPaths(at, element, paths));
        }
    }

    private RenderedResponse render(CannedResponse stub, boolean isStreamed) {
        ObjectNode request = Json.object().put("model", "m").put("stream", isStreamed);
        request.putArray("messages");
        request.putObject("stream_options").put("include_usage", true);
        return renderer.render(stub, ChatRequest.of(request), "stub", OPENAI);
    }

    private CannedResponse stub(String recorded, boolean isStreamed, String more) throws IOException {
        String file = isStreamed ? "recorded.sse" : "recorded.json";
        Files.writeString(folder.resolve("stubs").resolve(file), recorded);
        Path contract = Files.writeString(
                folder.resolve("recorded.yaml"),
                "interactions: [{name: recorded, request: {}, response: {stub: " + file + more + "}, verify: false}]");
        return ContractReader.read(contract)
                .get(0)
                .interactions()
                .get(0)
                .turns()
                .get(0)
                .responses()
                .get(0);
    }
}
