package dev.cannery.internal.record.formats.mock;

import dev.cannery.internal.contract.CannedFault;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.contract.time.Durations;
import dev.cannery.internal.record.formats.file.FileExchange;
import dev.cannery.internal.record.formats.file.FileValue;
import dev.cannery.internal.record.formats.file.Format;
import dev.cannery.internal.record.formats.file.Reading;
import dev.cannery.internal.record.formats.mock.Expected.Stage;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.SseReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The mappings of WireMock, one in a file or many. */
public final class WireMockFormat implements Format {
    private static final int USUAL_PRIORITY = 5;
    private static final List<String> ADDRESSES =
            List.of("url", "urlPath", "urlPattern", "urlPathPattern", "urlPathTemplate");
    private static final List<String> MAPPING = List.of(
            "id",
            "uuid",
            "name",
            "priority",
            "request",
            "response",
            "scenarioName",
            "requiredScenarioState",
            "newScenarioState",
            "persistent",
            "metadata",
            "insertionIndex");
    private static final List<String> RESPONSE = List.of(
            "status",
            "statusMessage",
            "body",
            "jsonBody",
            "base64Body",
            "bodyFileName",
            "headers",
            "fixedDelayMilliseconds",
            "chunkedDribbleDelay",
            "fault",
            "transformers",
            "transformerParameters");
    private static final Map<String, CannedFault.Kind> FAULTS = Map.of(
            "EMPTY_RESPONSE", CannedFault.Kind.EMPTY,
            "CONNECTION_RESET_BY_PEER", CannedFault.Kind.RESET,
            "MALFORMED_RESPONSE_CHUNK", CannedFault.Kind.GARBAGE,
            "RANDOM_DATA_THEN_CLOSE", CannedFault.Kind.GARBAGE);

    @Override
    public String title() {
        return "WireMock";
    }

    @Override
    public boolean recognizes(FileValue document) {
        List<FileValue> mappings = mappingsIn(document);
        return mappings.stream().anyMatch(WireMockFormat::isMapping);
    }

    private static boolean isMapping(FileValue mapping) {
        FileValue request = mapping.member("request");
        return mapping.member("response").isMap()
                && request.isMap()
                && (request.hasAny(ADDRESSES.toArray(String[]::new))
                        || request.hasAny("bodyPatterns", "customMatcher")
                        || mapping.hasAny("id", "uuid", "priority", "scenarioName"));
    }

    private static List<FileValue> mappingsIn(FileValue document) {
        return document.member("mappings").isList()
                ? document.member("mappings").items()
                : List.of(document);
    }

    @Override
    public void read(List<FileValue> documents, Reading reading) {
        List<FileValue> mappings = new ArrayList<>();
        documents.forEach(document -> mappings.addAll(0, reversed(mappingsIn(document))));
        // a smaller number is a higher priority; of equal ones the one that was added last answers
        mappings.sort((left, right) -> Integer.compare(priority(left), priority(right)));
        List<Expected> expectations = new ArrayList<>();
        mappings.forEach(mapping -> read(mapping, reading).ifPresent(expectations::add));
        Expectations.into(reading, expectations);
    }

    private static List<FileValue> reversed(List<FileValue> mappings) {
        List<FileValue> reversed = new ArrayList<>();
        mappings.forEach(mapping -> reversed.add(0, mapping));
        return reversed;
    }

    private static int priority(FileValue mapping) {
        return mapping.member("priority").wholeNumber(USUAL_PRIORITY);
    }

