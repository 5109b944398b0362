package dev.cannery.internal.record.formats.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.ElementAt;
import dev.cannery.internal.contract.rule.Members;
import dev.cannery.internal.contract.rule.Present;
import dev.cannery.internal.contract.rule.RegexMatch;
import dev.cannery.internal.record.formats.file.FileValue;
import dev.cannery.internal.record.formats.file.Format;
import dev.cannery.internal.record.formats.file.Reading;
import dev.cannery.internal.record.formats.mock.Expected.Stage;
import dev.cannery.internal.wire.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The expectations of MockServer whose response is one of a model, or plain JSON on a chat path. */
public final class MockServerFormat implements Format {
    private static final List<String> EXPECTATION = List.of(
            "id",
            "priority",
            "httpRequest",
            "httpLlmResponse",
            "httpResponse",
            "times",
            "timeToLive",
            "scenarioName",
            "scenarioState",
            "newScenarioState");
    private static final List<String> REQUEST =
            List.of("method", "path", "headers", "queryStringParameters", "body", "keepAlive", "secure");
    private static final List<String> RESPONSE =
            List.of("provider", "model", "completion", "conversationPredicates", "delay", "primary");
    private static final List<String> COMPLETION = List.of(
            "text", "toolCalls", "stopReason", "usage", "streaming", "streamingPhysics", "reasoning", "reasoningText");
    private static final List<String> USAGE = List.of("inputTokens", "outputTokens");
    private static final List<String> PREDICATES = List.of(
            "turnIndex", "latestMessageContains", "latestMessageMatches", "latestMessageRole", "containsToolResultFor");
    private static final List<String> OTHER_PROVIDERS =
            List.of("ANTHROPIC", "GEMINI", "BEDROCK", "OLLAMA", "COHERE", "VOYAGE");
    private static final Map<String, String> REASONS =
            Map.of("end_turn", "stop", "max_tokens", "length", "tool_use", "tool_calls", "stop_sequence", "stop");

    @Override
    public String title() {
        return "MockServer";
    }

    @Override
    public boolean recognizes(FileValue document) {
        List<FileValue> expectations = expectationsIn(document);
        return !expectations.isEmpty()
                && expectations.stream()
                        .anyMatch(one -> one.member("httpRequest").isMap()
                                || one.member("httpLlmResponse").isMap());
    }

    private static List<FileValue> expectationsIn(FileValue document) {
        return document.isList() ? document.items() : List.of(document);
    }

    @Override
    public void read(List<FileValue> documents, Reading reading) {
        List<FileValue> all = new ArrayList<>();
        documents.forEach(document -> all.addAll(expectationsIn(document)));
        all.sort((left, right) -> Integer.compare(
                right.member("priority").wholeNumber(0), left.member("priority").wholeNumber(0)));
        List<Expected> expectations = new ArrayList<>();
        all.forEach(one -> read(one, reading).ifPresent(expectations::add));
        Expectations.into(reading, expectations);
    }

    private static Optional<Expected> read(FileValue expectation, Reading reading) {
        if (!expectation.hasAny("httpRequest", "httpLlmResponse")) {
            reading.loss(expectation, "the expectation has neither httpRequest nor httpLlmResponse");
            return Optional.empty();
        }
        FileValue request = expectation.member("httpRequest");
        FileValue response = expectation.member("httpLlmResponse");
        String path = request.member("path").text();
        String provider = response.member("provider").text().toUpperCase(Locale.ROOT);
        if (OTHER_PROVIDERS.contains(provider)) {
            reading.loss(response, "the response is for the API of " + provider);
            return Optional.empty();
        }
        String method = request.member("method").text();
        boolean isForChat = response.isPresent() || WireMockRequest.mayBeChat(path);
        if (!reading.isChat(expectation, method.isEmpty() ? "POST" : method, isForChat ? "/chat/completions" : path)) {
            return Optional.empty();
        }
        FileValue predicates = response.member("conversationPredicates");
        ExpectationDraft draft = new ExpectationDraft(expectation, reading)
                .named(predicates
                        .any("latestMessageContains", "latestMessageMatches")
                        .text());
        draft.requireKnown(expectation, EXPECTATION, "the setting");
        draft.requireKnown(request, REQUEST, "the matcher");
        named(request.member("headers")).forEach((name, value) -> header(name, value, draft));
        named(request.member("queryStringParameters"))
                .forEach((name, value) -> text(value, new RequestPart.QueryParameter(name), draft));
        draft.path(provider.equals("OPENAI_RESPONSES") ? ChatEndpoint.RESPONSES.path() : path);
        body(request.member("body"), draft);
        predicates(predicates, draft);
        draft.at(stage(expectation));
        return answer(expectation, response, reading).flatMap(draft::answering);
    }

