package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.Misbehaviour;
import dev.cannery.internal.contract.CannedFault.Break;
import dev.cannery.internal.contract.CannedFault.BreakKind;
import dev.cannery.internal.contract.CannedFault.Kind;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.source.UnknownWord;
import dev.cannery.internal.wire.Words;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A fault: a word, or a map if it needs a position or a duration. */
public final class FaultForm extends MapForm<FaultForm.Fault> {
    public static final FaultForm FORM = new FaultForm();

    public final Key<Integer> afterChunks =
            key("after_chunks", Form.COUNT, "How many chunks of the stream are sent before the fault.");
    public final Key<Duration> over = key("over", Form.DURATION, "How long the slow part of the response takes.");
    public final Key<BreakKind> kind =
            required("kind", Form.word("fault", BreakKind.class), "The kind of fault.", "type");

    /**
     * A fault as read: one of the two is not null.
     *
     * @param instead what happens instead of a response
     * @param within what is wrong with a response
     */
    record Fault(@Nullable Kind instead, @Nullable Break within) {}

    private FaultForm() {
        super("fault");
    }

    /** Returns the kinds that need neither a number nor a duration, and so can be written as a word. */
    private static List<String> bareWords() {
        return Stream.<Enum<?>>concat(
                        Arrays.stream(Kind.values()),
                        Arrays.stream(BreakKind.values()).filter(kind -> !kind.needsChunks() && !kind.takesTime()))
                .map(Words::of)
                .toList();
    }

    @Override
    Optional<Fault> read(SourceValue value, Context context) {
        if (value.isMap()) {
            return super.read(value, context);
        }
        return value.text().flatMap(word -> {
            Optional<Kind> instead = ofWord(Kind.values(), word);
            if (instead.isPresent()) {
                return Optional.of(new Fault(instead.get(), null));
            }
            Optional<BreakKind> within = ofWord(BreakKind.values(), word);
            if (within.isEmpty()) {
                value.problem(
                        Misbehaviour.ofWord(word).isPresent()
                                ? UnknownWord.meaning("fault", word, "", "misbehave: " + word)
                                : UnknownWord.sentence("fault", word, bareWords()));
            }
            return within.flatMap(one -> value.attempt(() -> Optional.of(fault(one, null, null))));
        });
    }

    private static <E extends Enum<E>> Optional<E> ofWord(E[] constants, String word) {
        return Arrays.stream(constants)
                .filter(constant -> Words.of(constant).equals(word))
                .findFirst();
    }

    @Override
    Fault make(Given given) {
        if (!given.hasAny(kind)) {
            throw new IllegalArgumentException("a fault in a stream must be written {after_chunks: N, kind: reset}");
        }
        return fault(given.get(kind), given.find(afterChunks), given.find(over));
    }

    private static Fault fault(BreakKind kind, @Nullable Integer chunks, @Nullable Duration time) {
        if (kind.needsChunks() && chunks == null) {
            throw new IllegalArgumentException("'" + kind.word()
                    + "' needs a position in the stream: write {after_chunks: N, kind: " + kind.word() + "}");
        }
        if (!kind.countsChunks() && chunks != null) {
            throw new IllegalArgumentException(
                    "'after_chunks' does not apply to '" + kind.word() + "', which has no position in the stream");
        }
        return new Fault(
                null, new Break(kind, chunks == null ? 0 : chunks, Objects.requireNonNullElse(time, Duration.ZERO)));
    }

    @Override
    void write(Fault fault, Tree tree) {
        Break within = Objects.requireNonNull(fault.within());
        tree.put(afterChunks, within.kind().countsChunks() ? within.afterChunks() : null)
                .put(kind, within.kind())
                .put(over, within.kind().takesTime() ? within.over() : null);
    }

    @Override
    JsonNode write(Fault fault) {
        Break within = fault.within();
        if (within == null) {
            return TextNode.valueOf(Words.of(Objects.requireNonNull(fault.instead())));
        }
        boolean isWord = !within.kind().takesTime() && !within.kind().needsChunks() && within.afterChunks() == 0;
        return isWord ? TextNode.valueOf(within.kind().word()) : writeMap(fault);
    }

    @Override
    JsonNode schema(Schemas schemas) {
        return Schemas.anyOf(Schemas.oneOf(bareWords()), super.schema(schemas));
    }
}
