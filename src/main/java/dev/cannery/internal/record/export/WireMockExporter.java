package dev.cannery.internal.record.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedFault;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedTemplate;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.record.export.Export.ExportedFile;
import dev.cannery.internal.record.export.Sampler.Answer;
import dev.cannery.internal.record.export.Sampler.Sample;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes mappings of WireMock. Each response becomes two at each endpoint: one for requests that stream, and one with a lower
 * priority for the others. Earlier interactions have a higher priority than later ones, and later turns than earlier ones.
 */
final class WireMockExporter implements Exporter {
    private static final Map<CannedFault.Kind, String> FAULTS = Map.of(
            CannedFault.Kind.RESET, "CONNECTION_RESET_BY_PEER",
            CannedFault.Kind.EMPTY, "EMPTY_RESPONSE",
            CannedFault.Kind.GARBAGE, "RANDOM_DATA_THEN_CLOSE");
    private static final Duration NEVER = Duration.ofMinutes(10);
    private static final String STARTED = "Started";

    @Override
    public List<ExportedFile> write(Sampler contract, Losses losses) {
        ObjectNode all = Json.object();
        all.putArray("mappings").addAll(mappings(contract, losses));
        return List.of(new ExportedFile("mappings/" + contract.contract().name() + ".json", text(all)));
    }

    static String text(ObjectNode json) {
        return new String(Json.prettyBytes(json), StandardCharsets.UTF_8) + "\n";
    }

    /** Returns the mappings of a contract, for each endpoint. */
    static List<ObjectNode> mappings(Sampler contract, Losses losses) {
        List<ObjectNode> mappings = new ArrayList<>();
        for (ChatEndpoint endpoint : ChatEndpoint.values()) {
            int priority = 1;
            for (Sample sample : laterTurnsFirst(contract.samples(endpoint))) {
                add(contract, sample, priority, losses, mappings);
                priority += 2;
            }
        }
        return mappings;
    }

    private static void add(Sampler contract, Sample sample, int priority, Losses losses, List<ObjectNode> mappings) {
        WireMockPatterns all = patterns(sample, losses);
        sample.turn().request().rules().forEach(all::addOuter);
        if (all.matchesAll()) {
            losses.add(
                    sample.interaction(),
                    "it is left out at " + sample.endpoint().path()
                            + ": WireMock has no equivalent of its rules, so it would answer every request");
            return;
        }
        ArrayNode patterns = all.body();
        if (sample.turn().request().isStrict()) {
            losses.add(sample.interaction(), "WireMock ignores fields that no rule mentions, so 'strict' is lost");
        }
        List<CannedResponse> responses = sample.turn().responses();
        for (int i = 0; i < responses.size(); i++) {
            mappings.add(mapping(contract, sample, patterns, i, true, priority, losses));
            if (!sample.isStream()) {
                mappings.add(mapping(contract, sample, patterns, i, false, priority + 1, losses));
            }
        }
    }

    private static List<Sample> laterTurnsFirst(List<Sample> samples) {
        List<Sample> ordered = new ArrayList<>();
        List<Sample> turns = new ArrayList<>();
        for (Sample sample : samples) {
            if (sample.index() == 0) {
                Collections.reverse(turns);
                ordered.addAll(turns);
                turns.clear();
            }
            turns.add(sample);
        }
        Collections.reverse(turns);
        ordered.addAll(turns);
        return ordered;
    }

    private static WireMockPatterns patternsAt(Sample sample, Losses losses) {
        return new WireMockPatterns(BodyPlaces.of(sample.endpoint()), what -> losses.add(sample.interaction(), what));
    }

    private static WireMockPatterns patterns(Sample sample, Losses losses) {
        WireMockPatterns patterns = patternsAt(sample, losses);
        if (sample.interaction().isConversation()) {
            for (int i = 0; i < sample.index(); i++) {
                earlier(sample.interaction().turns().get(i), patterns);
            }
        }
        for (FieldRule rule : sample.turn().request().rules()) {
            patterns.add(rule);
        }
        return patterns;
    }

