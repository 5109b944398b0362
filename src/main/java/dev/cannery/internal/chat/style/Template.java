package dev.cannery.internal.chat.style;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object with placeholders: its members in order, each with a value or the slot of its value.
 *
 * <p>Compiled when a profile is loaded. Immutable and thread-safe.
 */
public final class Template {
    /** An object without members. */
    public static final Template EMPTY = new Template(List.of(), false);

    private final List<Member> members;
    private final boolean isSorted;
    private final Set<Condition> conditions = EnumSet.noneOf(Condition.class);

    private Template(List<Member> members, boolean isSorted) {
        this.members = List.copyOf(members);
        this.isSorted = isSorted;
        for (Member member : members) {
            conditions.addAll(member.when());
            conditions.addAll(member.unless());
            if (member.value() instanceof Value.Nested nested) {
                conditions.addAll(nested.template().conditions);
            } else if (member.value() instanceof Value.Listed listed) {
                listed.templates().forEach(template -> conditions.addAll(template.conditions));
            }
        }
    }

    /** Returns a template of these members in this order. */
    public static Template of(List<Member> members) {
        return new Template(members, false);
    }

    /**
     * A member.
     *
     * @param name its name
     * @param when the conditions that must all hold for it to be written
     * @param unless the conditions of which none may hold
     * @param isOptional whether it is omitted when its value is null, an empty list, or an object without members
     * @param value the source of its value
     */
    public record Member(String name, Set<Condition> when, Set<Condition> unless, boolean isOptional, Value value) {
        /** Creates a member that is always written. */
        public Member(String name, Value value) {
            this(name, Set.of(), Set.of(), false, value);
        }

        /** Returns this member with the members of a constant value sorted by name. */
        public Member sorted() {
            return value instanceof Value.Constant constant
                    ? new Member(name, when, unless, isOptional, new Value.Constant(byName(constant.value())))
                    : this;
        }

        /** Whether another member has the same name and the same conditions. */
        public boolean repeats(Member other) {
            return name.equals(other.name) && when.equals(other.when) && unless.equals(other.unless);
        }

        private boolean isThere(Scene scene) {
            for (Condition condition : when) {
                if (!scene.holds(condition)) {
                    return false;
                }
            }
            for (Condition condition : unless) {
                if (scene.holds(condition)) {
                    return false;
                }
            }
            return !isOptional || !value.isNothing(scene);
        }
    }

    /** The source of a member's value. */
    public sealed interface Value {
        /** Whether there is nothing to write. */
        default boolean isNothing(Scene scene) {
            return false;
        }

        /** A constant value. */
        record Constant(JsonNode value) implements Value {}

        /**
         * The value of a slot.
         *
         * @param slot the slot
         * @param otherwise what is written when the slot has no value
         */
        record Filled(Slot slot, @Nullable JsonNode otherwise) implements Value {
            @Override
            public boolean isNothing(Scene scene) {
                Object value = scene.value(slot);
                return value == null || (value instanceof ArrayNode list && list.isEmpty());
            }
        }

        /** A field of the request, as a Response repeats it. */
        record Echoed(String field) implements Value {
            @Override
            public boolean isNothing(Scene scene) {
                return scene.echo(field) == null;
            }
        }

        /** An object. */
        record Nested(Template template) implements Value {
            @Override
            public boolean isNothing(Scene scene) {
                return template.members.stream().noneMatch(member -> member.isThere(scene));
            }
        }

        /** A list of objects. */
        record Listed(List<Template> templates) implements Value {
            public Listed {
                templates = List.copyOf(templates);
            }
        }
    }

    /** Returns this template with members appended; one with an existing name replaces that member. */
    public Template with(List<Member> more) {
        List<Member> all = new ArrayList<>(members);
        all.removeIf(member -> more.stream().anyMatch(other -> other.name().equals(member.name())));
        all.addAll(more);
        return new Template(all, isSorted);
    }

