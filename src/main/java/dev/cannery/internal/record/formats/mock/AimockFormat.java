package dev.cannery.internal.record.formats.mock;

import dev.cannery.FinishReason;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedFault;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.rule.AllOf;
import dev.cannery.internal.contract.rule.AnyOf;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.ElementAt;
import dev.cannery.internal.contract.rule.HasAll;
import dev.cannery.internal.contract.rule.InOrder;
import dev.cannery.internal.contract.rule.Members;
import dev.cannery.internal.contract.rule.Not;
import dev.cannery.internal.contract.rule.Quantified;
import dev.cannery.internal.contract.rule.RegexMatch;
import dev.cannery.internal.contract.rule.ToolNamed;
import dev.cannery.internal.record.formats.file.FileValue;
import dev.cannery.internal.record.formats.file.Format;
import dev.cannery.internal.record.formats.file.Reading;
import dev.cannery.internal.wire.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fixtures of aimock, which was named llmock before: what the last messages must be, and a response. */
public final class AimockFormat implements Format {
    private static final List<String> MATCHERS = List.of(
            "userMessage",
            "systemMessage",
            "toolCallId",
            "toolResultContains",
            "toolName",
            "model",
            "responseFormat",
            "sequenceIndex",
            "turnIndex",
            "hasToolResult",
            "endpoint");
    private static final List<String> SETTINGS = List.of(
            "match",
            "response",
            "latency",
            "chunkSize",
            "truncateAfterChunks",
            "streamingProfile",
            "recordedTimings",
            "metadata");
    private static final List<String> ANSWERS = List.of(
            "content",
            "toolCalls",
            "blocks",
            "reasoning",
            "refusal",
            "finishReason",
            "usage",
            "model",
            "role",
            "error",
            "status",
            "retryAfter",
            "id",
            "created",
            "systemFingerprint");
    private static final BigDecimal LONGEST =
            BigDecimal.valueOf(Duration.ofDays(1).toMillis());

    @Override
    public String title() {
        return "aimock";
    }

    @Override
    public boolean recognizes(FileValue document) {
        List<FileValue> fixtures = document.member("fixtures").items();
        return fixtures.stream().anyMatch(AimockFormat::isWhole)
                && fixtures.stream().noneMatch(LlmposterFormat::isOne);
    }

    private static boolean isWhole(FileValue fixture) {
        return fixture.member("match").isMap() && fixture.member("response").isMap();
    }

    @Override
    public void read(List<FileValue> documents, Reading reading) {
        List<Expected> expectations = new ArrayList<>();
        for (FileValue document : documents) {
            List<FileValue> fixtures =
                    new ArrayList<>(document.member("fixtures").items());
            // only the order of those with the same matchers matters, and no index means any
            fixtures.sort(Comparator.comparing(
                    one -> one.member("match", "sequenceIndex").wholeNumber(Integer.MAX_VALUE)));
            fixtures.forEach(fixture -> read(fixture, reading).ifPresent(expectations::add));
        }
        expectations.sort(Comparator.comparing(one -> one.at().at()));
        List<Expected> bySequence = new ArrayList<>(expectations);
        bySequence.sort(Comparator.comparingInt(AimockFormat::sequence));
        Expectations.into(reading, inOrderOf(expectations, bySequence));
    }

    /** Returns the expectations in the file's order, with those of the same rules in the order of their sequence. */
    private static List<Expected> inOrderOf(List<Expected> byPlace, List<Expected> bySequence) {
        List<Expected> ordered = new ArrayList<>();
        for (Expected one : byPlace) {
            bySequence.stream()
                    .filter(other -> other.request().equals(one.request()) && !ordered.contains(other))
                    .forEach(ordered::add);
        }
        return Collections.unmodifiableList(ordered);
    }

    private static int sequence(Expected one) {
        return one.at().member("match", "sequenceIndex").wholeNumber(Integer.MAX_VALUE);
    }

