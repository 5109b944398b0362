package dev.cannery.internal.response.output;

import dev.cannery.internal.wire.Json;
import java.util.List;

/**
 * The fragments of a text, written once for all streams of that text.
 *
 * @param texts the fragments
 * @param json the same as JSON
 * @param lengths their numbers of characters
 */
public record Fragments(List<String> texts, List<byte[]> json, List<Integer> lengths) {
    private static final int OVERHEAD = 96;

    public Fragments {
        texts = List.copyOf(texts);
        json = List.copyOf(json);
        lengths = List.copyOf(lengths);
    }

    /** Writes fragments. */
    public static Fragments of(List<String> texts) {
        return new Fragments(
                texts,
                Json.writeAll(texts.stream()
                        .<Json.Writing>map(text -> out -> out.writeString(text))
                        .toList()),
                texts.stream()
                        .map(text -> text.codePointCount(0, text.length()))
                        .toList());
    }

    /** Returns the fragments from one index to another, which is not included. */
    Fragments part(int from, int to) {
        return from == 0 && to == texts.size()
                ? this
                : new Fragments(texts.subList(from, to), json.subList(from, to), lengths.subList(from, to));
    }

    /** Returns about how many bytes of memory they hold. */
    public long weight() {
        return json.stream().mapToLong(text -> OVERHEAD + 2L * text.length).sum();
    }
}