    /** Returns this template with all members sorted by name, except inside constants. */
    public Template sorted() {
        return new Template(
                members.stream()
                        .map(member -> new Member(
                                member.name(),
                                member.when(),
                                member.unless(),
                                member.isOptional(),
                                sorted(member.value())))
                        .sorted(Comparator.comparing(Member::name))
                        .toList(),
                true);
    }

    private static Value sorted(Value value) {
        if (value instanceof Value.Nested nested) {
            return new Value.Nested(nested.template().sorted());
        }
        return value instanceof Value.Listed listed
                ? new Value.Listed(
                        listed.templates().stream().map(Template::sorted).toList())
                : value;
    }

    /** Returns this template without the member at this path, whose names are separated by dots. */
    public Template without(String path) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        List<Member> left = new ArrayList<>();
        for (Member member : members) {
            if (!member.name().equals(name)) {
                left.add(member);
            } else if (dot >= 0 && member.value() instanceof Value.Nested nested) {
                left.add(new Member(
                        name,
                        member.when(),
                        member.unless(),
                        member.isOptional(),
                        new Value.Nested(nested.template().without(path.substring(dot + 1)))));
            }
        }
        return new Template(left, isSorted);
    }

    /** Whether it has no members. */
    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** Whether anything in it depends on this condition. */
    public boolean dependsOn(Condition condition) {
        return conditions.contains(condition);
    }

    /** Whether the value of this slot is among the members. */
    public boolean mentions(Slot slot) {
        return members.stream().anyMatch(member -> mentions(slot, member.value()));
    }

    private static boolean mentions(Slot slot, Value value) {
        if (value instanceof Value.Filled filled) {
            return filled.slot() == slot;
        }
        if (value instanceof Value.Nested nested) {
            return nested.template().mentions(slot);
        }
        return value instanceof Value.Listed listed
                && listed.templates().stream().anyMatch(template -> template.mentions(slot));
    }

    /** Whether the value of this slot is the first member, whatever the circumstances. */
    public boolean beginsWith(Slot slot) {
        return !members.isEmpty()
                && members.get(0).value() instanceof Value.Filled filled
                && filled.slot() == slot
                && members.get(0).when().isEmpty()
                && members.get(0).unless().isEmpty();
    }

    /** Writes the object. */
    public void write(JsonGenerator out, Scene scene) throws IOException {
        out.writeStartObject();
        for (Member member : members) {
            if (member.isThere(scene)) {
                out.writeFieldName(scene.nameOf(member.name()));
                write(member.value(), out, scene);
            }
        }
        out.writeEndObject();
    }

    private void write(Value value, JsonGenerator out, Scene scene) throws IOException {
        if (value instanceof Value.Filled filled) {
            Object given = scene.value(filled.slot());
            write(given == null ? filled.otherwise() : given, out);
        } else if (value instanceof Value.Constant constant) {
            Json.writeTree(constant.value(), out);
        } else if (value instanceof Value.Echoed echoed) {
            write(scene.echo(echoed.field()), out);
        } else if (value instanceof Value.Nested nested) {
            nested.template().write(out, scene);
        } else if (value instanceof Value.Listed listed) {
            out.writeStartArray();
            for (Template template : listed.templates()) {
                template.write(out, scene);
            }
            out.writeEndArray();
        }
    }

    private void write(@Nullable Object value, JsonGenerator out) throws IOException {
        if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Number number) {
            out.writeNumber(number.longValue());
        } else if (value instanceof Json.Writing writing) {
            writing.writeTo(out);
        } else if (value == null) {
            out.writeNull();
        } else if (value instanceof JsonNode tree) {
            Json.writeTree(isSorted ? byName(tree) : tree, out);
        } else {
            throw new IllegalArgumentException("cannot write " + value.getClass());
        }
    }

    /** Returns a value with the members of all objects sorted by name. */
    public static JsonNode byName(JsonNode value) {
        if (value instanceof ObjectNode object) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            object.properties().forEach(member -> sorted.put(member.getKey(), byName(member.getValue())));
            return Json.object().setAll(sorted);
        }
        if (value.isArray()) {
            ArrayNode elements = Json.array();
            value.forEach(element -> elements.add(byName(element)));
            return elements;
        }
        return value;
    }
}
