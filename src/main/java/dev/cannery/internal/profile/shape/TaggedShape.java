package dev.cannery.internal.profile.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object whose members depend on the value of one of them, as the members of a message depend on its {@code role}. */
public final class TaggedShape implements Shape {
    private final String tag;
    private final Shape.Text words;
    private final Map<String, ObjectShape> variants;
    private final @Nullable ObjectShape otherwise;

    /**
     * Creates the shape of an object whose tag selects its variant.
     *
     * @param tag the member that selects the variant
     * @param words the known tags in the order in which a refusal lists them; an object with a tag without a variant is not checked
     * @param variants the members by tag
     * @param otherwise the members for an unknown tag, null when unknown tags are refused
     */
    public TaggedShape(
            String tag, List<String> words, Map<String, ObjectShape> variants, @Nullable ObjectShape otherwise) {
        this.tag = tag;
        this.words = new Shape.Text(words, 0, Integer.MAX_VALUE, null, null);
        this.variants = Collections.unmodifiableMap(new LinkedHashMap<>(variants));
        this.otherwise = otherwise;
    }

    /** Returns the name of the member that selects the variant. */
    public String tag() {
        return tag;
    }

    /** Returns the known tags. */
    public List<String> words() {
        return words.values();
    }

    /** Returns the variants by tag. */
    public Map<String, ObjectShape> variants() {
        return variants;
    }

    @Override
    public boolean admits(JsonNode value) {
        return value.isObject();
    }

    @Override
    public String expected() {
        return "an object";
    }

    @Override
    public void checkAdmitted(JsonNode value, Inspection inspection) {
        JsonNode word = value.get(tag);
        if (word == null) {
            inspection.report(Refusals.missing(inspection.path(tag)));
            return;
        }
        ObjectShape variant = word.isTextual() ? variants.get(word.textValue()) : null;
        if (variant == null && otherwise != null) {
            variant = otherwise;
        }
        if (variant != null) {
            variant.checkAdmitted(value, inspection);
        } else {
            inspection.enter(tag);
            words.check(word, inspection);
            inspection.leave();
        }
    }
}
