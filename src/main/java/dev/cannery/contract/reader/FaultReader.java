package dev.cannery.contract.reader;

import dev.cannery.contract.CannedFault;
import dev.cannery.source.SourceNode;
import dev.cannery.source.UnknownWord;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads faults: a word instead of an answer, or a map that says where a stream breaks. */
final class FaultReader {
    static final List<Key<Draft>> KEYS = List.of(
            new Key<>(
                    "after_chunks",
                    ValueForm.COUNT,
                    (draft, value, scope) -> draft.afterChunks = Values.count(value, 0, scope)),
            new Key<>(
                    "kind",
                    ValueForm.BREAK_KIND,
                    (draft, value, scope) -> draft.kind = word(CannedFault.BreakKind.values(), value, scope)));

    private FaultReader() {}

    static CannedFault.@Nullable Kind readKind(SourceNode node, Scope scope) {
        return word(CannedFault.Kind.values(), node, scope);
    }

    static CannedFault.@Nullable Break readBreak(SourceNode node, Scope scope) {
        int complaints = scope.problems().count();
        Draft draft = new Draft();
        Key.readAll("fault", KEYS, node, scope, draft);
        if (draft.afterChunks == null || draft.kind == null) {
            if (scope.problems().count() == complaints) {
                scope.complain(node, "a fault in a stream is written {after_chunks: N, kind: reset}");
            }
            return null;
        }
        return new CannedFault.Break(draft.afterChunks, draft.kind);
    }

    private static <E extends Enum<E>> @Nullable E word(E[] known, SourceNode node, Scope scope) {
        String word = Values.text(node, scope);
        if (word == null) {
            return null;
        }
        for (E kind : known) {
            if (wordOf(kind).equals(word)) {
                return kind;
            }
        }
        List<String> words = Arrays.stream(known).map(FaultReader::wordOf).toList();
        scope.complain(node, UnknownWord.sentence("fault", word, words));
        return null;
    }

    private static String wordOf(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static final class Draft {
        private @Nullable Integer afterChunks;
        private CannedFault.@Nullable BreakKind kind;
    }
}
