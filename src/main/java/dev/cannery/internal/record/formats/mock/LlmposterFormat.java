package dev.cannery.internal.record.formats.mock;

import dev.cannery.FinishReason;
import dev.cannery.internal.contract.CannedBody;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedFault;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedResponse.Head;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.Delay;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.rule.RegexMatch;
import dev.cannery.internal.contract.rule.TextMatch;
import dev.cannery.internal.record.formats.file.FileValue;
import dev.cannery.internal.record.formats.file.Format;
import dev.cannery.internal.record.formats.file.Reading;
import dev.cannery.internal.record.formats.mock.Expected.Stage;
import dev.cannery.internal.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The YAML fixtures of llmposter. */
public final class LlmposterFormat implements Format {
    private static final List<String> ENTRIES = List.of(
            "match",
            "provider",
            "response",
            "error",
            "refusal",
            "failure",
            "streaming",
            "scenario",
            "priority",
            "catch_all");
    private static final List<String> ONLY_HERE =
            List.of("error", "refusal", "failure", "streaming", "scenario", "provider", "catch_all");
    private static final List<String> MATCHERS = List.of("user_message", "model", "system_prompt");
    private static final List<String> ANSWERS =
            List.of("content", "tool_calls", "stop_reason", "finish_reason", "refusal", "reasoning");
    private static final List<String> FAILURES =
            List.of("latency_ms", "corrupt_body", "truncate_after_frames", "truncate_after_chunks");
    private static final List<String> OTHER_PROVIDERS = List.of("anthropic", "gemini");
    private static final Map<String, String> REASONS = Map.of(
            "max_tokens",
            "length",
            "end_turn",
            "stop",
            "tool_use",
            "tool_calls",
            "MAX_TOKENS",
            "length",
            "STOP",
            "stop");

    @Override
    public String title() {
        return "llmposter";
    }

    /** Whether a fixture has a member that only llmposter's have. */
    static boolean isOne(FileValue fixture) {
        return fixture.hasAny(ONLY_HERE.toArray(String[]::new))
                || fixture.member("match").has("user_message")
                || fixture.member("response").hasAny("tool_calls", "stop_reason", "finish_reason");
    }

    @Override
    public boolean recognizes(FileValue document) {
        List<FileValue> fixtures = document.member("fixtures").items();
        return fixtures.stream().anyMatch(LlmposterFormat::answers);
    }

    private static boolean answers(FileValue fixture) {
        return fixture.member("response").isMap()
                || fixture.member("error").isMap()
                || fixture.member("refusal").isMap();
    }

    @Override
    public void read(List<FileValue> documents, Reading reading) {
        List<FileValue> fixtures = new ArrayList<>();
        documents.forEach(
                document -> fixtures.addAll(document.member("fixtures").items()));
        fixtures.sort(
                Comparator.comparing((FileValue one) -> one.member("catch_all").isTrue())
                        .thenComparing(one -> -one.member("priority").wholeNumber(0)));
        List<Expected> expectations = new ArrayList<>();
        fixtures.forEach(fixture -> read(fixture, reading).ifPresent(expectations::add));
        Expectations.into(reading, expectations);
    }

    private static Optional<Expected> read(FileValue fixture, Reading reading) {
        if (!answers(fixture)) {
            reading.loss(fixture, "the fixture has no 'response', 'error' or 'refusal'");
            return Optional.empty();
        }
        String provider = fixture.member("provider").text();
        if (OTHER_PROVIDERS.contains(provider)) {
            reading.loss(fixture, "the fixture is for the API of '" + provider + "'");
            return Optional.empty();
        }
        FileValue match = fixture.member("match");
        FileValue user = match.member("user_message");
        ExpectationDraft draft = new ExpectationDraft(fixture, reading)
                .named(user.isMap() ? user.member("regex").text() : user.text());
        draft.requireKnown(match, MATCHERS, "the matcher");
        text(user, new RequestPart.Prompt(), draft);
        text(match.member("model"), new RequestPart.BodyField("model"), draft);
        text(match.member("system_prompt"), new RequestPart.SystemText(), draft);
        if (provider.equals("openai") || provider.equals("responses")) {
            String path = provider.equals("openai") ? "/chat/completions" : "/responses";
            draft.rule(new RequestPart.Path(), new TextMatch(TextMatch.Place.END, path, false));
        }
        report(fixture, ENTRIES, reading);
        report(fixture.member("response"), ANSWERS, reading);
        report(fixture.member("failure"), FAILURES, reading);
        FileValue scenario = fixture.member("scenario");
        if (scenario.isMap()) {
            draft.at(new Stage(
                    scenario.member("name").text(),
                    scenario.member("required_state").text(),
                    scenario.member("set_state").text(),
                    0));
        }
        return answer(fixture, reading).flatMap(draft::answering);
    }

