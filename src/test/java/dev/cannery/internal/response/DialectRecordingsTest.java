package dev.cannery.internal.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.FinishReason;
import dev.cannery.Recordings;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.contract.format.ContractReader;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.SourceProblemsException;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gives what a provider of a dialect once answered to a contract, sends the recorded request, and compares the traits: the
 * members, their order, what is null, empty or absent, the forms of ids, finish reasons, and the sequence of a stream's chunks.
 */
class DialectRecordingsTest {
    /** The profiles, by the names of recordings where these differ. */
    private static final Map<String, String> PROFILES =
            Map.of("llamacpp", "llama.cpp", "anthropic-compat", "anthropic");
    /** Sources whose JSON was written again, with the members by name, and whose ids were replaced. */
    private static final List<String> SORTED =
            List.of("rig", "req_llm", "pydantic", "logfire", "vercel/ai", "braintrust");

    private static final List<String> MASKED = List.of("rig", "ruby_llm", "cline", "vercel/ai", "magentic", "redacted");
    /** Sources that keep no framing, nor the end of a stream. */
    private static final List<String> FRAMELESS = List.of("vercel/ai");

    private static final Set<String> WORDS = Set.of("object", "finish_reason", "native_finish_reason", "role", "type");

    /**
     * Members that came or went while the recordings were made, so that some of a dialect's have them and others do not; a
     * profile has the newest form.
     */
    private static final Map<String, Set<String>> OF_THE_DAY = Map.of(
            "groq", Set.of("seed", "prompt_tokens_details", "completion_tokens_details"),
            "mistral", Set.of("p", "service_tier", "prompt_tokens_details"),
            "xai", Set.of("cost_in_usd_ticks"));
    /**
     * Members of which only the presence is compared: what a search on the web found, which filters the owner of a deployment
     * chose and what they found, letters whose number depends on the text that they hide, and what a gateway reports about
     * the provider behind it.
     */
    private static final Set<String> OPAQUE =
            Set.of("citations", "search_results", "content_filter_results", "obfuscation", "provider_metadata");

    /** Some sources replace the time of a response by a constant; the first recording is of 2024. */
    private static final long MASKED_TIME = 1_704_067_200;

    /** A part of an id that mixes letters and digits is derived; of the parts before the last not even the length is fixed. */
    private static final Pattern MIXED = Pattern.compile("(?<![A-Za-z0-9])(?![A-Z]+-|[a-z]+-|[0-9]+-)[A-Za-z0-9]{5,}-");

    /** A number counts up or is drawn, so its length tells nothing. */
    private static final Pattern SHORT_NUMBER = Pattern.compile("\\d{1,3}");

    private final ResponseRenderer renderer = new ResponseRenderer(new TokenCounter());

    @TempDir
    private Path folder;