    private static Optional<Expected> read(FileValue fixture, Reading reading) {
        if (!isWhole(fixture)) {
            reading.loss(fixture, "the fixture has no 'match' or no 'response'");
            return Optional.empty();
        }
        FileValue match = fixture.member("match");
        FileValue response = fixture.member("response");
        String endpoint = match.member("endpoint").text();
        if (match.has("inputText") || (!endpoint.isEmpty() && !endpoint.equals("chat"))) {
            reading.loss(
                    fixture,
                    "the fixture is not for chat completions"
                            + (endpoint.isEmpty() ? "" : ": its endpoint is '" + endpoint + "'"));
            return Optional.empty();
        }
        ExpectationDraft draft = new ExpectationDraft(fixture, reading)
                .named(match.member("userMessage").text());
        matchers(match, draft);
        report(fixture, SETTINGS, "the setting", reading);
        report(response, ANSWERS, "the response member", reading);
        if (match.has("sequenceIndex")) {
            draft.at(Expected.Stage.of(1));
        }
        return answer(fixture, response, reading).flatMap(draft::answering);
    }

    private static void report(FileValue map, List<String> known, String what, Reading reading) {
        map.members().forEach((key, value) -> {
            if (!known.contains(key)) {
                reading.loss(value, what + " '" + key + "' cannot be carried over");
            }
        });
    }

    private static void matchers(FileValue match, ExpectationDraft draft) {
        draft.requireKnown(match, MATCHERS, "the matcher");
        FileValue user = match.member("userMessage");
        if (!user.text().isEmpty()) {
            draft.rule(user, new RequestPart.Prompt(), () -> ExpectationDraft.containing(user.text()));
        } else if (user.isMap()) {
            draft.missing(user, "the matcher 'userMessage' is not a text");
        }
        FileValue system = match.member("systemMessage");
        List<FileValue> texts =
                system.isList() ? system.items() : system.text().isEmpty() ? List.of() : List.of(system);
        texts.forEach(
                text -> draft.rule(text, new RequestPart.SystemText(), () -> ExpectationDraft.containing(text.text())));
        text(match, "model").ifPresent(model -> draft.field("model", orSnapshot(model)));
        text(match, "toolName").ifPresent(tool -> draft.field("tools", new HasAll(List.of(new ToolNamed(tool)))));
        text(match, "responseFormat")
                .ifPresent(type ->
                        draft.field("response_format", new Members(Map.of("type", ExpectationDraft.equal(type)))));
        lastMessage(match, draft);
        FileValue turn = match.member("turnIndex");
        if (turn.isPresent()) {
            draft.field("messages", answersBefore(Math.max(0, Math.min(turn.wholeNumber(0), 50))));
        }
    }

    /** Returns the rule of aimock on a model: the name itself, or with the digits of a snapshot after it. */
    private static Constraint orSnapshot(String model) {
        return new AnyOf(
                List.of(ExpectationDraft.equal(model), RegexMatch.of("^" + Pattern.quote(model) + "-\\d", false)));
    }

    private static void lastMessage(FileValue match, ExpectationDraft draft) {
        Map<String, Constraint> last = new LinkedHashMap<>();
        text(match, "toolCallId").ifPresent(id -> last.put("tool_call_id", ExpectationDraft.equal(id)));
        text(match, "toolResultContains").ifPresent(text -> last.put("content", ExpectationDraft.containing(text)));
        if (match.member("hasToolResult").isTrue() || !last.isEmpty()) {
            Map<String, Constraint> all = new LinkedHashMap<>();
            all.put("role", ExpectationDraft.equal("tool"));
            all.putAll(last);
            draft.field("messages", new ElementAt(ElementAt.End.LAST, new Members(all)));
        } else if (match.has("hasToolResult")) {
            draft.field(
                    "messages",
                    new ElementAt(
                            ElementAt.End.LAST, new Members(Map.of("role", new Not(ExpectationDraft.equal("tool"))))));
        }
    }

    /** Returns the rule that a conversation has exactly this number of earlier answers. */
    static Constraint answersBefore(int count) {
        Constraint answer = ExpectationDraft.role("assistant");
        if (count == 0) {
            return new Quantified(Quantified.Quantity.NONE, answer);
        }
        return new AllOf(List.of(
                new InOrder(Collections.nCopies(count, answer)),
                new Not(new InOrder(Collections.nCopies(count + 1, answer)))));
    }

    private static Optional<String> text(FileValue map, String key) {
        return map.member(key).asText().filter(text -> !text.isEmpty());
    }

