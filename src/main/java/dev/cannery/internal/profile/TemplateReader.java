package dev.cannery.internal.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.style.Condition;
import dev.cannery.internal.chat.style.Slot;
import dev.cannery.internal.chat.style.Template;
import dev.cannery.internal.chat.style.Template.Member;
import dev.cannery.internal.chat.style.Template.Value;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.source.UnknownWord;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the templates of a profile: lists of members, in their order.
 *
 * <p>A member is a word, {@code id}, whose value comes from the slot of that name, or from the constant that the profile gives
 * it; or a word and a value, {@code object: chat.completion}. A value is a constant, a slot in braces ({@code "{reasoning}"},
 * {@code "{tool_calls|[]}"} with the value to use if it is empty), a list of members for an object, or a list of such lists
 * for a list of objects. A word ends with {@code ?} if the member is left out when its value is nothing, and states in
 * brackets when it is there: {@code usage[asked !early]}.
 */
final class TemplateReader {
    private static final Pattern WORD = Pattern.compile("([^\\[\\]?{}]+)(?:\\[([a-z_! ]+)])?(\\?)?");
    private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)(?:\\|(.*))?}", Pattern.DOTALL);

    private static final Pattern INSIDE = Pattern.compile("\\{([a-z_]+)}");

    private final Map<String, JsonNode> constants = new HashMap<>();
    private final Set<String> echoes;

    /** Creates a reader for a profile with these constants. */
    TemplateReader(Optional<SourceValue> constants) {
        this(constants, Set.of());
    }

    /**
     * Creates a reader for a profile with these constants.
     *
     * @param echoes the fields of a request that a plain word repeats
     */
    TemplateReader(Optional<SourceValue> constants, Set<String> echoes) {
        this.echoes = echoes;
        constants
                .map(all -> all.fields("constants").all())
                .orElse(Map.of())
                .forEach((name, value) -> this.constants.put(name, value.toJson()));
    }

    /** Returns the template of a key, or another one if there is no such key. */
    Template template(Fields fields, String key, Template otherwise) {
        return fields.find(key).map(this::template).orElse(otherwise);
    }

    /** Returns the members of a map, whose values are constants. */
    List<Member> constantMembers(SourceValue map, String condition) {
        List<Member> members = new ArrayList<>();
        map.fields("members")
                .all()
                .forEach((name, value) -> members.add(new Member(
                        name, words(condition, false, map), Set.of(), false, new Value.Constant(value.toJson()))));
        return members;
    }

    /** Reads a list of members. */
    Template template(SourceValue list) {
        List<Member> members = new ArrayList<>();
        for (SourceValue item : list.items()) {
            if (item.isMap()) {
                item.fields("a member")
                        .all()
                        .forEach((word, value) ->
                                member(word, value, item).ifPresent(member -> add(member, members, item)));
            } else {
                item.name().flatMap(word -> member(word, null, item)).ifPresent(member -> add(member, members, item));
            }
        }
        return Template.of(members);
    }

    /** Adds a member, which may have the name of another one only if a condition tells them apart. */
    private static void add(Member member, List<Member> members, SourceValue place) {
        if (members.stream().anyMatch(member::repeats)) {
            place.problem("a second member '" + member.name() + "' under the same condition");
        }
        members.add(member);
    }

    private Optional<Member> member(String written, @Nullable SourceValue value, SourceValue place) {
        Matcher word = WORD.matcher(written);
        if (!word.matches()) {
            place.problem("a member is a name, conditions in brackets, and a question mark if it may be absent, as in"
                    + " usage[asked]?, was '" + written + "'");
            return Optional.empty();
        }
        String name = word.group(1);
        String conditions = word.group(2) == null ? "" : word.group(2);
        return (value != null
                        ? value(value)
                        : echoes.contains(name) ? Optional.of(new Value.Echoed(name)) : slot(name, null, place))
                .map(from -> new Member(
                        name,
                        words(conditions, false, place),
                        words(conditions, true, place),
                        word.group(3) != null,
                        from));
    }

    private Optional<Value> value(SourceValue value) {
        if (value.isList() && !value.items().isEmpty()) {
            List<SourceValue> items = value.items();
            return Optional.of(
                    items.get(0).isList()
                            ? new Value.Listed(
                                    items.stream().map(this::template).toList())
                            : new Value.Nested(template(value)));
        }
        String text = value.asText().orElse("");
        Matcher place = PLACE.matcher(text);
        if (place.matches()) {
            return slot(place.group(1), place.group(2), value);
        }
        requireNoSlot(text, value);
        return Optional.of(new Value.Constant(value.toJson()));
    }

    /** Reports a slot within a longer text, which would be sent as it is written. */
    private static void requireNoSlot(String text, SourceValue value) {
        Matcher inside = INSIDE.matcher(text);
        if (inside.find() && Slot.of(inside.group(1)).isPresent()) {
            value.problem("a slot must be the whole value, was " + inside.group() + " within '" + text + "'");
        }
    }

    private Optional<Value> slot(String word, @Nullable String otherwise, SourceValue place) {
        JsonNode constant = constants.get(word);
        if (constant != null) {
            return Optional.of(new Value.Constant(constant));
        }
        Optional<Slot> slot = Slot.of(word);
        if (slot.isEmpty()) {
            List<String> known = new ArrayList<>(Slot.words());
            known.addAll(constants.keySet());
            place.problem(UnknownWord.sentence("value", word, known));
            return Optional.empty();
        }
        try {
            return Optional.of(new Value.Filled(slot.get(), otherwise == null ? null : Json.parse(otherwise)));
        } catch (JsonProcessingException e) {
            place.problem("'" + otherwise + "' is not JSON");
            return Optional.empty();
        }
    }

    /** Returns the conditions that are written with an exclamation mark before them, or the others. */
    private static Set<Condition> words(String conditions, boolean isNegated, SourceValue place) {
        Set<Condition> words = EnumSet.noneOf(Condition.class);
        for (String word :
                conditions.isBlank() ? new String[0] : conditions.trim().split(" +")) {
            if (word.startsWith("!") == isNegated) {
                String name = isNegated ? word.substring(1) : word;
                Optional<Condition> known = List.of(Condition.values()).stream()
                        .filter(condition -> condition.word().equals(name))
                        .findFirst();
                known.ifPresentOrElse(
                        words::add,
                        () -> place.problem(UnknownWord.sentence(
                                "condition",
                                name,
                                List.of(Condition.values()).stream()
                                        .map(Condition::word)
                                        .toList())));
            }
        }
        return words;
    }
}
