package dev.cannery.internal.chat.style;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The errors of one provider that a contract can name, each by its name or by the code that the provider gives it. */
public final class ErrorCatalogue {
    private final Map<String, NamedError> byName = new LinkedHashMap<>();
    private final Map<String, NamedError> byCode = new LinkedHashMap<>();

    /** A catalogue of these errors; of several with one code, the first has it. */
    public ErrorCatalogue(Collection<NamedError> errors) {
        for (NamedError named : errors) {
            byName.put(named.name(), named);
            String code = named.error().code();
            if (code != null) {
                byCode.putIfAbsent(code, named);
            }
        }
    }

    /** The error of this name or code, or empty when there is none. */
    public Optional<NamedError> named(String name) {
        NamedError named = byName.get(name);
        return Optional.ofNullable(named == null ? byCode.get(name) : named);
    }

    /** The names, in the order of the catalogue. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Every word that names an error: the names, and the codes that are none. */
    public Set<String> words() {
        Set<String> words = new LinkedHashSet<>(byName.keySet());
        words.addAll(byCode.keySet());
        return words;
    }
}
