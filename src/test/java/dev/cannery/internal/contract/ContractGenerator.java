package dev.cannery.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.FinishReason;
import dev.cannery.LineEnd;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.style.ErrorCatalogue;
import dev.cannery.internal.chat.style.NamedError;
import dev.cannery.internal.contract.answer.AnswerTerms;
import dev.cannery.internal.contract.answer.ResponseValidator;
import dev.cannery.internal.contract.answer.SchemaCache;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.wire.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Contracts of all sorts from a seed: the same seed gives the same contract. */
public final class ContractGenerator {
    /** The named errors of each provider that a contract may have. */
    private static final Map<String, ErrorCatalogue> ERRORS = Stream.of("openai", "lenient")
            .collect(Collectors.toUnmodifiableMap(
                    provider -> provider,
                    provider -> ProfileReader.read(provider).style().errors()));

    /** Texts that YAML, JSON or the format could take for something else. */
    private static final List<String> TEXTS = List.of(
            "weather",
            "What is the weather in Paris?",
            "0..0.3",
            "..500",
            "12",
            "1.5",
            "true",
            "no",
            "null",
            "~",
            "",
            " leading",
            "trailing ",
            "two\nlines",
            "three\n\n  lines\n",
            "ends twice\n\n",
            "a: b",
            "a #b",
            "- dash",
            "* star",
            "gpt-4o*",
            "{\"a\": 1}",
            "{\"a\":1}",
            "[1,2.50]",
            "it's",
            "say \"hi\"",
            "back\\slash",
            "tab\there",
            "é°…🙂",
            "\u0085\u2028\uFEFF",
            "400ms",
            "1e5",
            "0x1F",
            "12:30",
            "2001-12-14",
            "a,b",
            "%x",
            "@x",
            "!x",
            "&x",
            "|",
            ">",
            "?",
            ":",
            "---",
            "...",
            "=",
            "key: [",
            "min",
            "contains",
            "\r\n",
            "a long text that goes on and on, so that it has to be folded  somewhere at a blank that stands alone in it",
            "no blanks ".repeat(20) + "end",
            "#",
            "'",
            "\"",
            "x".repeat(200),
            "line with blank \nat its end",
            "\n");

    private final Random random;
    private final RuleGenerator rules;
    private final String provider;

    /** A generator of the contracts of this seed. */
    public ContractGenerator(long seed) {
        random = new Random(seed);
        rules = new RuleGenerator(random, this::text);
        provider = pick("openai", "lenient");
    }