    /** Adds patterns for the answer of an earlier turn, which the conversation must hold. */
    private static void earlier(Turn turn, WireMockPatterns patterns) {
        CannedResponse last = turn.responses().get(turn.responses().size() - 1);
        CannedResponse written = last instanceof CannedTemplate template ? template.written() : last;
        if (written instanceof CannedCompletion completion) {
            CannedChoice choice = completion.choices().get(0);
            for (CannedToolCall call : choice.toolCalls()) {
                patterns.addCall(call.name());
            }
            if (choice.toolCalls().isEmpty() && choice.content() != null) {
                patterns.addAnswer(choice.content());
            }
        }
    }

    private static ObjectNode mapping(
            Sampler contract,
            Sample sample,
            ArrayNode patterns,
            int index,
            boolean isStream,
            int priority,
            Losses losses) {
        List<CannedResponse> responses = sample.turn().responses();
        String name = contract.contract().name() + "/" + sample.interaction().name() + "/" + (sample.index() + 1)
                + (sample.endpoint() == ChatEndpoint.RESPONSES ? ChatEndpoint.RESPONSES.path() : "")
                + (isStream ? "/stream" : "");
        ObjectNode mapping = Json.object()
                .put(
                        "id",
                        UUID.nameUUIDFromBytes((name + index).getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("name", sample.interaction().name())
                .put("priority", priority);
        if (responses.size() > 1) {
            mapping.put("scenarioName", name);
            mapping.put("requiredScenarioState", state(index));
            if (index + 1 < responses.size()) {
                mapping.put("newScenarioState", state(index + 1));
            }
        }
        mapping.set("request", request(sample, patterns, isStream, losses));
        mapping.set("response", response(contract, sample, responses.get(index), isStream, losses));
        return mapping;
    }

    private static String state(int index) {
        return index == 0 ? STARTED : "after " + index;
    }

    private static ObjectNode request(Sample sample, ArrayNode patterns, boolean isStream, Losses losses) {
        WireMockPatterns outer = patternsAt(sample, losses);
        ObjectNode request = Json.object()
                .put("method", "POST")
                .put("urlPathPattern", outer.path(sample.turn().request().rules()));
        sample.turn().request().rules().forEach(outer::addOuter);
        outer.headers()
                .properties()
                .forEach(header -> Json.objectIn(request, "headers").set(header.getKey(), header.getValue()));
        outer.query()
                .properties()
                .forEach(parameter ->
                        Json.objectIn(request, "queryParameters").set(parameter.getKey(), parameter.getValue()));
        ArrayNode all = patterns.deepCopy();
        if (isStream) {
            all.insertObject(0)
                    .putObject("matchesJsonPath")
                    .put("expression", "$.stream")
                    .put("equalTo", "true");
        }
        if (!all.isEmpty()) {
            request.set("bodyPatterns", all);
        }
        return request;
    }

    private static ObjectNode response(
            Sampler contract, Sample sample, CannedResponse response, boolean isStream, Losses losses) {
        long delay = response.delay().fixed().toMillis();
        ObjectNode json = Json.object();
        if (response instanceof CannedFault fault) {
            String word = FAULTS.get(fault.kind());
            return word == null
                    ? json.put("status", 200).put("fixedDelayMilliseconds", NEVER.toMillis())
                    : json.put("fault", word);
        }
        if (response instanceof CannedTemplate) {
            losses.add(sample.interaction(), "its template is not filled in, but sent as it stands");
        }
        if (response instanceof CannedCompletion completion && !completion.isValid()) {
            losses.add(sample.interaction(), "its fault or misbehaviour in the middle of a response is lost");
        }
        Answer answer = contract.answer(sample, unbroken(response), isStream);
        json.put("status", answer.status());
        ObjectNode headers = json.putObject("headers");
        answer.headers().forEach(headers::put);
        json.put("body", answer.text());
        if (delay > 0) {
            json.put("fixedDelayMilliseconds", delay);
        }
        long paced = answer.gaps().stream().mapToLong(Duration::toMillis).sum();
        if (paced > 0) {
            json.putObject("chunkedDribbleDelay")
                    .put("numberOfChunks", answer.gaps().size())
                    .put("totalDuration", paced);
        }
        return json;
    }

    private static CannedResponse unbroken(CannedResponse response) {
        return response instanceof CannedCompletion whole && !whole.isValid()
                ? new CannedCompletion(
                        whole.choices(),
                        whole.usage(),
                        whole.identity(),
                        whole.delay(),
                        whole.pacing(),
                        whole.head(),
                        null,
                        List.of(),
                        whole.recorded())
                : response;
    }
}
