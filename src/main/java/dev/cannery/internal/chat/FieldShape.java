package dev.cannery.internal.chat;

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
 * Which JSON types a field may have and which members are known inside it. It says nothing of ranges or of what a
 * provider accepts: it is what a contract's author can mean by a name.
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

    /** Returns the same shape as an object that can be told from this one. */
    public FieldShape copy() {
        return new FieldShape(kinds, members, element, open);
    }

    /** The kinds that a value of this field may have, null left aside. */
    public Set<JsonKind> kinds() {
        return Set.copyOf(kinds);
    }

    /** The kinds with their articles: {@code a string or an array}. */
    public String phrase() {
        // an EnumSet, so in the order of the enum
        return kinds.stream().map(JsonKind::phrase).collect(Collectors.joining(" or "));
    }

    /** Whether the field may hold this kind; an integer goes where numbers go. */
    public boolean allows(JsonKind kind) {
        return kinds.contains(kind)
                || (kind == JsonKind.INTEGER && kinds.contains(JsonKind.NUMBER))
                || (kind == JsonKind.NUMBER && kinds.contains(JsonKind.INTEGER));
    }

    /** Whether members of any name are allowed. */
    public boolean isOpen() {
        return open;
    }

    /** The names of the known members, in the order of the schema. */
    public Set<String> memberNames() {
        return members.keySet();
    }

    /** The shape of a member; anything goes for one that is not known. */
    public FieldShape member(String name) {
        FieldShape known = members.get(name);
        if (known != null) {
            return known;
        }
        return open && element != null ? element : ANY;
    }

    /** The shape of an array's element. */
    public FieldShape element() {
        return element == null ? ANY : element;
    }
}
