package dev.cannery.internal.profile;

import dev.cannery.internal.profile.shape.AnyShape;
import dev.cannery.internal.profile.shape.FlagShape;
import dev.cannery.internal.profile.shape.ListShape;
import dev.cannery.internal.profile.shape.MapShape;
import dev.cannery.internal.profile.shape.Member;
import dev.cannery.internal.profile.shape.NumberShape;
import dev.cannery.internal.profile.shape.ObjectShape;
import dev.cannery.internal.profile.shape.Shape;
import dev.cannery.internal.profile.shape.TaggedShape;
import dev.cannery.internal.profile.shape.TextShape;
import dev.cannery.internal.profile.shape.UnionShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles the shapes that a profile describes. */
final class ShapeReader {
    private static final List<String> TYPES =
            List.of("string", "integer", "decimal", "boolean", "array", "object", "map", "any");

    private final YamlValues values;
    private final Faults faults;
    private final @Nullable YamlNode named;
    private final boolean nullsAccepted;
    /** The named shapes that were compiled, each once. */
    private final Map<String, Shape> compiled = new HashMap<>();
    /** The named shapes that are being compiled. */
    private final Set<String> open = new HashSet<>();

    /**
     * A reader of shapes.
     *
     * @param named the shapes that others refer to, by name
     * @param nullsAccepted whether null stands for "not sent" wherever a value is not required
     */
    ShapeReader(YamlValues values, @Nullable YamlNode named, boolean nullsAccepted) {
        this.values = values;
        this.faults = values.faults();
        this.named = named;
        this.nullsAccepted = nullsAccepted;
    }

    Member member(String name, YamlNode node) {
        boolean required = values.flag(node, "required", false);
        boolean nullable = values.flag(node, "nullable", nullsAccepted && !required);
        String from = values.text(node, "from", "schema");
        boolean judged = values.flag(node, "judged", true);
        boolean deprecated = values.flag(node, "deprecated", false);
        return new Member(name, shape(node), required, nullable, judged, deprecated, from);
    }

    private Shape shape(YamlNode node) {
        YamlNode choices = node.member("any_of");
        String reference = values.text(node, "shape");
        Shape shape;
        if (choices != null) {
            List<YamlNode> items = choices.items();
            shape = new UnionShape(
                    (items == null ? List.<YamlNode>of() : items)
                            .stream().map(this::shape).toList(),
                    values.text(node, "words"));
        } else if (reference != null) {
            shape = referred(node, reference);
        } else {
            shape = typed(node);
        }
        node.reportUnasked(faults);
        return shape;
    }

    private Shape referred(YamlNode node, String reference) {
        Shape known = compiled.get(reference);
        if (known != null) {
            return known;
        }
        if (!open.add(reference)) {
            faults.add(node, "a shape must not refer to itself.");
            return new AnyShape();
        }
        Shape shape = named(node, reference);
        open.remove(reference);
        compiled.put(reference, shape);
        return shape;
    }

    private Shape named(YamlNode node, String reference) {
        YamlNode target = named == null ? null : named.member(reference);
        if (target != null) {
            return shape(target);
        }
        faults.addUnknown(
                YamlValues.at(node, "shape"),
                "shape",
                reference,
                named == null ? List.of() : named.members().keySet());
        return new AnyShape();
    }

    private Shape typed(YamlNode node) {
        String type = values.text(node, "type", "any");
        String words = values.text(node, "words");
        return switch (type) {
            case "string" -> text(node);
            case "integer", "decimal" ->
                new NumberShape(type.equals("integer"), values.number(node, "min"), values.number(node, "max"));
            case "boolean" -> new FlagShape(node.has("only") ? values.flag(node, "only", false) : null);
            case "array" ->
                new ListShape(
                        below(node, "items"), values.integer(node, "min_items", 0), most(node, "max_items"), words);
            case "map" -> new MapShape(below(node, "values"), most(node, "max_entries"), most(node, "max_name"), words);
            case "object" -> node.has("by") ? tagged(node) : object(node, words);
            default -> {
                if (!type.equals("any")) {
                    faults.addUnknown(YamlValues.at(node, "type"), "type", type, TYPES);
                }
                yield new AnyShape();
            }
        };
    }

    private TextShape text(YamlNode node) {
        return new TextShape(
                values.texts(node, "values"),
                values.integer(node, "min_length", 0),
                most(node, "max_length"),
                values.pattern(node, "pattern"),
                values.text(node, "sentence"));
    }

    private int most(YamlNode node, String name) {
        return values.integer(node, name, Integer.MAX_VALUE);
    }

    private Shape below(YamlNode node, String name) {
        YamlNode child = node.member(name);
        return child == null ? new AnyShape() : shape(child);
    }

    private ObjectShape object(YamlNode node, @Nullable String words) {
        YamlNode list = node.member("members");
        List<Member> members = new ArrayList<>();
        if (list != null) {
            list.members().forEach((name, member) -> members.add(member(name, member)));
        }
        return new ObjectShape(members, values.flag(node, "closed", false), words);
    }

    private TaggedShape tagged(YamlNode node) {
        Map<String, ObjectShape> variants = new LinkedHashMap<>();
        YamlNode list = node.member("variants");
        if (list != null) {
            list.members().forEach((word, variant) -> {
                variants.put(word, object(variant, null));
                variant.reportUnasked(faults);
            });
        }
        List<String> words = values.texts(node, "values");
        String otherwise = values.text(node, "otherwise");
        if (otherwise != null && !variants.containsKey(otherwise)) {
            faults.addUnknown(YamlValues.at(node, "otherwise"), "variant", otherwise, variants.keySet());
        }
        return new TaggedShape(
                values.text(node, "by", ""),
                words.isEmpty() ? List.copyOf(variants.keySet()) : words,
                variants,
                otherwise == null ? null : variants.get(otherwise));
    }
}