    static Stream<String> dialects() {
        return Stream.of(Recordings.values())
                .filter(Recordings::isThere)
                .flatMap(recordings -> recordings.ofDialects().stream())
                .map(exchange -> exchange.path("provider").asText())
                .filter(provider -> ProfileReader.builtIn().contains(PROFILES.getOrDefault(provider, provider)))
                .filter(provider -> provider.matches(System.getProperty("dialect", ".*")))
                .distinct()
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void aDialectRespondsWithTheTraitsOfItsRecordings(String dialect) throws IOException {
        Profile profile = ProfileReader.read(PROFILES.getOrDefault(dialect, dialect));
        Map<String, List<String>> deviations = new TreeMap<>();
        int all = 0;
        int alike = 0;
        for (Recordings recordings : Recordings.values()) {
            for (JsonNode exchange : recordings.isThere() ? recordings.ofDialects() : List.<JsonNode>of()) {
                if (exchange.path("provider").asText().equals(dialect)
                        && !exchange.path("suspect_synthetic").asBoolean()
                        && (exchange.hasNonNull("response")
                                || exchange.path("sse").size() > 0)) {
                    String deviation = deviationOf(exchange, styleAtThatTime(exchange, profile));
                    all++;
                    alike += deviation.isEmpty() ? 1 : 0;
                    if (!deviation.isEmpty()) {
                        deviations
                                .computeIfAbsent(deviation, any -> new ArrayList<>())
                                .add(exchange.path("source").toString());
                    }
                }
            }
        }
        System.out.println("dialect " + dialect + ": " + alike + " of " + all + " recorded responses have its traits");
        deviations.forEach((deviation, sources) ->
                System.out.println("  " + sources.size() + " " + deviation + " " + sources.get(0)));

        assertThat((double) alike / Math.max(1, all)).isGreaterThanOrEqualTo(LEAST.getOrDefault(dialect, 0.0));
    }

    /** The shares that hold today, so that no change lowers one unseen. */
    private static final Map<String, Double> LEAST = Map.ofEntries(
            Map.entry("anthropic", 1.0),
            Map.entry("anthropic-compat", 0.5),
            Map.entry("bedrock", 1.0),
            Map.entry("cloudflare", 1.0),
            Map.entry("snowflake", 1.0),
            Map.entry("venice", 0.73),
            Map.entry("vercel-gateway", 0.89),
            Map.entry("fireworks", 1.0),
            Map.entry("huggingface", 1.0),
            Map.entry("llamacpp", 1.0),
            Map.entry("lm-studio", 1.0),
            Map.entry("nvidia-nim", 1.0),
            Map.entry("ollama", 1.0),
            Map.entry("ollama-cloud", 1.0),
            Map.entry("openrouter", 0.8),
            Map.entry("together", 0.93),
            Map.entry("vllm", 1.0),
            Map.entry("azure", 0.88),
            Map.entry("azure-foundry", 0.92),
            Map.entry("cerebras", 1.0),
            Map.entry("copilot", 1.0),
            Map.entry("dashscope", 1.0),
            Map.entry("databricks", 0.66),
            Map.entry("deepseek", 0.92),
            Map.entry("gemini", 1.0),
            Map.entry("groq", 0.95),
            Map.entry("litellm", 1.0),
            Map.entry("minimax", 1.0),
            Map.entry("mistral", 0.95),
            Map.entry("moonshot", 1.0),
            Map.entry("perplexity", 0.80),
            Map.entry("xai", 0.97),
            Map.entry("zhipu", 0.92));

    @ParameterizedTest
    @MethodSource("dialects")
    void aDialectAcceptsTheRequestsThatItOnceAnswered(String dialect) {
        Profile profile = ProfileReader.read(PROFILES.getOrDefault(dialect, dialect));
        List<String> refused = new ArrayList<>();
        for (Recordings recordings : Recordings.values()) {
            for (JsonNode exchange : recordings.isThere() ? recordings.ofDialects() : List.<JsonNode>of()) {
                if (exchange.path("provider").asText().equals(dialect)
                        && exchange.path("status").asInt() == 200
                        && exchange.path("request") instanceof ObjectNode request) {
                    String path = exchange.path("url")
                            .asText("/v1/chat/completions")
                            .replaceFirst("^(?:https?://[^/]*|<[^>]*>)", "")
                            .replaceFirst("\\?.*", "");
                    profile.review(ChatRequest.of(path, Map.of(), request))
                            .refusal()
                            .filter(refusal ->
                                    !(isMasked(exchange) && refusal.message().startsWith("Tool call id")))
                            .ifPresent(refusal -> refused.add(refusal + " " + exchange.path("source")));
                }
            }
        }

        assertThat(refused).isEmpty();
    }

    /** Whether the source replaced the ids, also those that a request sends back. */
    private static boolean isMasked(JsonNode exchange) {
        String source = exchange.path("source").toString();
        return MASKED.stream().anyMatch(source::contains);
    }

    /** Returns the style of the dialect on the day of the exchange; of today where the source hides the day. */
    private static AnswerStyle styleAtThatTime(JsonNode exchange, Profile profile) throws IOException {
        // the first chunk of Azure's streams has no time
        long created = Stream.concat(Stream.of(exchange.path("response")), chunks(exchange).stream())
                .mapToLong(body -> body.path("created").asLong())
                .max()
                .orElse(0);
        return created < MASKED_TIME
                ? profile.style()
                : profile.asOf(LocalDate.ofInstant(Instant.ofEpochSecond(created), ZoneOffset.UTC))
                        .style();
    }

    private static List<JsonNode> chunks(JsonNode exchange) throws IOException {
        List<JsonNode> chunks = new ArrayList<>();
        for (String event : exchange.path("sse").isEmpty()
                ? List.<String>of()
                : Shapes.events(exchange.path("raw_body").asText(joined(exchange)))) {
            String data = event.substring(event.indexOf(':') + 1).strip();
            if (data.startsWith("{")) {
                chunks.add(Json.parse(data));
            }
        }
        return chunks;
    }

    private String deviationOf(JsonNode exchange, AnswerStyle style) throws IOException {
        boolean isError = exchange.path("status").asInt() != 200 || isErrorInBody(exchange.path("response"));
        return isError ? deviationOfError(exchange, style) : deviationOfSuccess(exchange, style);
    }

    /** Whether a body is an error, which some providers send with status 200. */
    private static boolean isErrorInBody(JsonNode body) {
        return body.isObject() && body.path("choices").isEmpty();
    }

    /** Compares the members of an error's body, and its content type. */
    private String deviationOfError(JsonNode exchange, AnswerStyle style) throws IOException {
        JsonNode body = exchange.path("response");
        if (!body.isContainerNode()) {
            return "";
        }
        int status = Math.max(400, exchange.path("status").asInt());
        String code = body.findPath("code").isMissingNode() ? null : "a_code";
        RenderedResponse given =
                ResponseRenderer.renderError(new ApiError(status, "a_type", code, "a_param", "A message."), style);
        JsonNode rendered = Json.parse(text(given));
        String wanted = kinds(body);
        String got = kinds(rendered);
        return wanted.equals(got) || namedErrors(status, style).anyMatch(wanted::equals)
                ? ""
                : "error " + status + "\n    recorded " + wanted + "\n    given    " + got + "\n   ";
    }

    /** The forms of the errors that the dialect names: a gateway and the model behind it may have one each at one status. */
    private static Stream<String> namedErrors(int status, AnswerStyle style) {
        return style.errors().names().stream()
                .flatMap(name -> style.errors().named(name).stream())
                .filter(named -> named.error().status() == status)
                .map(named -> kinds(style.errorBody(named, named.error())));
    }

    /** Returns the members of an error with the kinds of their values, sorted; a text may be null. */
    private static String kinds(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(member -> member.getKey() + ":" + kinds(member.getValue()))
                    .sorted()
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value.isArray()) {
            return value.valueStream()
                    .map(DialectRecordingsTest::kinds)
                    .distinct()
                    .collect(Collectors.joining(",", "[", "]"));
        }
        return value.isNumber() ? "number" : "text";
    }

