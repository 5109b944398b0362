package dev.cannery.internal.profile;

import dev.cannery.JsonKind;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.profile.shape.ListShape;
import dev.cannery.internal.profile.shape.MapShape;
import dev.cannery.internal.profile.shape.Member;
import dev.cannery.internal.profile.shape.ObjectShape;
import dev.cannery.internal.profile.shape.Shape;
import dev.cannery.internal.profile.shape.TaggedShape;
import dev.cannery.internal.profile.shape.UnionShape;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The fields of a request for a chat completion and everything nested in them, from the data of the profile {@value Profile#DEFAULT},
 * and those that only requests to the Responses API have.
 */
public final class RequestFields {
    /** The field with a shape of its own, so that a rule on the model can be told from a rule on any other text. */
    private static final String MODEL = "model";

    private static final RequestFields FIELDS =
            new RequestFields(ProfileReader.read(Profile.DEFAULT).plan().fields());

    private final IdentityHashMap<Shape, FieldShape> known = new IdentityHashMap<>();
    private final Map<String, FieldShape> byName = new LinkedHashMap<>();
    private final Set<String> deprecated = new HashSet<>();
    private final Set<FieldShape> tools;

    private RequestFields(List<Member> fields) {
        for (Member field : fields) {
            FieldShape shape = shape(field.shape());
            byName.put(field.name(), field.name().equals(MODEL) ? shape.copy() : shape);
            if (field.deprecated()) {
                deprecated.add(field.name());
            }
        }
        tools = byName.containsKey("functions")
                ? Set.of(named("tools").element(), named("functions").element())
                : Set.of();
    }

    private FieldShape named(String field) {
        return Objects.requireNonNull(byName.get(field), field);
    }

    /** Returns the names of the top-level fields, in the order of the schema. */
    public static Set<String> names() {
        return FIELDS.byName.keySet();
    }

    /** Returns the names of the top-level fields of requests to an endpoint, in the order of its schema. */
    public static Set<String> names(ChatEndpoint endpoint) {
        return endpoint == ChatEndpoint.RESPONSES ? OfResponses.FIELDS.byName.keySet() : names();
    }

    /** Returns the shape of a top-level field of requests to an endpoint; an unknown field may be anything. */
    public static FieldShape shapeOf(ChatEndpoint endpoint, String name) {
        RequestFields fields = endpoint == ChatEndpoint.RESPONSES ? OfResponses.FIELDS : FIELDS;
        return fields.byName.getOrDefault(name, FieldShape.ANY);
    }

    /** Returns the names of the top-level fields that only the Responses API has. */
    public static List<String> ownOfResponses() {
        return OfResponses.FIELDS.byName.keySet().stream()
                .filter(name -> !names().contains(name))
                .toList();
    }

    /** Returns the names of the top-level fields of both endpoints, those of chat completions first. */
    public static List<String> ofBoth() {
        return Stream.concat(names().stream(), ownOfResponses().stream()).toList();
    }

    /** Whether a request to either endpoint has a top-level field of that name. */
    public static boolean isKnown(String name) {
        return FIELDS.byName.containsKey(name) || OfResponses.FIELDS.byName.containsKey(name);
    }

    /** Returns the shape of a top-level field; an unknown field may be anything. */
    public static FieldShape shapeOf(String name) {
        FieldShape shape = FIELDS.byName.get(name);
        return shape != null ? shape : OfResponses.FIELDS.byName.getOrDefault(name, FieldShape.ANY);
    }

    /** The fields of the Responses API, read when a contract first has one. */
    private static final class OfResponses {
        static final RequestFields FIELDS = new RequestFields(ProfileReader.read(Profile.DEFAULT)
                .at(ChatEndpoint.RESPONSES)
                .orElseThrow()
                .plan()
                .fields());
    }

    /** Whether this is the shape of an element of {@code tools} or {@code functions}. */
    public static boolean isTool(FieldShape shape) {
        return FIELDS.tools.contains(shape);
    }

    /** Whether this is the shape of {@code model}. */
    public static boolean isModel(FieldShape shape) {
        return FIELDS.named(MODEL).equals(shape);
    }

    /** Whether the API's schema marks the field as deprecated. */
    public static boolean isDeprecated(String name) {
        return FIELDS.deprecated.contains(name);
    }

    private FieldShape shape(Shape shape) {
        FieldShape before = known.get(shape);
        if (before != null) {
            return before;
        }
        FieldShape made = made(shape);
        known.put(shape, made);
        return made;
    }

    private FieldShape made(Shape shape) {
        if (shape instanceof Shape.Any) {
            return FieldShape.ANY;
        }
        if (shape instanceof Shape.Never never) {
            return shape(never.type());
        }
        if (shape instanceof Shape.Flag) {
            return FieldShape.of(JsonKind.BOOLEAN);
        }
        if (shape instanceof Shape.Numeric number) {
            return FieldShape.of(number.integer() ? JsonKind.INTEGER : JsonKind.NUMBER);
        }
        if (shape instanceof ListShape list) {
            return FieldShape.array(shape(list.items()));
        }
        if (shape instanceof MapShape map) {
            return FieldShape.map(shape(map.values()));
        }
        if (shape instanceof ObjectShape object) {
            Map<String, FieldShape> members = new LinkedHashMap<>();
            object.members().forEach(member -> members.put(member.name(), shape(member.shape())));
            return FieldShape.object(members);
        }
        if (shape instanceof TaggedShape tagged) {
            return either(List.copyOf(tagged.variants().values()));
        }
        return shape instanceof UnionShape union ? either(union.choices()) : FieldShape.of(JsonKind.STRING);
    }

    private FieldShape either(List<? extends Shape> shapes) {
        return shapes.stream().map(this::shape).reduce(FieldShape::or).orElse(FieldShape.ANY);
    }
}