    private static Optional<CannedResponse> answer(FileValue fixture, FileValue response, Reading reading) {
        FileValue error = response.member("error");
        if (error.isMap()) {
            return Optional.of(error(response, error));
        }
        StringBuilder content = new StringBuilder(texts(response.member("content")));
        List<CannedToolCall> calls = new ArrayList<>(
                response.member("toolCalls").items().stream().map(Answers::call).toList());
        if (response.member("blocks").isList() && content.isEmpty() && calls.isEmpty()) {
            blocks(response.member("blocks"), content, calls, reading);
        }
        String reasoning = response.member("reasoning").text();
        boolean saysNothing = content.isEmpty() && calls.isEmpty() && !response.has("content");
        if (saysNothing) {
            reading.loss(
                    response, "the response has no content, tool calls or error that a chat completion could have");
            return Optional.empty();
        }
        CannedMessage message = Answers.message(content.toString(), calls, "", reasoning);
        FileValue usage = response.member("usage");
        CannedUsage counts = Answers.usage(
                usage.any("prompt_tokens", "input_tokens", "promptTokenCount"),
                usage.any("completion_tokens", "output_tokens", "candidatesTokenCount"));
        CannedCompletion completion = Answers.completion(
                message,
                FinishReason.ofWire(response.member("finishReason").text()).orElse(null),
                counts,
                text(response, "model").orElse(null),
                Delay.NONE,
                pacing(fixture));
        return Optional.of(truncated(completion, fixture.member("truncateAfterChunks")));
    }

    private static CannedResponse error(FileValue response, FileValue error) {
        int status = response.member("status").wholeNumber(500);
        CannedError plain = Answers.error(
                status < 400 || status > 599 ? 500 : status,
                text(error, "type").orElse("server_error"),
                text(error, "code").orElse(null),
                text(error, "message").orElse("error " + status));
        int seconds = response.member("retryAfter").wholeNumber(0);
        return seconds <= 0
                ? plain
                : new CannedError(null, plain.error(), Duration.ofSeconds(seconds), Delay.NONE, Map.of());
    }

    private static void blocks(FileValue blocks, StringBuilder content, List<CannedToolCall> calls, Reading reading) {
        for (FileValue block : blocks.items()) {
            if (block.member("type").text().equals("toolCall")) {
                calls.add(Answers.call(block));
            } else {
                if (!calls.isEmpty()) {
                    reading.loss(block, "the order of the blocks is lost: a text comes before the tool calls");
                }
                content.append(block.member("text").text());
            }
        }
    }

    private static String texts(FileValue content) {
        return content.json().isContainerNode() ? Json.compact(content.json()) : content.text();
    }

    private static CannedResponse truncated(CannedCompletion whole, FileValue after) {
        if (!after.isPresent()) {
            return whole;
        }
        CannedFault.Break cut =
                new CannedFault.Break(CannedFault.BreakKind.RESET, Math.max(0, after.wholeNumber(0)), Duration.ZERO);
        return new CannedCompletion(
                whole.choices(), whole.usage(), whole.identity(), whole.delay(), whole.pacing(), whole.head(), cut);
    }

    private static Pacing pacing(FileValue fixture) {
        FileValue timings = fixture.member("recordedTimings");
        if (timings.isMap()) {
            List<Duration> gaps = new ArrayList<>(List.of(millis(timings.member("ttftMs"))));
            timings.member("interChunkDelaysMs").items().forEach(gap -> gaps.add(millis(gap)));
            return Answers.pacing(gaps);
        }
        int size = fixture.member("chunkSize").wholeNumber(0);
        Pacing.Cut cut = size > 0 ? new Pacing.Cut.BySize(size) : Pacing.UNPACED.cut();
        FileValue profile = fixture.member("streamingProfile");
        @Nullable BigDecimal rate = profile.member("tps").number().orElse(null);
        Duration every = rate != null && rate.signum() > 0
                ? Duration.ofNanos((long) (1e9 / rate.doubleValue()))
                : millis(fixture.member("latency"));
        double jitter =
                profile.member("jitter").number().orElse(BigDecimal.ZERO).doubleValue();
        Duration spread = Duration.ofNanos((long) (every.toNanos() * Math.max(0, Math.min(1, jitter))));
        return Answers.pacing(cut, millis(profile.member("ttft")), every, spread);
    }

    static Duration millis(FileValue value) {
        BigDecimal millis =
                value.number().orElse(BigDecimal.ZERO).max(BigDecimal.ZERO).min(LONGEST);
        return Duration.ofMillis(millis.longValue());
    }
}
