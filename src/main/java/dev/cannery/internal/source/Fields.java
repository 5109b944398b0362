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
 * all other keys.
 *
 * <pre>{@code
 * Fields fields = value.fields("a target");
 * String url = fields.text("url");
 * List<String> states = fields.names("states");
 * fields.end();
 * }</pre>
 */
public final class Fields {
    /** Only misspelled words suggest a known key. */
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

    /** Finds the known key that a word means although it is not similar, such as another tool's word for it. */
    @FunctionalInterface
    public interface Synonyms {
        /** Returns the key and how to write it; empty if the word means no known key. */
        Optional<Meaning> of(String word, Collection<String> known);
    }

    /**
     * The meaning of an unknown word.
     *
     * @param key the key that was meant
     * @param written what to write, such as {@code request: {prompt: …}}
     */
    public record Meaning(String key, String written) {}

    /** Returns the map itself. */
    public SourceValue map() {
        return map;
    }

    /** Whether the key is present. It counts as known. */
    public boolean has(String key) {
        return find(key).isPresent();
    }

    /** Returns the value of a key; empty if it is absent. The key counts as known. */
    public Optional<SourceValue> find(String key) {
        known.add(key);
        // a plain loop: every server start waits for its profile, which looks up thousands of keys
        for (SourceNode.Entry entry : entries) {
            if (entry.key().equals(key)) {
                return Optional.of(map.member(key, entry.value()));
            }
        }
        return Optional.empty();
    }

    /** Returns the value of a key, or the map itself if it is absent: the place to report a problem. */
    public SourceValue placeOf(String key) {
        return find(key).orElse(map);
    }

    /** Returns the keys that are present, in the file's order. They do not count as known. */
    public List<String> words() {
        return entries.stream().map(SourceNode.Entry::key).toList();
    }

    /** Returns all values by key, in the file's order. All keys count as known. */
    public Map<String, SourceValue> all() {
        Map<String, SourceValue> all = new LinkedHashMap<>();
        entries.forEach(entry -> all.put(entry.key(), map.member(entry.key(), entry.value())));
        known.addAll(all.keySet());
        return all;
    }

    /** Returns the text of a key; null if it is absent. */
    public @Nullable String text(String key) {
        return find(key).flatMap(SourceValue::name).orElse(null);
    }

    /** Returns the text of a key, or a default if it is absent. */
    public String text(String key, String otherwise) {
        return find(key).flatMap(SourceValue::name).orElse(otherwise);
    }

    /** Returns the boolean of a key, or a default if it is absent. */
    public boolean flag(String key, boolean otherwise) {
        return find(key).flatMap(SourceValue::flag).orElse(otherwise);
    }

    /** Returns the number of a key; null if it is absent. */
    public @Nullable BigDecimal number(String key) {
        return find(key).flatMap(SourceValue::number).orElse(null);
    }

    /** Returns the whole number of a key, at least 0, or a default if it is absent. */
    public int wholeNumber(String key, int otherwise) {
        return find(key).flatMap(value -> value.wholeNumber(0)).orElse(otherwise);
    }

    /** Returns the texts of a key's list; empty if it is absent. */
    public List<String> names(String key) {
        return find(key).map(SourceValue::names).orElse(List.of());
    }

    /** Returns the values of a key's list; empty if it is absent. */
    public List<SourceValue> items(String key) {
        return find(key).map(SourceValue::items).orElse(List.of());
    }

    /** Whether a known key is absent, and no unknown key is a misspelling of it, which {@link #end()} reports anyway. */
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

    /** Reports every unknown key, with the known key that was most likely meant. */
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
