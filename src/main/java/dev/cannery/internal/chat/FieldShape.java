package dev.cannery.internal.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.JsonKind;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JSON types that a field may have and its known members. It describes what contracts can refer to, not ranges or what a
 * provider accepts.
 */
public final class FieldShape {
    /** A value of any type with any members. */
    public static final FieldShape ANY = new FieldShape(EnumSet.allOf(JsonKind.class), Map.of(), null, true);

    private static final Map<JsonKind, FieldShape> SCALARS = Stream.of(JsonKind.values())
            .collect(Collectors.toMap(
                    kind -> kind,
                    kind -> new FieldShape(EnumSet.of(kind), Map.of(), null, false),
                    (one, other) -> one,
                    () -> new EnumMap<>(JsonKind.class)));

    private final Set<JsonKind> kinds;
    private final Map<String, FieldShape> members;
    private final @Nullable FieldShape element;
    private final boolean open;

    private FieldShape(
            Set<JsonKind> kinds, Map<String, FieldShape> members, @Nullable FieldShape element, boolean open) {
        this.kinds = kinds;
        this.members = members;
        this.element = element;
        this.open = open;
    }

    /** Returns the shape of a scalar of this kind. */
    public static FieldShape of(JsonKind kind) {
        return Objects.requireNonNull(SCALARS.get(kind));
    }

    /** Returns the shape of an object with members of any name. */
    public static FieldShape map(FieldShape value) {
        return new FieldShape(EnumSet.of(JsonKind.OBJECT), Map.of(), value, true);
    }

    /** Returns the shape of an object with these members. */
    public static FieldShape object(Map<String, FieldShape> members) {
        return new FieldShape(EnumSet.of(JsonKind.OBJECT), new LinkedHashMap<>(members), null, false);
    }

    /** Returns the shape of an array of such elements. */
    public static FieldShape array(FieldShape element) {
        return new FieldShape(EnumSet.of(JsonKind.ARRAY), Map.of(), element, false);
    }

    /** Returns the shape of a value that has this shape or the other: it may have the kinds and members of both. */
    public FieldShape or(FieldShape other) {
        if (this == ANY || this == other) {
            return this;
        }
        if (other == ANY) {
            return other;
        }
        Set<JsonKind> both = EnumSet.copyOf(kinds);
        both.addAll(other.kinds);
        Map<String, FieldShape> merged = new LinkedHashMap<>(members);
        other.members.forEach((name, shape) -> merged.merge(name, shape, FieldShape::or));
        FieldShape mine = element;
        FieldShape its = other.element;
        return new FieldShape(
                both,
                merged,
                mine == null || its == null ? (mine == null ? its : mine) : mine.or(its),
                open || other.open);
    }

    /** Returns an equal shape that is a different object. */
    public FieldShape copy() {
        return new FieldShape(kinds, members, element, open);
    }

    /** Returns the kinds with articles: {@code a string or an array}. */
    public String phrase() {
        // an EnumSet, so in the order of the enum
        return kinds.stream().map(JsonKind::phrase).collect(Collectors.joining(" or "));
    }

    /** Whether the field may be of this kind; an integer is allowed where numbers are. */
    public boolean allows(JsonKind kind) {
        return kinds.contains(kind)
                || (kind == JsonKind.INTEGER && kinds.contains(JsonKind.NUMBER))
                || (kind == JsonKind.NUMBER && kinds.contains(JsonKind.INTEGER));
    }

    /** Whether the field may be of the kind of this value. */
    public boolean allows(JsonNode value) {
        return kinds.stream().anyMatch(kind -> kind.holds(value));
    }

    /** Whether members of any name are allowed. */
    public boolean isOpen() {
        return open;
    }

    /** Returns the names of the known members, in the order of the schema. */
    public Set<String> memberNames() {
        return members.keySet();
    }

    /** Returns the shape of a member; {@link #ANY} if it is unknown. */
    public FieldShape member(String name) {
        FieldShape known = members.get(name);
        if (known != null) {
            return known;
        }
        return open && element != null ? element : ANY;
    }

    /** Returns the shape of an array's elements. */
    public FieldShape element() {
        return element == null ? ANY : element;
    }
}