    private static Stage stage(FileValue expectation) {
        FileValue times = expectation.member("times");
        int limit = times.member("unlimited").isTrue()
                ? 0
                : times.member("remainingTimes").wholeNumber(0);
        return new Stage(
                expectation.member("scenarioName").text(),
                expectation.member("scenarioState").text(),
                expectation.member("newScenarioState").text(),
                limit);
    }

    /** Returns values by name, which stand in a map, or in a list of names with values. */
    private static Map<String, FileValue> named(FileValue values) {
        Map<String, FileValue> named = new LinkedHashMap<>(values.members());
        values.items().forEach(one -> named.put(one.member("name").text(), one.any("values", "value")));
        return named;
    }

    private static void text(FileValue values, RequestPart part, ExpectationDraft draft) {
        FileValue first = values.isList() ? values.first() : values;
        if (first.isMap() || first.text().startsWith("!")) {
            draft.missing(values, "a matcher that is not a text or a regular expression cannot be carried over");
        } else {
            draft.rule(first, part, () -> ExpectationDraft.wholly(first.text()));
        }
    }

    private static void header(String name, FileValue values, ExpectationDraft draft) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("authorization") || lower.equals("api-key")) {
            draft.missing(values, "the key in the header '" + name + "' is not carried over: it may be secret");
        } else if (!lower.equals("content-type") && !lower.equals("accept")) {
            text(values, new RequestPart.Header(name), draft);
        }
    }

    private static void body(FileValue body, ExpectationDraft draft) {
        if (!body.isPresent()) {
            return;
        }
        if (body.member("not").isTrue()) {
            draft.missing(body, "the negated matcher on the body cannot be carried over");
            return;
        }
        String type = body.member("type").text();
        switch (type) {
            case "JSON" ->
                json(body.member("json"), !body.member("matchType").text().equals("STRICT"), draft);
            case "JSON_PATH" -> JsonRules.exists(body.member("jsonPath").text(), body, draft);
            case "" -> json(body, true, draft);
            default -> draft.missing(body, "the matcher '" + type + "' on a body cannot be carried over");
        }
    }

    private static void json(FileValue value, boolean ignoresMore, ExpectationDraft draft) {
        try {
            JsonNode json = TextMatcher.parsed(value);
            new JsonRules(ignoresMore, ignoresMore).add(json, value, draft);
        } catch (IllegalArgumentException e) {
            draft.missing(value, String.valueOf(e.getMessage()));
        }
    }

    private static void predicates(FileValue predicates, ExpectationDraft draft) {
        draft.requireKnown(predicates, PREDICATES, "the predicate");
        FileValue turn = predicates.member("turnIndex");
        if (turn.isPresent()) {
            int count = Math.max(0, Math.min(turn.wholeNumber(0), 50));
            draft.field("messages", AimockFormat.answersBefore(count));
        }
        Map<String, Constraint> latest = new LinkedHashMap<>();
        String role = predicates.member("latestMessageRole").text();
        if (!role.isEmpty()) {
            latest.put("role", ExpectationDraft.equal(role.toLowerCase(Locale.ROOT)));
        }
        FileValue contains = predicates.member("latestMessageContains");
        FileValue matches = predicates.member("latestMessageMatches");
        try {
            if (!contains.text().isEmpty()) {
                latest.put("content", ExpectationDraft.containing(contains.text()));
            }
            if (!matches.text().isEmpty()) {
                latest.put("content", RegexMatch.of(matches.text(), false));
            }
        } catch (IllegalArgumentException e) {
            draft.missing(matches, String.valueOf(e.getMessage()));
        }
        if (!latest.isEmpty()) {
            draft.field("messages", new ElementAt(ElementAt.End.LAST, new Members(latest)));
        }
        String tool = predicates.member("containsToolResultFor").text();
        if (!tool.isEmpty()) {
            draft.rule(new RequestPart.ToolResult(tool), new Present());
        }
    }

    private static Optional<CannedResponse> answer(FileValue expectation, FileValue response, Reading reading) {
        if (!response.isPresent()) {
            return plain(expectation.member("httpResponse"), reading);
        }
        FileValue completion = response.member("completion");
        report(response, RESPONSE, reading);
        report(completion, COMPLETION, reading);
        report(completion.member("usage"), USAGE, reading);
        List<CannedToolCall> calls = completion.member("toolCalls").items().stream()
                .map(Answers::call)
                .toList();
        String text = completion.member("text").text();
        if (text.isEmpty() && calls.isEmpty()) {
            reading.loss(response, "the response has no completion");
            return Optional.empty();
        }
        String reason = completion.member("stopReason").text();
        String reasoning = completion.any("reasoningText", "reasoning").text();
        CannedMessage message = Answers.message(text, calls, "", reasoning);
        FileValue usage = completion.member("usage");
        String model = response.member("model").text();
        return Optional.of(Answers.completion(
                message,
                FinishReason.ofWire(REASONS.getOrDefault(reason, reason)).orElse(null),
                Answers.usage(usage.member("inputTokens"), usage.member("outputTokens")),
                model.isEmpty() ? null : model,
                Delay.of(delay(response.member("delay"))),
                pacing(completion.member("streamingPhysics"))));
    }

    private static void report(FileValue map, List<String> known, Reading reading) {
        map.members().forEach((key, value) -> {
            if (!known.contains(key)) {
                reading.loss(value, "'" + key + "' of a response cannot be carried over");
            }
        });
    }

    private static Optional<CannedResponse> plain(FileValue response, Reading reading) {
        if (!response.isMap()) {
            reading.loss(response, "the expectation is left out: it has neither httpLlmResponse nor httpResponse");
            return Optional.empty();
        }
        FileValue body = response.member("body");
        FileValue held = body.member("type").isPresent() ? body.any("json", "string") : body;
        String text = held.json().isContainerNode() ? Json.compact(held.json()) : held.text();
        return Optional.of(Answers.ofBody(
                response.member("statusCode").wholeNumber(200),
                text,
                WireMockFormat.headers(response),
                WireMockFormat.retryAfter(response),
                Delay.of(delay(response.member("delay"))),
                Pacing.UNPACED));
    }

    private static Duration delay(FileValue delay) {
        long unit = switch (delay.member("timeUnit").text()) {
            case "SECONDS" -> 1_000_000_000L;
            case "MICROSECONDS" -> 1_000L;
            case "NANOSECONDS" -> 1L;
            case "MINUTES" -> 60_000_000_000L;
            default -> 1_000_000L;
        };
        long value = Math.max(0, Math.min(delay.member("value").wholeNumber(0), 100_000_000));
        return Duration.ofNanos(unit).multipliedBy(value);
    }

    private static Pacing pacing(FileValue physics) {
        double rate = physics.member("tokensPerSecond")
                .number()
                .orElse(BigDecimal.ZERO)
                .doubleValue();
        Duration every = rate > 0 ? Duration.ofNanos((long) (1e9 / rate)) : Duration.ZERO;
        double jitter =
                physics.member("jitter").number().orElse(BigDecimal.ZERO).doubleValue();
        return Answers.pacing(
                Pacing.UNPACED.cut(), delay(physics.member("timeToFirstToken")), every, Duration.ofNanos((long)
                        (every.toNanos() * Math.max(0, Math.min(1, jitter)))));
    }
}
