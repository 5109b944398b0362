package dev.cannery.internal.profile.rule;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields that a provider knows.
 *
 * @param names their names
 * @param required the names of those that must be sent
 * @param instead the fields any of which makes the required ones optional
 * @param moved the names that fields have in another API, with the name here
 */
public record KnownFields(Set<String> names, List<String> required, List<String> instead, Map<String, String> moved) {
    /** Keeps its own copies. */
    public KnownFields {
        names = Set.copyOf(names);
        required = List.copyOf(required);
        instead = List.copyOf(instead);
        moved = Map.copyOf(moved);
    }
}
