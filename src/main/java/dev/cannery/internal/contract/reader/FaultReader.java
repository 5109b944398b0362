package dev.cannery.internal.contract.reader;

import dev.cannery.internal.contract.CannedFault.Break;
import dev.cannery.internal.contract.CannedFault.BreakKind;
import dev.cannery.internal.contract.CannedFault.Kind;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.UnknownWord;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads faults: a word, for what happens instead of an answer or to the whole of it, or a map that says when or how long. */
final class FaultReader {
    static final List<Key<Draft>> KEYS = List.of(
            new Key<>(
                    "after_chunks",
                    ValueForm.COUNT,
                    (draft, value, scope) -> draft.afterChunks = Values.count(value, 0, scope)),
            new Key<>("over", ValueForm.DURATION, (draft, value, scope) -> draft.over = Values.duration(value, scope)),
            new Key<>(
                    "kind",
                    ValueForm.BREAK_KIND,
                    (draft, value, scope) -> draft.kind = Values.word("fault", BreakKind.values(), value, scope)));

    private FaultReader() {}

    /** The kinds that a word alone can name: what happens instead of an answer, and what needs no number and no time. */
    static List<String> words() {
        return Stream.concat(
                        Arrays.stream(Kind.values()).map(Values::wordOf),
                        Arrays.stream(BreakKind.values())
                                .filter(kind -> !kind.needsChunks() && !kind.takesTime())
                                .map(BreakKind::word))
                .toList();
    }

    static @Nullable Kind readKind(SourceNode node) {
        String word = node.toJson().asText();
        return Arrays.stream(Kind.values())
                .filter(kind -> Values.wordOf(kind).equals(word))
                .findFirst()
                .orElse(null);
    }

    /** A fault of an answer. */
    static @Nullable Break readBreak(SourceNode node, Scope scope) {
        return node instanceof SourceNode.Mapping ? ofMap(node, scope) : ofWord(node, scope);
    }

    private static @Nullable Break ofWord(SourceNode node, Scope scope) {
        String word = Values.text(node, scope);
        if (word == null) {
            return null;
        }
        Optional<BreakKind> kind = Arrays.stream(BreakKind.values())
                .filter(known -> known.word().equals(word))
                .findFirst();
        if (kind.isEmpty()) {
            scope.complain(node, UnknownWord.sentence("fault", word, words()));
            return null;
        }
        return toBreak(kind.get(), new Draft(), node, scope);
    }

    private static @Nullable Break ofMap(SourceNode node, Scope scope) {
        int complaints = scope.problems().count();
        Draft draft = new Draft();
        Key.readAll("fault", KEYS, node, scope, draft);
        if (scope.problems().count() > complaints) {
            return null;
        }
        if (draft.kind == null) {
            scope.complain(node, "a fault in a stream is written {after_chunks: N, kind: reset}");
            return null;
        }
        return toBreak(draft.kind, draft, node, scope);
    }

    private static @Nullable Break toBreak(BreakKind kind, Draft draft, SourceNode node, Scope scope) {
        if (kind.needsChunks() && draft.afterChunks == null) {
            scope.complain(
                    node, "'" + kind.word() + "' breaks a stream: write {after_chunks: N, kind: " + kind.word() + "}");
            return null;
        }
        if (!kind.countsChunks() && draft.afterChunks != null) {
            scope.complain(node, "'after_chunks' does not go with '" + kind.word() + "', which is not behind a chunk");
            return null;
        }
        return scope.attempt(
                        node,
                        () -> Optional.of(new Break(
                                kind,
                                draft.afterChunks == null ? 0 : draft.afterChunks,
                                draft.over == null ? Duration.ZERO : draft.over)))
                .orElse(null);
    }

    static final class Draft {
        private @Nullable Integer afterChunks;
        private @Nullable Duration over;
        private @Nullable BreakKind kind;
    }
}
