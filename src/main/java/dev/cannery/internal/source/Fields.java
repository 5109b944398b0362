package dev.cannery.internal.source;

import dev.cannery.internal.chat.Suggestion;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a map that is being read. The reader asks for each key that it knows and calls {@link #end()}, which reports
 * every key that was not asked for.
 *
 * <pre>{@code
 * Fields fields = value.fields("a target");
 * String url = fields.text("url");
 * List<String> states = fields.names("states");
 * fields.end();
 * }</pre>
 */
public final class Fields {
    /** No word but a misspelt one means a known key. */
    static final Synonyms NO_SYNONYMS = (word, known) -> Optional.empty();

    private final SourceValue map;
    private final List<SourceNode.Entry> entries;
    private final String what;
    private final Synonyms synonyms;
    private final Set<String> known = new LinkedHashSet<>();

    Fields(SourceValue map, List<SourceNode.Entry> entries, String what, Synonyms synonyms) {
        this.map = map;
        this.entries = entries;
        this.what = what;
        this.synonyms = synonyms;
    }

    /** Finds the known key that a word means which is not near it, such as another tool's word for it. */
    @FunctionalInterface
    public interface Synonyms {
        /** The key, and how it is written where the word stands; empty if the word is none of a known key. */
        Optional<Meaning> of(String word, Collection<String> known);
    }

    /**
     * What an unknown word means.
     *
     * @param key the key that was meant
     * @param written what to write, as {@code request: {prompt: …}}
     */
    public record Meaning(String key, String written) {}

    /** The map itself. */
    public SourceValue map() {
        return map;
    }

    /** Whether there is such a key. The key counts as known. */
    public boolean has(String key) {
        return find(key).isPresent();
    }

    /** The value of a key; empty if there is none. The key counts as known. */
    public Optional<SourceValue> find(String key) {
        known.add(key);
        // a plain loop: the start of every server waits for its profile, which asks for thousands of keys
        for (SourceNode.Entry entry : entries) {
            if (entry.key().equals(key)) {
                return Optional.of(map.member(key, entry.value()));
            }
        }
        return Optional.empty();
    }

    /** The value of a key, or the map itself if there is none: where to report what is wrong with it. */
    public SourceValue placeOf(String key) {
        return find(key).orElse(map);
    }

    /** The keys that are written, in the file's order. They do not count as known. */
    public List<String> words() {
        return entries.stream().map(SourceNode.Entry::key).toList();
    }

    /** All values by their keys in the file's order. All keys count as known. */
    public Map<String, SourceValue> all() {
        Map<String, SourceValue> all = new LinkedHashMap<>();
        entries.forEach(entry -> all.put(entry.key(), map.member(entry.key(), entry.value())));
        known.addAll(all.keySet());
        return all;
    }

    /** The text of a key; null if there is none. */
    public @Nullable String text(String key) {
        return find(key).flatMap(SourceValue::name).orElse(null);
    }

    /** The text of a key, or another one if there is none. */
    public String text(String key, String otherwise) {
        return find(key).flatMap(SourceValue::name).orElse(otherwise);
    }

    /** The truth value of a key, or another one if there is none. */
    public boolean flag(String key, boolean otherwise) {
        return find(key).flatMap(SourceValue::flag).orElse(otherwise);
    }

    /** The number of a key; null if there is none. */
    public @Nullable BigDecimal number(String key) {
        return find(key).flatMap(SourceValue::number).orElse(null);
    }

    /** The whole number of a key, of 0 or more, or another one if there is none. */
    public int wholeNumber(String key, int otherwise) {
        return find(key).flatMap(value -> value.wholeNumber(0)).orElse(otherwise);
    }

    /** The texts of a key's list; none if there is no such key. */
    public List<String> names(String key) {
        return find(key).map(SourceValue::names).orElse(List.of());
    }

    /** The values of a key's list; none if there is no such key. */
    public List<SourceValue> items(String key) {
        return find(key).map(SourceValue::items).orElse(List.of());
    }

    /** Whether a known key is missing, and no unknown one most likely means it, which {@link #end()} reports anyway. */
    public boolean lacks(String key) {
        return find(key).isEmpty()
                && unknown().stream()
                        .noneMatch(
                                entry -> meant(entry.key()).filter(key::equals).isPresent());
    }

    private Optional<String> meant(String word) {
        return synonyms.of(word, known).map(Meaning::key).or(() -> Suggestion.nearest(word, known));
    }

    private List<SourceNode.Entry> unknown() {
        return entries.stream().filter(entry -> !known.contains(entry.key())).toList();
    }

    /** Reports every key that was not asked for, with the known one that was most likely meant. */
    public void end() {
        String where = what.isEmpty() ? "" : " in " + what;
        for (SourceNode.Entry entry : unknown()) {
            String word = entry.key();
            map.problem(
                    entry.keyAt(),
                    synonyms.of(word, known)
                            .map(meaning -> UnknownWord.meaning("key", word, where, meaning.written()))
                            .orElseGet(() -> UnknownWord.sentence("key", word, where, known)));
        }
    }
}
