package dev.cannery.internal.profile;

import dev.cannery.internal.profile.shape.ListShape;
import dev.cannery.internal.profile.shape.MapShape;
import dev.cannery.internal.profile.shape.Member;
import dev.cannery.internal.profile.shape.ObjectShape;
import dev.cannery.internal.profile.shape.Shape;
import dev.cannery.internal.profile.shape.TaggedShape;
import dev.cannery.internal.profile.shape.UnionShape;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.source.UnknownWord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles the shapes that a profile describes. */
final class ShapeReader {
    private static final List<String> TYPES =
            List.of("string", "id", "integer", "decimal", "boolean", "array", "object", "map", "any");

    private final Map<String, SourceValue> named;
    private final boolean nullsAccepted;
    /** The named shapes compiled so far. */
    private final Map<String, Shape> compiled = new HashMap<>();
    /** The named shapes being compiled. */
    private final Set<String> open = new HashSet<>();

    /**
     * Creates a reader of shapes.
     *
     * @param named the shapes that others refer to, by name
     * @param nullsAccepted whether null is the same as "not sent" for every optional value
     */
    ShapeReader(Optional<SourceValue> named, boolean nullsAccepted) {
        this.named = named.map(value -> value.fields("shapes").all()).orElse(Map.of());
        this.nullsAccepted = nullsAccepted;
    }

    Member member(String name, SourceValue value) {
        Fields fields = value.fields("a field");
        boolean required = fields.flag("required", false);
        Member member = new Member(
                name,
                shape(fields),
                required,
                fields.flag("nullable", nullsAccepted && !required),
                fields.flag("null_is_object", false),
                fields.flag("checked", true),
                fields.flag("deprecated", false),
                fields.text("from", "schema"));
        fields.end();
        return member;
    }

    private Shape shape(SourceValue value) {
        Fields fields = value.fields("a shape");
        Shape shape = shape(fields);
        fields.end();
        return shape;
    }

    private Shape shape(Fields fields) {
        String reference = fields.text("shape");
        if (fields.has("any_of")) {
            List<Shape> choices =
                    fields.items("any_of").stream().map(this::shape).toList();
            return new UnionShape(choices, fields.text("words"));
        }
        Shape shape = reference == null ? typed(fields) : referred(fields, reference);
        String refused = fields.text("refused_as");
        return refused == null ? shape : new Shape.Never(shape, refused);
    }

    private Shape referred(Fields fields, String reference) {
        Shape known = compiled.get(reference);
        if (known != null) {
            return known;
        }
        if (!open.add(reference)) {
            fields.placeOf("shape").problem("a shape must not refer to itself");
            return new Shape.Any();
        }
        SourceValue target = named.get(reference);
        if (target == null) {
            fields.placeOf("shape").problem(UnknownWord.sentence("shape", reference, named.keySet()));
        }
        Shape shape = target == null ? new Shape.Any() : shape(target);
        open.remove(reference);
        compiled.put(reference, shape);
        return shape;
    }

    private Shape typed(Fields fields) {
        String type = fields.text("type", "any");
        String words = fields.text("words");
        return switch (type) {
            case "string" -> text(fields);
            case "id" -> new Shape.Id(fields.text("prefix", ""));
            case "integer", "decimal" -> number(fields, type.equals("integer"));
            case "boolean" ->
                new Shape.Flag(fields.find("only").flatMap(SourceValue::flag).orElse(null));
            case "array" ->
                new ListShape(
                        below(fields, "items"), fields.wholeNumber("min_items", 0), most(fields, "max_items"), words);
            case "map" ->
                new MapShape(below(fields, "values"), most(fields, "max_entries"), most(fields, "max_name"), words);
            case "object" -> fields.has("by") ? tagged(fields, words) : object(fields, words);
            default -> {
                if (!type.equals("any")) {
                    fields.placeOf("type").problem(UnknownWord.sentence("type", type, TYPES));
                }
                yield new Shape.Any();
            }
        };
    }

    private static Shape.Text text(Fields fields) {
        return new Shape.Text(
                fields.names("values"),
                fields.wholeNumber("min_length", 0),
                most(fields, "max_length"),
                fields.find("pattern").flatMap(SourceValue::pattern).orElse(null),
                fields.text("sentence"));
    }

    private static Shape.Numeric number(Fields fields, boolean isInteger) {
        BigDecimal min = fields.number("min");
        BigDecimal max = fields.number("max");
        if (min != null && max != null && min.compareTo(max) > 0) {
            fields.placeOf("min").problem("the minimum " + min + " is above the maximum " + max);
        }
        return new Shape.Numeric(isInteger, min, max);
    }

    private static int most(Fields fields, String key) {
        return fields.wholeNumber(key, Integer.MAX_VALUE);
    }

    private Shape below(Fields fields, String key) {
        return fields.find(key).map(this::shape).orElseGet(Shape.Any::new);
    }

    private ObjectShape object(Fields fields, @Nullable String words) {
        List<Member> members = new ArrayList<>();
        fields.find("members")
                .map(list -> list.fields("members").all())
                .orElse(Map.of())
                .forEach((name, value) -> members.add(member(name, value)));
        return new ObjectShape(members, fields.flag("closed", false), words);
    }

    private TaggedShape tagged(Fields fields, @Nullable String words) {
        Map<String, Shape> variants = new LinkedHashMap<>();
        fields.find("variants")
                .map(list -> list.fields("variants").all())
                .orElse(Map.of())
                .forEach((word, value) -> variants.put(word, variant(value)));
        String otherwise = fields.text("otherwise");
        if (otherwise != null && !variants.containsKey(otherwise)) {
            fields.placeOf("otherwise").problem(UnknownWord.sentence("variant", otherwise, variants.keySet()));
        }
        List<String> tags = fields.names("values");
        TaggedShape.Tag tag = new TaggedShape.Tag(
                fields.text("by", ""),
                tags.isEmpty() ? List.copyOf(variants.keySet()) : tags,
                fields.text("untagged"),
                fields.names("elsewhere"),
                fields.flag("at_object", false));
        return new TaggedShape(tag, variants, otherwise == null ? null : variants.get(otherwise), words);
    }

    /** Returns the shape of a variant: an object with members, or any other shape of an object. */
    private Shape variant(SourceValue value) {
        Fields fields = value.fields("a variant");
        Shape shape = fields.has("shape") || fields.has("type") ? shape(fields) : object(fields, null);
        fields.end();
        return shape;
    }
}
