package dev.cannery.verify.targets;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a target is declared to offer.
 *
 * @param capabilities what it can do, as {@code tools}; null when nothing is declared and so everything is tried
 * @param states the states of the environment that hold for it, as {@code quota is exhausted}
 */
public record Offers(@Nullable Set<String> capabilities, Set<String> states) {
    /** Everything is tried, no state holds. */
    public static final Offers UNDECLARED = new Offers(null, Set.of());

    public Offers {
        capabilities = capabilities == null ? null : Set.copyOf(capabilities);
        states = Set.copyOf(states);
    }

    /** The first capability that is needed and not declared. */
    public Optional<String> lacking(Collection<String> needs) {
        Set<String> declared = capabilities;
        return declared == null
                ? Optional.empty()
                : needs.stream().filter(need -> !declared.contains(need)).findFirst();
    }

    /** The first state that must be given and is not declared. */
    public Optional<String> missing(Collection<String> given) {
        return given.stream().filter(state -> !states.contains(state)).findFirst();
    }
}
