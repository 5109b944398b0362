package dev.cannery.internal.chat.style;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The errors of one provider that a contract can name, by name or by the provider's error code. */
public final class ErrorCatalogue {
    private final Map<String, NamedError> byName = new LinkedHashMap<>();
    private final Map<String, NamedError> byCode = new LinkedHashMap<>();
    private final String inStream;
    private final String wrongCall;

    /**
     * Creates a catalogue of these errors; if several share a code, the first has it.
     *
     * @param inStream the name of the error that ends a stream
     * @param wrongCall the name of the error in place of a call that the model got wrong; empty if the provider passes it on
     */
    public ErrorCatalogue(Collection<NamedError> errors, String inStream, String wrongCall) {
        this.inStream = inStream;
        this.wrongCall = wrongCall;
        for (NamedError named : errors) {
            byName.put(named.name(), named);
            String code = named.error().code();
            if (code != null) {
                byCode.putIfAbsent(code, named);
            }
        }
    }

    /** Returns the error with this name or code; empty when there is none. */
    public Optional<NamedError> named(String name) {
        NamedError named = byName.get(name);
        return Optional.ofNullable(named == null ? byCode.get(name) : named);
    }

    /** Returns the error that ends a stream; empty if the provider has none of its own. */
    public Optional<NamedError> inStream() {
        return named(inStream);
    }

    /** Returns the error in place of a call that the model got wrong; empty if the provider passes it on. */
    public Optional<NamedError> wrongCall() {
        return named(wrongCall);
    }

    /** Returns the names, in the order of the catalogue. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Returns every word that names an error: all names, and the codes that differ from them. */
    public Set<String> words() {
        Set<String> words = new LinkedHashSet<>(byName.keySet());
        words.addAll(byCode.keySet());
        return words;
    }
}
