package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.LineEnd;
import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.contract.Pacing.Cut;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.wire.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The splitting and timing of a streamed response. A list alone states the fragments. */
public final class PacingForm extends MapForm<Pacing> {
    public static final PacingForm FORM = new PacingForm();

    /** Splits after each token. */
    public static final String TOKEN = "token";

    /** Splits before each word. */
    public static final String WORD = "word";

    private static final long NANOS = Duration.ofSeconds(1).toNanos();
    private static final BigDecimal FASTEST = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal LONGEST =
            BigDecimal.valueOf(Duration.ofDays(1).toNanos());
    private static final Map<String, Cut> CUTS =
            new TreeMap<>(Map.of(TOKEN, new Cut.ByToken(), WORD, new Cut.ByWord(), "char", new Cut.BySize(1)));

    public final Key<Cut> by = withDefault(
            "by",
            new CutForm(),
            new Cut.ByToken(),
            "Where the text is split: by `token`, `word`, `char`, a number of characters, or as a list of fragments.");
    public final Key<Duration> first =
            key("first", Form.DURATION, "The time to the first chunk. By default, the same as `every`.");
    public final Key<Duration> every =
            withDefault("every", Form.DURATION, Duration.ZERO, "The time from each chunk to the next.");
    public final Key<Duration> rate = key(
            "tokens_per_second",
            Form.of("number", Schemas.type("number"), PacingForm::timePerToken, PacingForm::tokensPerSecond),
            "The rate of tokens, instead of `every`.");
    public final Key<Duration> jitter = withDefault(
            "jitter", Form.DURATION, Duration.ZERO, "By how much each wait may be shorter or longer than `every`.");
    public final Key<Integer> seed =
            key("seed", Form.COUNT, "The random seed of the jitter: the same seed gives the same waits.");
    public final Key<List<Duration>> gaps = withDefault(
            "gaps",
            Form.DURATIONS,
            List.of(),
            "The wait before each chunk, instead of the others. Chunks beyond the list are sent with the last.");
    public final Key<LineEnd> lineEnds = withDefault(
            "line_ends",
            Form.word("kind of line ends", LineEnd.class),
            LineEnd.LF,
            "The line terminator of the stream: `lf`, `crlf` or `cr`.");
    public final Key<Duration> heartbeat = withDefault(
            "heartbeat",
            Form.DURATION,
            Duration.ZERO,
            "The time between comments that keep the connection alive during a wait. None by default.");
    public final Key<Boolean> splitCharacters = withDefault(
            "split_characters",
            Form.FLAG,
            false,
            "Whether each event is sent in two parts, split inside its first multi-byte character.");

    private PacingForm() {
        super("pacing");
    }

    @Override
    Optional<Pacing> read(SourceValue value, Context context) {
        return value.isList()
                ? pieces(value).map(cut -> new Pacing(cut, Duration.ZERO, Duration.ZERO))
                : super.read(value, context);
    }

    private static Optional<Cut> pieces(SourceValue value) {
        int before = value.problems().count();
        List<String> pieces =
                value.items().stream().flatMap(item -> item.text().stream()).toList();
        return value.problems().count() > before ? Optional.empty() : Optional.of(new Cut.ByFragments(pieces));
    }

    private static Optional<Duration> timePerToken(SourceValue value) {
        Optional<BigDecimal> rate = value.number();
        if (rate.isPresent() && (rate.get().signum() <= 0 || rate.get().compareTo(FASTEST) > 0)) {
            value.problem("expected a rate above 0 and up to 1000000, was " + value.phrase());
            return Optional.empty();
        }
        return rate.map(perSecond -> Duration.ofNanos(BigDecimal.valueOf(NANOS)
                .divide(perSecond, RoundingMode.HALF_UP)
                .min(LONGEST)
                .longValue()));
    }

    private static JsonNode tokensPerSecond(Duration timePerToken) {
        return DecimalNode.valueOf(
                BigDecimal.valueOf(NANOS).divide(BigDecimal.valueOf(timePerToken.toNanos()), MathContext.DECIMAL32));
    }

    @Override
    Pacing make(Given given) {
        if (given.hasAny(seed) && !given.hasAny(jitter)) {
            throw new IllegalArgumentException("'seed' needs 'jitter'");
        }
        Duration perToken = given.find(rate);
        if (perToken != null && (given.hasAny(every) || !(given.get(by) instanceof Cut.ByToken))) {
            throw new IllegalArgumentException("'tokens_per_second' needs 'by: token' and excludes 'every'");
        }
        if (!given.get(gaps).isEmpty() && given.hasAny(first, every, jitter, rate)) {
            throw new IllegalArgumentException("'gaps' excludes 'first', 'every', 'jitter' and 'tokens_per_second'");
        }
        Duration wait = perToken == null ? given.get(every) : perToken;
        Duration start = given.find(first);
        Integer grown = given.find(seed);
        return new Pacing(
                given.get(by),
                start == null ? wait : start,
                wait,
                given.get(jitter),
                grown == null ? 0 : grown,
                given.get(gaps),
                new Pacing.EventForm(given.get(lineEnds), given.get(heartbeat), given.get(splitCharacters)));
    }

    @Override
    void write(Pacing pacing, Tree tree) {
        tree.put(by, pacing.cut())
                .put(first, pacing.first().equals(pacing.every()) ? null : pacing.first())
                .put(every, pacing.every())
                .put(jitter, pacing.jitter())
                .put(seed, pacing.jitter().isZero() ? null : (int) pacing.seed())
                .put(gaps, pacing.gaps())
                .put(lineEnds, pacing.form().lineEnd())
                .put(heartbeat, pacing.form().heartbeat())
                .put(splitCharacters, pacing.form().splitsCharacters());
    }

    @Override
    JsonNode schema(Schemas schemas) {
        return Schemas.anyOf(super.schema(schemas), Schemas.list(Schemas.type("string"), 1));
    }

    private static final class CutForm extends Form<Cut> {
        private CutForm() {
            super("cut");
        }

        @Override
        Optional<Cut> read(SourceValue value, Context context) {
            if (value.isList()) {
                return pieces(value);
            }
            if (value.toJson().isNumber()) {
                return value.wholeNumber(1).map(Cut.BySize::new);
            }
            Optional<Cut> cut = value.asText().map(CUTS::get);
            if (cut.isEmpty()) {
                value.problem("expected token, word, char, a number of characters or a list of fragments, was "
                        + value.phrase() + "."
                        + value.asText()
                                .map(text -> Suggestion.sentence(text, CUTS.keySet()))
                                .orElse(""));
            }
            return cut;
        }

        @Override
        JsonNode write(Cut cut) {
            if (cut instanceof Cut.ByFragments fragments) {
                return Json.treeOf(fragments.fragments());
            }
            if (cut instanceof Cut.BySize size) {
                return IntNode.valueOf(size.size());
            }
            return TextNode.valueOf(CUTS.entrySet().stream()
                    .filter(word -> word.getValue().equals(cut))
                    .findFirst()
                    .orElseThrow()
                    .getKey());
        }

        @Override
        JsonNode schema(Schemas schemas) {
            return Schemas.anyOf(
                    Schemas.oneOf(CUTS.keySet()), Form.POSITIVE.ref(schemas), Schemas.list(Schemas.type("string"), 1));
        }
    }
}
