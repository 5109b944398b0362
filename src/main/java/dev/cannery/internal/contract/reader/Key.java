package dev.cannery.internal.contract.reader;

import dev.cannery.internal.source.SourceNode;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A key that a map of the format knows, and what its value does to the draft of the thing that is read.
 *
 * @param <D> the draft
 * @param word the key as it is written
 * @param form what the value looks like; the schema of contract files is made from it
 * @param action takes the value
 */
record Key<D>(String word, ValueForm form, Action<D> action) {
    /** Takes a key's value. */
    @FunctionalInterface
    interface Action<D> {
        void accept(D draft, SourceNode value, Scope scope);
    }

    /**
     * The same key for a draft that has the other one as its part.
     *
     * @param <W> the draft of the whole
     */
    <W> Key<W> in(Function<W, D> part) {
        return new Key<>(word, form, (whole, value, scope) -> action.accept(part.apply(whole), value, scope));
    }

    /** Reads a map by its keys in the file's order; complains of what is no map and of every unknown key. */
    static <D> void readAll(String what, List<Key<D>> keys, SourceNode node, Scope scope, D draft) {
        if (!(node instanceof SourceNode.Mapping mapping)) {
            scope.complain(node, what + " must be a map, was " + node.phrase());
            return;
        }
        for (SourceNode.Entry entry : mapping.entries()) {
            Key<D> key = ofWord(entry.key(), keys);
            if (key == null) {
                scope.complain(entry.keyAt(), unknown(what, entry.key(), keys));
            } else {
                key.action.accept(draft, entry.value(), scope.member(entry.key()));
            }
        }
    }

    private static <D> @Nullable Key<D> ofWord(String word, List<Key<D>> keys) {
        for (Key<D> key : keys) {
            if (key.word.equals(word)) {
                return key;
            }
        }
        return null;
    }

    /** Whether the map has the key, or one that most likely means it and is complained of already. */
    static <D> boolean isIn(SourceNode.Mapping node, String word, List<Key<D>> keys) {
        if (node.member(word) != null) {
            return true;
        }
        List<String> words = keys.stream().map(Key::word).toList();
        return node.entries().stream()
                .map(SourceNode.Entry::key)
                .filter(key -> !words.contains(key))
                .anyMatch(
                        key -> Elsewhere.meant(key, words).filter(word::equals).isPresent());
    }

    private static <D> String unknown(String what, String word, List<Key<D>> keys) {
        return Elsewhere.unknown(
                "key", word, " in " + what, keys.stream().map(Key::word).toList());
    }
}