    private static Optional<Expected> read(FileValue mapping, Reading reading) {
        FileValue request = mapping.member("request");
        if (!request.isMap() || !mapping.member("response").isMap()) {
            reading.loss(mapping, "the mapping has no 'request' or no 'response'");
            return Optional.empty();
        }
        String address = request.any(ADDRESSES.toArray(String[]::new)).text();
        String method = request.member("method").text().toUpperCase(Locale.ROOT);
        boolean isForChat = WireMockRequest.mayBeChat(address);
        if (!reading.isChat(
                mapping,
                method.isEmpty() || method.equals("ANY") ? "POST" : method,
                isForChat ? "/chat/completions" : address)) {
            return Optional.empty();
        }
        ExpectationDraft draft = new ExpectationDraft(mapping, reading)
                .named(mapping.member("name").text());
        draft.requireKnown(mapping, MAPPING, "the setting");
        draft.path(address);
        new WireMockRequest(draft).read(request);
        FileValue scenario = mapping.member("scenarioName");
        if (scenario.isPresent()) {
            draft.at(new Stage(
                    scenario.text(),
                    mapping.member("requiredScenarioState").text(),
                    mapping.member("newScenarioState").text(),
                    0));
        }
        return answer(mapping.member("response"), reading).flatMap(draft::answering);
    }

    private static Optional<CannedResponse> answer(FileValue response, Reading reading) {
        response.members().forEach((key, value) -> {
            if (!RESPONSE.contains(key)) {
                reading.loss(value, "'" + key + "' of a response cannot be carried over");
            }
        });
        Delay delay = Delay.of(AimockFormat.millis(response.member("fixedDelayMilliseconds")));
        CannedFault.Kind fault = FAULTS.get(response.member("fault").text());
        if (fault != null) {
            return Optional.of(new CannedFault(fault, delay));
        }
        if (response.has("proxyBaseUrl")) {
            reading.loss(response, "the mapping is left out: it forwards requests to a server");
            return Optional.empty();
        }
        Optional<String> body = body(response, reading);
        if (body.isEmpty()) {
            return Optional.empty();
        }
        if (response.member("transformers").json().toString().contains("response-template")
                && body.get().contains("{{")) {
            reading.loss(response.member("transformers"), "the template in the body is sent as it is written");
        }
        Map<String, String> headers = headers(response);
        return Optional.of(Answers.ofBody(
                response.member("status").wholeNumber(200),
                body.get(),
                headers,
                retryAfter(response),
                delay,
                pacing(response.member("chunkedDribbleDelay"), body.get())));
    }

    private static Optional<String> body(FileValue response, Reading reading) {
        FileValue json = response.member("jsonBody");
        if (json.isPresent()) {
            return Optional.of(Json.compact(json.json()));
        }
        FileValue base64 = response.member("base64Body");
        if (base64.isPresent()) {
            byte[] bytes = Base64.getMimeDecoder().decode(base64.text());
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        }
        FileValue file = response.member("bodyFileName");
        if (!file.isPresent()) {
            return Optional.of(response.member("body").text());
        }
        Optional<String> text = reading.neighbour("__files/" + file.text());
        if (text.isEmpty()) {
            reading.loss(
                    file,
                    "there is no readable file '" + file.text()
                            + "' in a folder __files next to the mapping or its folder");
        }
        return text;
    }

    /** Returns the headers that are not of the transport: those are the mock's own. */
    static Map<String, String> headers(FileValue response) {
        Map<String, String> headers = new LinkedHashMap<>();
        FileExchange.headers(response.member("headers")).forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("x-") && !lower.equals("x-request-id")) {
                headers.put(lower, value);
            }
        });
        return headers;
    }

    static @Nullable Duration retryAfter(FileValue response) {
        for (Map.Entry<String, String> header :
                FileExchange.headers(response.member("headers")).entrySet()) {
            if (header.getKey().equalsIgnoreCase("retry-after")) {
                return Durations.parse(header.getValue().strip() + "s").orElse(null);
            }
        }
        return null;
    }

    /** Returns the pacing of a body that is sent in parts over a time. */
    private static Pacing pacing(FileValue dribble, String body) {
        int events = SseReader.isStream(body) ? SseReader.readAll(body).size() : 0;
        Duration total = AimockFormat.millis(dribble.member("totalDuration"));
        return events < 2 || total.isZero()
                ? Pacing.UNPACED
                : Answers.pacing(Pacing.UNPACED.cut(), Duration.ZERO, total.dividedBy(events), Duration.ZERO);
    }
}