    /** The next contract. */
    public LoadedContract contract() {
        List<LoadedInteraction> interactions = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            interactions.add(interaction("interaction " + i));
        }
        return new LoadedContract("generated", pick("generated", "other"), provider, interactions);
    }

    private LoadedInteraction interaction(String name) {
        boolean isStrict = random.nextBoolean();
        int count = random.nextInt(3) == 0 ? 3 : 1;
        List<FieldRule> shared = count == 1 ? List.of() : rules.request();
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<FieldRule> all = new ArrayList<>(shared);
            rules.request().stream()
                    .filter(rule ->
                            shared.stream().noneMatch(other -> other.part().equals(rule.part())))
                    .map(rule -> count > 1 ? ofTurn(rule) : rule)
                    .forEach(all::add);
            RequestPattern request = new RequestPattern(all, isStrict);
            turns.add(new Turn(request, some(3, () -> soundResponse(request))));
        }
        return new LoadedInteraction(
                name,
                SourceLocation.CODE,
                turns,
                random.nextBoolean(),
                new LoadedInteraction.Prerequisites(names(), names(), random.nextBoolean()),
                verification(),
                new LoadedInteraction.Notes(text(), names()));
    }

    private static FieldRule ofTurn(FieldRule rule) {
        return rule.part() instanceof RequestPart.Prompt
                ? new FieldRule(new RequestPart.NextPrompt(), rule.constraint())
                : rule;
    }

    private Verification verification() {
        int repeat = 1 + random.nextInt(4);
        return switch (random.nextInt(3)) {
            case 0 -> Verification.NEVER;
            case 1 -> Verification.SHAPE;
            default ->
                new Verification(
                        true,
                        Map.of("content", rules.ofText(2), "usage", rules.ofAnything(2)),
                        repeat,
                        1 + random.nextInt(repeat),
                        maybe(duration()),
                        maybe(duration()));
        };
    }

    /** A response that does not lie, or else a plain error, which never does. */
    private CannedResponse soundResponse(RequestPattern request) {
        AnswerTerms terms = AnswerTerms.of(request);
        ResponseValidator judge = new ResponseValidator(new SchemaCache());
        return Stream.generate(this::response)
                .filter(response -> judge.judge(terms, response).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("NullAway") // does not see the annotation of a nested type in a class file
    private CannedResponse response() {
        if (random.nextInt(4) == 0) {
            if (random.nextBoolean()) {
                ErrorCatalogue errors = Objects.requireNonNull(ERRORS.get(provider));
                NamedError named = errors.named(pick(errors.names())).orElseThrow();
                return new CannedError(named.name(), named.error(), maybe(duration()), Delay.of(duration()), Map.of());
            }
            ApiError error = new ApiError(400 + random.nextInt(200), name(), maybe(name()), maybe(name()), name());
            return new CannedError(error, maybe(duration()), duration());
        }
        if (random.nextInt(8) == 0) {
            Delay delay = new Delay(duration(), duration());
            CannedResponse.Head head = new CannedResponse.Head(200 + random.nextInt(4), Map.of("x-note", "a: b"));
            return random.nextBoolean()
                    ? new CannedBody(head, name(), delay, random.nextBoolean() ? Pacing.UNPACED : bodyPacing())
                    : new CannedFault(pick(CannedFault.Kind.values()), delay);
        }
        CannedCompletion.Identity identity =
                new CannedCompletion.Identity(maybe(name()), maybe(17L), maybe(name()), maybe(name()), maybe(name()));
        Pacing.Cut cut =
                pick(List.<Pacing.Cut>of(new Pacing.Cut.ByToken(), new Pacing.Cut.ByWord(), new Pacing.Cut.BySize(3)));
        CannedCompletion completion = new CannedCompletion(
                some(2, this::choice),
                maybe(new CannedUsage(7, 5, random.nextInt(5), random.nextInt(7))),
                identity,
                new Delay(duration(), duration()),
                random.nextBoolean() ? Pacing.UNPACED : pacing(cut),
                new CannedResponse.Head(
                        pick(200, 202),
                        random.nextBoolean() ? Map.of() : Map.of("x-note", pick("a: b", "0..3", "yes"))),
                maybe(broken()));
        return random.nextInt(4) == 0 ? CannedTemplate.of(templated(completion)) : completion;
    }

    private CannedChoice choice() {
        List<CannedToolCall> calls = random.nextBoolean() ? List.of() : some(2, this::call);
        CannedMessage message = new CannedMessage(
                text(),
                calls,
                maybe(new CannedToolCall(null, name(), text())),
                maybe(name()),
                maybe(name()),
                random.nextBoolean() ? List.of() : List.of(Json.object().put("type", name())),
                maybe(new CannedMessage.Audio(maybe(name()), "aGVsbG8=", maybe(17L), text())));
        return new CannedChoice(message, maybe(pick(List.of(FinishReason.values()))));
    }

    private CannedFault.Break broken() {
        return random.nextBoolean()
                ? new CannedFault.Break(CannedFault.BreakKind.TRUNCATED_JSON, random.nextInt(3), Duration.ZERO)
                : new CannedFault.Break(CannedFault.BreakKind.SLOW_BODY, 0, Duration.ofSeconds(3));
    }

    private Pacing bodyPacing() {
        Pacing.Cut cut = pick(List.<Pacing.Cut>of(new Pacing.Cut.ByWord(), new Pacing.Cut.BySize(3)));
        return new Pacing(cut, duration(), duration());
    }

    private Pacing pacing(Pacing.Cut cut) {
        Pacing.EventForm form = new Pacing.EventForm(
                pick(List.of(LineEnd.values())), pick(Duration.ZERO, Duration.ofHours(2)), random.nextBoolean());
        return random.nextBoolean()
                ? new Pacing(cut, duration(), duration(), Duration.ZERO, 0, List.of(), form)
                : new Pacing(cut, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, some(3, this::duration), form);
    }

    private CannedCompletion templated(CannedCompletion completion) {
        String template = pick("{{prompt}}", "[\"{{request.model}}\", 1]", "{{#each request.stop}}{{this}}{{/each}}!");
        return CannedCompletion.ofChoice(new CannedChoice(
                template,
                completion.choices().get(0).toolCalls(),
                null,
                completion.choices().get(0).finishReason()));
    }

    private CannedToolCall call() {
        return new CannedToolCall(maybe(name()), pick("get_weather", "name", name()), text());
    }

    private Duration duration() {
        return Duration.ofNanos(pick(0L, 1L, 1_500L, 400_000_000L, 60_000_000_000L, 5_400_000_000_000L));
    }

    /** Any text, empty ones and such as look like something else among them. */
    public String text() {
        return pick(TEXTS);
    }

    /** A text that is not blank. */
    private String name() {
        String text = text();
        return text.isBlank() ? "name" : text;
    }

    private List<String> names() {
        return random.nextBoolean() ? List.of() : some(2, this::name);
    }

    /** A scalar of JSON. */
    static JsonNode scalar(Random random, String text) {
        return switch (random.nextInt(4)) {
            case 0 -> NullNode.getInstance();
            case 1 -> BooleanNode.TRUE;
            case 2 ->
                random.nextBoolean()
                        ? BigIntegerNode.valueOf(BigInteger.valueOf(random.nextInt(300) - 100))
                        : DecimalNode.valueOf(BigDecimal.valueOf(random.nextInt(300) - 100, 1 + random.nextInt(2)));
            default -> TextNode.valueOf(text);
        };
    }

    private <T> List<T> some(int atMost, Supplier<T> item) {
        List<T> items = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(atMost); i++) {
            items.add(item.get());
        }
        return items;
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextBoolean() ? value : null;
    }

    @SafeVarargs
    private <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