    private String deviationOfSuccess(JsonNode exchange, AnswerStyle style) throws IOException {
        boolean isStreamed =
                exchange.path("stream").asBoolean(exchange.path("sse").size() > 0);
        ObjectNode sent = exchange.path("request") instanceof ObjectNode known ? known : usual(exchange);
        if (sent.path("stream").asBoolean(false) != isStreamed) {
            sent = sent.deepCopy().put("stream", isStreamed);
        }
        CannedCompletion canned;
        try {
            canned = canned(exchange, isStreamed);
        } catch (SourceProblemsException | IllegalArgumentException | ClassCastException e) {
            return "no stub: " + String.valueOf(e.getMessage()).replaceAll("[^ ]*stub:\\d+:\\d+", "");
        }
        RenderedResponse given = renderer.render(canned, ChatRequest.of(sent), "says hello", style);
        String source = exchange.path("source").toString();
        Set<String> aside = OF_THE_DAY.getOrDefault(exchange.path("provider").asText(), Set.of());
        boolean isSorted = SORTED.stream().anyMatch(source::contains) && !(isStreamed && !source.contains("rig"));
        boolean isMasked = isMasked(exchange);
        boolean isFramed = FRAMELESS.stream().noneMatch(source::contains);
        String stream = exchange.path("raw_body").asText(joined(exchange));
        isSorted |= isStreamed && new Shapes(true, true, true, aside).hasNoOrder(stream);
        Shapes shapes = new Shapes(isSorted, isMasked, isFramed, aside);
        List<String> expected = isStreamed ? shapes.ofStream(stream) : List.of(shapes.of(exchange.path("response")));
        List<String> found = isStreamed ? shapes.ofStream(text(given)) : List.of(shapes.of(Json.parse(text(given))));
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            String wanted = i < expected.size() ? expected.get(i) : "nothing";
            String got = i < found.size() ? found.get(i) : "nothing";
            if (!wanted.equals(got)) {
                return (isStreamed ? "streamed, event " + i + "\n" : "whole\n") + "    recorded " + wanted
                        + "\n    given    " + got + "\n   ";
            }
        }
        return "";
    }

    /** What a request was of which only the response is known. */
    private static ObjectNode usual(JsonNode exchange) {
        ObjectNode usual = Json.object().put("model", "a-model");
        boolean isAsked = exchange.path("sse").toString().contains("usage");
        usual.putObject("stream_options").put("include_usage", isAsked);
        return usual;
    }

    private static String text(RenderedResponse given) {
        StringBuilder text = new StringBuilder();
        for (ByteBuffer part : given.body().parts()) {
            text.append(StandardCharsets.UTF_8.decode(part.duplicate()));
        }
        return text.toString();
    }

    /** The events of a source that keeps no framing. */
    private static String joined(JsonNode exchange) {
        StringBuilder events = new StringBuilder();
        exchange.path("sse")
                .forEach(event -> events.append("data: ").append(event.asText()).append("\n\n"));
        return events.toString();
    }

    private CannedCompletion canned(JsonNode exchange, boolean isStreamed) throws IOException {
        String file = isStreamed ? "recorded.sse" : "recorded.json";
        Path stubs = Files.createDirectories(folder.resolve("stubs"));
        Files.writeString(
                stubs.resolve(file),
                isStreamed
                        ? exchange.path("raw_body").asText(joined(exchange))
                        : Json.compact(exchange.path("response")));
        Path contract = folder.resolve("recorded.yaml");
        Files.writeString(
                contract,
                "interactions: [{name: recorded, request: {}, response: {stub: " + file + "}, verify: false}]");
        CannedCompletion completion = (CannedCompletion) ContractReader.read(contract)
                .get(0)
                .interactions()
                .get(0)
                .turns()
                .get(0)
                .responses()
                .get(0);
        return new CannedCompletion(
                completion.choices().stream().map(DialectRecordingsTest::bare).toList(),
                completion.usage(),
                new CannedCompletion.Identity(null, null, completion.identity().model(), null, null),
                completion.delay().fixed(),
                isStreamed ? cutAsRecorded(exchange) : completion.pacing());
    }

    /** Cuts texts and arguments where the recorded stream does, so that the first and the last fragments can be compared. */
    private static Pacing cutAsRecorded(JsonNode exchange) throws IOException {
        List<String> pieces = new ArrayList<>();
        for (JsonNode chunk : chunks(exchange)) {
            JsonNode delta = chunk.path("choices").path(0).path("delta");
            delta.path("tool_calls")
                    .forEach(call ->
                            pieces.add(call.path("function").path("arguments").asText("")));
            List.of("reasoning_content", "reasoning", "content")
                    .forEach(key -> pieces.add(delta.path(key).asText("")));
        }
        pieces.removeIf(String::isEmpty);
        return new Pacing(new Pacing.Cut.ByFragments(pieces), Duration.ZERO, Duration.ZERO);
    }

    /** The choice without the ids of its calls, which are derived. */
    private static CannedChoice bare(CannedChoice choice) {
        CannedMessage message = choice.message();
        FinishReason reason = choice.finishReason();
        List<CannedToolCall> calls = message.toolCalls().stream()
                .map(call -> new CannedToolCall(call.kind(), null, call.name(), call.arguments()))
                .toList();
        return new CannedChoice(
                new CannedMessage(
                        message.content(),
                        calls,
                        message.functionCall(),
                        message.refusal(),
                        message.reasoning(),
                        message.annotations(),
                        message.audio()),
                reason == FinishReason.STOP || reason == FinishReason.TOOL_CALLS ? null : reason,
                choice.logprobs());
    }

    /**
     * How recordings of one source and the mock's responses are compared.
     *
     * @param isSorted whether the source wrote the members by name
     * @param isMasked whether it replaced the ids
     * @param isFramed whether it kept what surrounds the chunks of a stream
     * @param aside members that some of the dialect's recordings have and others do not
     */
    private record Shapes(boolean isSorted, boolean isMasked, boolean isFramed, Set<String> aside) {
        /** Returns the shapes of a stream's events, with adjacent ones of the same shape merged. */
        List<String> ofStream(String body) throws IOException {
            List<String> shapes = new ArrayList<>();
            for (String event : events(body)) {
                String data = event.startsWith("data:")
                        ? event.substring("data:".length()).strip()
                        : event;
                boolean isChunk = data.startsWith("{");
                JsonNode chunk = isChunk ? Json.parse(data) : Json.object();
                String shape = isChunk ? of(chunk) : event.replaceAll("\\d+", "0");
                boolean isNew =
                        shapes.isEmpty() || !shapes.get(shapes.size() - 1).equals(shape);
                // a comment keeps the connection alive, so how many there are depends on the time that the model takes
                boolean isComment = event.startsWith(":");
                if (isNew && (isChunk ? !addsNothing(chunk) : isFramed && !isComment)) {
                    shapes.add(shape);
                }
            }
            return shapes;
        }

        /** Whether chunks with the same members have them in different orders within a stream, which then says nothing. */
        boolean hasNoOrder(String body) throws IOException {
            Shapes ordered = new Shapes(false, isMasked, isFramed, aside);
            Map<String, String> orders = new HashMap<>();
            for (String event : events(body)) {
                String data = event.startsWith("data:")
                        ? event.substring("data:".length()).strip()
                        : event;
                if (data.startsWith("{")) {
                    JsonNode chunk = Json.parse(data);
                    String order = orders.putIfAbsent(of(chunk), ordered.of(chunk));
                    if (order != null && !order.equals(ordered.of(chunk))) {
                        return true;
                    }
                }
            }
            return false;
        }

        private static List<String> events(String body) {
            return Stream.of(body.split("\r?\n\r?\n"))
                    .map(String::strip)
                    .filter(event -> !event.isEmpty())
                    .toList();
        }

        /** Whether a chunk has an empty delta and is no end: how many there are depends on how the model batches its tokens. */
        private static boolean addsNothing(JsonNode chunk) {
            JsonNode choice = chunk.path("choices").path(0);
            return choice.path("delta").isObject()
                    && choice.path("delta").isEmpty()
                    && !choice.hasNonNull("finish_reason")
                    && !chunk.hasNonNull("usage");
        }

        String of(JsonNode value) {
            return of("", value);
        }

        private String of(String key, JsonNode value) {
            if (OPAQUE.contains(key)) {
                return "";
            }
            if (value.isObject()) {
                JsonNode object = withLastText(value);
                Stream<String> members = object.properties().stream()
                        .filter(member -> !aside.contains(member.getKey()))
                        .map(member -> member.getKey() + ":" + of(member.getKey(), member.getValue()));
                return (isSorted ? members.sorted() : members).collect(Collectors.joining(",", "{", "}"));
            }
            if (value.isArray()) {
                return value.valueStream()
                        .map(element -> of(key, element))
                        .distinct()
                        .collect(Collectors.joining(",", "[", "]"));
            }
            if (value.isNull()) {
                return "null";
            }
            if (key.equals("id") && !isMasked) {
                return idForm(value.asText());
            }
            return WORDS.contains(key)
                    ? value.asText()
                    : value.isTextual() && value.asText().isEmpty() ? "\"\"" : "";
        }

        /** A text in the delta with the finish reason may be empty: whether a token comes with the end depends on the model. */
        private static JsonNode withLastText(JsonNode value) {
            if (value.hasNonNull("finish_reason")
                    && value.path("delta").path("content").isTextual()) {
                ObjectNode choice = value.deepCopy();
                ((ObjectNode) choice.path("delta")).put("content", "");
                return choice;
            }
            return value;
        }

        /** The form of an id: its words, and the length of what is derived. */
        private static String idForm(String id) {
            if (id.matches("(?![a-z]+[-_])[\\w-]{22,23}")) {
                return "<url>"; // random letters, among which a hyphen separates nothing
            }
            if (id.matches("call_[\\w-]{22}")) {
                return "call_<22>"; // likewise
            }
            String form = id.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uuid>");
            form = form.replaceAll("<uuid>_[a-z]+-[a-z]+-\\d", "<uuid>"); // a region, at xAI until the end of 2025
            form = form.replaceAll("-1\\d{9}(?:\\d{3})?-", "-<time>-");
            form = form.replaceAll(
                    "(?<=_)\\w{12,30}(?=_\\d+$)", "<letters>"); // MiniMax and Z.ai number calls after the letters
            form = MIXED.matcher(form).replaceAll("<letters>-");
            int prefix = Math.max(form.lastIndexOf('-'), Math.max(form.lastIndexOf('_'), form.lastIndexOf(':'))) + 1;
            if (SHORT_NUMBER.matcher(form.substring(prefix)).matches()) {
                return form.substring(0, prefix) + "<number>";
            }
            return form.endsWith("<uuid>") ? form : form.substring(0, prefix) + "<" + (form.length() - prefix) + ">";
        }
    }
}
