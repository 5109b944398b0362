package dev.cannery.internal.chat.style;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a Response repeats its request: the members of each object in order, and the defaults for those that were not sent.
 *
 * <p>Immutable and thread-safe.
 */
public final class EchoForm {
    /** The form that repeats nothing. */
    public static final EchoForm NONE = new EchoForm(Map.of(), Map.of(), false);

    private static final String REQUEST = "request";
    private static final String FORMAT = "text.format.json_schema";
    private static final String SCHEMA = "schema";
    private static final String DIALECT = "$schema";
    private static final String TOOLS = "tools";
    private static final String FUNCTION = "tools.function";
    private static final Map<String, Integer> TOOL_ORDER = Map.of("function", 0, "custom", 0, "namespace", 2);
    /** A member that stands for all that are not named, in the order of their names. */
    private static final String OTHERS = "*";

    private final Map<String, List<Member>> objects;
    private final Map<String, Map<String, JsonNode>> words;
    private final boolean isStrict;
    private final List<Member> request;
    private final Map<String, JsonNode> usual = new LinkedHashMap<>();

    /**
     * Creates a form.
     *
     * @param objects the members of each object by its name: {@code request}, a field such as {@code reasoning}, or a field and a type
     *     such as {@code tools.function}. Members that the object does not list are left out, unless it ends with {@code *}
     * @param words what is repeated instead of a word that was sent, by the object and its member, such as {@code reasoning.summary}
     * @param isStrict whether the parameters of a function become strict if the request does not say whether they are
     */
    public EchoForm(Map<String, List<Member>> objects, Map<String, Map<String, JsonNode>> words, boolean isStrict) {
        this.objects = Map.copyOf(objects);
        this.words = Map.copyOf(words);
        this.isStrict = isStrict;
        this.request = objects.getOrDefault(REQUEST, List.of());
        for (Member member : request) {
            JsonNode otherwise = member.otherwise();
            if (otherwise != null) {
                usual.put(member.name(), normal(member.name(), otherwise));
            }
        }
    }

    /**
     * A member of an object that is repeated.
     *
     * @param name its name
     * @param otherwise what stands for it if it was not sent; null if it is left out then
     */
    public record Member(String name, @Nullable JsonNode otherwise) {}

    /** Returns the fields of a request that a Response may repeat, in a fixed order; a missing node for one that was not sent. */
    public List<JsonNode> fieldsOf(ObjectNode sent) {
        List<JsonNode> fields = new ArrayList<>(request.size());
        for (Member member : request) {
            fields.add(sent.path(member.name()));
        }
        return fields;
    }

    /**
     * Returns the fields of a request as a Response repeats them, by name.
     *
     * @param fields the fields as they were sent, in the order of {@link #fieldsOf}
     */
    public Map<String, JsonNode> of(List<JsonNode> fields) {
        Map<String, JsonNode> echo = new LinkedHashMap<>(usual);
        for (int i = 0; i < request.size(); i++) {
            Member member = request.get(i);
            JsonNode value = fields.get(i);
            if (!value.isMissingNode() && !value.isNull()) {
                echo.put(member.name(), like(member.otherwise(), normal(member.name(), value)));
            }
        }
        return echo;
    }

    /** Returns one field of a request as a Response repeats it; a missing node if it does not. */
    public JsonNode of(String field, JsonNode sent) {
        for (Member member : request) {
            if (member.name().equals(field) && !sent.isMissingNode() && !sent.isNull()) {
                return like(member.otherwise(), normal(field, sent));
            }
        }
        return usual.getOrDefault(field, MissingNode.getInstance());
    }

    /** Numbers that are usually fractions are written as fractions. */
    private static JsonNode like(@Nullable JsonNode usual, JsonNode value) {
        return usual != null && usual.isFloatingPointNumber() && value.isIntegralNumber()
                ? DoubleNode.valueOf(value.doubleValue())
                : value;
    }

    private JsonNode normal(String field, JsonNode value) {
        if (value.isArray()) {
            ArrayNode elements = Json.array();
            (field.equals(TOOLS) ? inOrder(value) : Json.values(value))
                    .forEach(element -> elements.add(normal(field, element)));
            return elements;
        }
        if (!(value instanceof ObjectNode object)) {
            List<Member> members = objects.getOrDefault(field, List.of());
            // a text in the place of an object with one member, such as the id of a conversation
            return members.size() == 1 && value.isTextual()
                    ? Json.object().set(members.get(0).name(), value)
                    : value;
        }
        String typed = field + "." + value.path("type").asText("");
        String name = objects.containsKey(typed) ? typed : field;
        List<Member> members = objects.get(name);
        return members == null ? value : normal(name, members, object);
    }

    /** Recorded, 81 of 81 with tools of several types: functions, then tools of the provider, then namespaces. */
    private static Stream<JsonNode> inOrder(JsonNode tools) {
        return Json.values(tools)
                .sorted(Comparator.comparingInt(
                        tool -> TOOL_ORDER.getOrDefault(tool.path("type").asText(""), 1)));
    }

    private ObjectNode normal(String name, List<Member> members, ObjectNode sent) {
        ObjectNode normal = Json.object();
        Map<String, JsonNode> others = new TreeMap<>();
        sent.properties().forEach(member -> others.put(member.getKey(), member.getValue()));
        for (Member member : members) {
            if (member.name().equals(OTHERS)) {
                others.forEach(normal::set);
                continue;
            }
            String place = name + "." + member.name();
            JsonNode given = others.remove(member.name());
            JsonNode value = given == null ? null : word(place, given);
            if (value == null || value.isNull()) {
                value = member.otherwise();
            }
            if (value != null) {
                normal.set(member.name(), normal(place, value));
            }
        }
        if (name.equals(FORMAT) && normal.path(SCHEMA) instanceof ObjectNode schema) {
            // recorded: the only member of a schema that is not repeated
            normal.set(SCHEMA, schema.has(DIALECT) ? schema.deepCopy().without(DIALECT) : schema);
        }
        if (isStrict && name.endsWith(FUNCTION) && !sent.has("strict") && sent.hasNonNull("parameters")) {
            normal.set("parameters", StrictParameters.of(sent.path("parameters")));
        }
        return normal;
    }

    private JsonNode word(String place, JsonNode sent) {
        return words.getOrDefault(place, Map.of()).getOrDefault(sent.asText(""), sent);
    }

    /** Returns this form with other members of some objects, and without some. */
    EchoForm with(Map<String, List<Member>> others, Map<String, Map<String, JsonNode>> otherWords, boolean strict) {
        Map<String, List<Member>> changed = new LinkedHashMap<>(objects);
        others.forEach((name, members) ->
                changed.merge(name, members, name.equals(REQUEST) ? EchoForm::replaced : (before, after) -> after));
        Map<String, Map<String, JsonNode>> all = new LinkedHashMap<>(words);
        all.putAll(otherWords);
        return new EchoForm(changed, all, strict);
    }

    /** Returns this form without a member, which is named by its object and its name. */
    EchoForm without(String path) {
        int dot = path.lastIndexOf('.');
        Map<String, List<Member>> changed = new LinkedHashMap<>(objects);
        changed.computeIfPresent(
                path.substring(0, dot),
                (name, members) -> members.stream()
                        .filter(member -> !member.name().equals(path.substring(dot + 1)))
                        .toList());
        return new EchoForm(changed, words, isStrict);
    }

    private static List<Member> replaced(List<Member> before, List<Member> after) {
        List<Member> all = new ArrayList<>(before);
        all.removeIf(member -> after.stream().anyMatch(other -> other.name().equals(member.name())));
        all.addAll(after);
        return all;
    }
}
