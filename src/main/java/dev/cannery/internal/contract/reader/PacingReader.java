package dev.cannery.internal.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.contract.Pacing;
import dev.cannery.internal.source.SourceNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how an answer is cut and paced when it is streamed. */
final class PacingReader {
    private static final long NANOS = Duration.ofSeconds(1).toNanos();
    private static final BigDecimal FASTEST = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal LONGEST =
            BigDecimal.valueOf(Duration.ofDays(1).toNanos());

    static final Map<String, Pacing.Cut> CUTS = Map.of(
            "token", new Pacing.Cut.ByToken(),
            "word", new Pacing.Cut.ByWord(),
            "char", new Pacing.Cut.BySize(1));

    static final List<Key<Draft>> KEYS = List.of(
            new Key<>(
                    "by",
                    ValueForm.CUT,
                    (draft, value, scope) -> Values.give(cut(value, scope), cut -> draft.cut = cut)),
            new Key<>(
                    "first", ValueForm.DURATION, (draft, value, scope) -> draft.first = Values.duration(value, scope)),
            new Key<>(
                    "every", ValueForm.DURATION, (draft, value, scope) -> draft.every = Values.duration(value, scope)),
            new Key<>("tokens_per_second", ValueForm.NUMBER, (draft, value, scope) -> draft.rate(value, scope)),
            new Key<>(
                    "jitter",
                    ValueForm.DURATION,
                    (draft, value, scope) -> draft.jitter = Values.duration(value, scope)),
            new Key<>("seed", ValueForm.COUNT, (draft, value, scope) -> draft.seed = Values.count(value, 0, scope)),
            new Key<>("gaps", ValueForm.DURATIONS, (draft, value, scope) -> draft.gaps(value, scope)),
            new Key<>(
                    "line_ends",
                    ValueForm.LINE_ENDS,
                    (draft, value, scope) ->
                            draft.lineEnd = Values.word("kind of line ends", Pacing.LineEnd.values(), value, scope)),
            new Key<>(
                    "heartbeat",
                    ValueForm.DURATION,
                    (draft, value, scope) -> draft.heartbeat = Values.duration(value, scope)),
            new Key<>(
                    "split_characters",
                    ValueForm.TRUTH,
                    (draft, value, scope) -> draft.splitsCharacters = Values.truth(value, scope)));

    private PacingReader() {}

    static @Nullable Pacing read(SourceNode node, Scope scope) {
        int complaints = scope.problems().count();
        Draft draft = new Draft();
        if (node instanceof SourceNode.Sequence) {
            Values.give(pieces(node, scope), cut -> draft.cut = cut);
        } else {
            Key.readAll("stream", KEYS, node, scope, draft);
        }
        return scope.problems().count() > complaints
                ? null
                : scope.attempt(node, () -> Optional.of(draft.toPacing())).orElse(null);
    }

    private static Pacing.@Nullable Cut pieces(SourceNode node, Scope scope) {
        int complaints = scope.problems().count();
        List<String> pieces = new ArrayList<>();
        Values.forEach(node, scope, (item, itemScope) -> Values.give(Values.text(item, itemScope), pieces::add));
        return scope.problems().count() > complaints ? null : new Pacing.Cut.ByPieces(pieces);
    }

    private static Pacing.@Nullable Cut cut(SourceNode node, Scope scope) {
        if (node instanceof SourceNode.Sequence) {
            return pieces(node, scope);
        }
        JsonNode value = node.toJson();
        if (value.isNumber()) {
            Integer size = Values.count(node, 1, scope);
            return size == null ? null : new Pacing.Cut.BySize(size);
        }
        Pacing.Cut cut = value.isTextual() ? CUTS.get(value.textValue()) : null;
        if (cut == null) {
            scope.complain(
                    node,
                    "token, word, char, a number of characters or a list of pieces is expected, was " + node.phrase()
                            + "." + (value.isTextual() ? Suggestion.sentence(value.textValue(), CUTS.keySet()) : ""));
        }
        return cut;
    }

    static final class Draft {
        private Pacing.Cut cut = new Pacing.Cut.ByToken();
        private @Nullable Duration first;
        private @Nullable Duration every;
        private @Nullable Duration jitter;
        private @Nullable Integer seed;
        private @Nullable Duration perToken;
        private final List<Duration> gaps = new ArrayList<>();
        private Pacing.@Nullable LineEnd lineEnd;
        private @Nullable Duration heartbeat;
        private @Nullable Boolean splitsCharacters;

        void gaps(SourceNode value, Scope scope) {
            Values.forEach(value, scope, (item, itemScope) -> Values.give(Values.duration(item, itemScope), gaps::add));
        }

        void rate(SourceNode value, Scope scope) {
            BigDecimal rate = Values.number(value, scope);
            if (rate != null && (rate.signum() <= 0 || rate.compareTo(FASTEST) > 0)) {
                scope.complain(value, "a rate above 0 and up to 1000000 is expected, was " + value.phrase());
            } else if (rate != null) {
                perToken = Duration.ofNanos(BigDecimal.valueOf(NANOS)
                        .divide(rate, RoundingMode.HALF_UP)
                        .min(LONGEST)
                        .longValue());
            }
        }

        Pacing toPacing() {
            if (seed != null && jitter == null) {
                throw new IllegalArgumentException("'seed' goes with 'jitter'");
            }
            if (perToken != null && (every != null || !(cut instanceof Pacing.Cut.ByToken))) {
                throw new IllegalArgumentException("'tokens_per_second' goes with 'by: token' and without 'every'");
            }
            if (!gaps.isEmpty() && (first != null || every != null || jitter != null || perToken != null)) {
                throw new IllegalArgumentException(
                        "'gaps' goes without 'first', 'every', 'jitter' and" + " 'tokens_per_second'");
            }
            Duration wait = perToken != null ? perToken : every != null ? every : Duration.ZERO;
            // the first chunk takes no longer than the others unless it is said
            return new Pacing(
                    cut,
                    first == null ? wait : first,
                    wait,
                    jitter == null ? Duration.ZERO : jitter,
                    seed == null ? 0 : seed,
                    gaps,
                    form());
        }

        private Pacing.EventForm form() {
            return new Pacing.EventForm(
                    lineEnd == null ? Pacing.LineEnd.LF : lineEnd,
                    heartbeat == null ? Duration.ZERO : heartbeat,
                    splitsCharacters != null && splitsCharacters);
        }
    }
}