    private static void report(FileValue map, List<String> known, Reading reading) {
        map.members().forEach((key, value) -> {
            if (!known.contains(key)) {
                reading.loss(value, "'" + key + "' cannot be carried over");
            }
        });
    }

    private static void text(FileValue matcher, RequestPart part, ExpectationDraft draft) {
        if (matcher.isMap()) {
            FileValue regex = matcher.member("regex");
            if (regex.isPresent()) {
                draft.rule(regex, part, () -> RegexMatch.of(regex.text(), false));
            } else {
                draft.missing(matcher, "the matcher cannot be carried over");
            }
        } else if (!matcher.text().isEmpty()) {
            draft.rule(matcher, part, () -> ExpectationDraft.containing(matcher.text()));
        }
    }

    private static Optional<CannedResponse> answer(FileValue fixture, Reading reading) {
        FileValue error = fixture.member("error");
        FileValue failure = fixture.member("failure");
        Delay delay = Delay.of(AimockFormat.millis(failure.member("latency_ms")));
        if (error.isMap()) {
            return error(error, reading);
        }
        if (failure.member("corrupt_body").isTrue()) {
            return Optional.of(
                    new CannedBody(new Head(200, Map.of("content-type", "text/plain")), "overloaded", delay));
        }
        FileValue response = fixture.member("response");
        List<CannedToolCall> calls = response.member("tool_calls").items().stream()
                .map(Answers::call)
                .toList();
        FileValue content = response.member("content");
        String text = content.json().isContainerNode() ? Json.compact(content.json()) : content.text();
        FileValue reason = fixture.member("refusal", "reason");
        String refusal = (reason.isPresent() ? reason : response.member("refusal")).text();
        String reasoning = response.member("reasoning").text();
        CannedMessage message = Answers.message(text, calls, refusal, reasoning);
        String end = response.any("stop_reason", "finish_reason").text();
        CannedCompletion completion = Answers.completion(
                message,
                FinishReason.ofWire(REASONS.getOrDefault(end, end)).orElse(null),
                null,
                null,
                delay,
                pacing(fixture.member("streaming")));
        return Optional.of(cut(completion, failure.any("truncate_after_frames", "truncate_after_chunks")));
    }

    private static Optional<CannedResponse> error(FileValue error, Reading reading) {
        int status = error.member("status").wholeNumber(500);
        if (status < 400 || status > 599) {
            reading.loss(error, "the status of an error must be from 400 to 599, was " + status);
            return Optional.empty();
        }
        String type = status == 429 ? "rate_limit_error" : status >= 500 ? "server_error" : "invalid_request_error";
        CannedError plain =
                Answers.error(status, type, null, error.member("message").text());
        return Optional.of(new CannedError(
                null, plain.error(), WireMockFormat.retryAfter(error), Delay.NONE, WireMockFormat.headers(error)));
    }

    private static CannedResponse cut(CannedCompletion whole, FileValue after) {
        if (!after.isPresent()) {
            return whole;
        }
        CannedFault.Break cut =
                new CannedFault.Break(CannedFault.BreakKind.NO_DONE, Math.max(0, after.wholeNumber(0)), Duration.ZERO);
        return new CannedCompletion(
                whole.choices(), whole.usage(), whole.identity(), whole.delay(), whole.pacing(), whole.head(), cut);
    }

    private static Pacing pacing(FileValue streaming) {
        int size = streaming.member("chunk_size").wholeNumber(0);
        return Answers.pacing(
                size > 0 ? new Pacing.Cut.BySize(size) : Pacing.UNPACED.cut(),
                Duration.ZERO,
                AimockFormat.millis(streaming.member("latency")),
                Duration.ZERO);
    }
}
