package dev.cannery.internal.profile.rule;

import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceValue;
import java.util.Set;

/**
 * The subset of JSON Schema that a schema with {@code strict: true} may use.
 *
 * @param refused keywords that are not permitted
 * @param formats the formats that a string may have
 * @param depth the maximum number of steps to a property or an element
 */
public record StrictSubset(Set<String> refused, Set<String> formats, int depth) {
    /** The subset that permits everything. */
    public static final StrictSubset OPEN = new StrictSubset(Set.of(), Set.of(), Integer.MAX_VALUE);

    /** Reads {@code strict}. */
    public static StrictSubset read(SourceValue value) {
        Fields fields = value.fields("strict");
        StrictSubset subset = new StrictSubset(
                Set.copyOf(fields.names("refused")),
                Set.copyOf(fields.names("formats")),
                fields.wholeNumber("depth", Integer.MAX_VALUE));
        fields.end();
        return subset;
    }

    /** Keeps its own copies. */
    public StrictSubset {
        refused = Set.copyOf(refused);
        formats = Set.copyOf(formats);
    }
}
