package dev.cannery.internal.chat;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which JSON types a field may have and which members are known inside it. It says nothing of ranges or of what a
 * provider accepts: it is what a contract's author can mean by a name.
 */
public final class FieldShape {
    /** A value of any type with any members. */
    public static final FieldShape ANY = new FieldShape(EnumSet.allOf(JsonKind.class), Map.of(), null, true);

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

    /** A scalar of one of these kinds. */
    static FieldShape of(JsonKind kind, JsonKind... others) {
        return new FieldShape(EnumSet.of(kind, others), Map.of(), null, false);
    }

    /** An object with members of any name. */
    static FieldShape map(FieldShape value) {
        return new FieldShape(EnumSet.of(JsonKind.OBJECT), Map.of(), value, true);
    }

    /** An object with these members: names and shapes in turn. */
    static FieldShape object(Object... namesAndShapes) {
        Map<String, FieldShape> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndShapes.length; i += 2) {
            members.put((String) namesAndShapes[i], (FieldShape) namesAndShapes[i + 1]);
        }
        return new FieldShape(EnumSet.of(JsonKind.OBJECT), members, null, false);
    }

    /** An array of such elements. */
    static FieldShape array(FieldShape element) {
        return new FieldShape(EnumSet.of(JsonKind.ARRAY), Map.of(), element, false);
    }

    /** A value of this shape or of the other; at most one of them has members, at most one has elements. */
    FieldShape or(FieldShape other) {
        Set<JsonKind> both = EnumSet.copyOf(kinds);
        both.addAll(other.kinds);
        return new FieldShape(
                both,
                members.isEmpty() ? other.members : members,
                element == null ? other.element : element,
                open || other.open);
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

    /** Whether the field never holds an object or an array. */
    public boolean isScalar() {
        return !kinds.contains(JsonKind.OBJECT) && !kinds.contains(JsonKind.ARRAY);
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
