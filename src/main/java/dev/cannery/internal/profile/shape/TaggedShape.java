package dev.cannery.internal.profile.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object whose members depend on the value of one of them, as the members of a message depend on its {@code role}. */
public final class TaggedShape implements Shape.OfObject {
    private final Tag tag;
    private final Map<String, Shape> variants;
    private final @Nullable Shape otherwise;
    private final @Nullable String words;

    /**
     * Creates the shape of an object whose tag selects its variant.
     *
     * @param variants the shapes by tag; an object with a known tag without a variant is not checked
     * @param otherwise the shape for an unknown tag, null when unknown tags are refused
     * @param words the type in the API's words, null for {@code an object}
     */
    public TaggedShape(Tag tag, Map<String, Shape> variants, @Nullable Shape otherwise, @Nullable String words) {
        this.tag = tag;
        this.variants = Collections.unmodifiableMap(new LinkedHashMap<>(variants));
        this.otherwise = otherwise;
        this.words = words;
    }

    /**
     * The member that selects the variant.
     *
     * @param member its name
     * @param words the known tags in the order in which a refusal lists them
     * @param standard the tag of an object without one, null when it must be sent
     * @param elsewhere the tags that are known in other places of a request; one that is not among them is refused by this list
     * @param isReportedAtObject whether a wrong tag is reported at the object; one that is missing or no text then counts as empty
     */
    public record Tag(
            String member,
            List<String> words,
            @Nullable String standard,
            List<String> elsewhere,
            boolean isReportedAtObject) {
        /** Keeps its own copies of the lists. */
        public Tag {
            words = List.copyOf(words);
            elsewhere = List.copyOf(elsewhere);
        }
    }

    /** Returns the variants by tag. */
    public Map<String, Shape> variants() {
        return variants;
    }

    @Override
    public @Nullable String words() {
        return words;
    }

    @Override
    public void checkAdmitted(JsonNode value, Inspection inspection) {
        JsonNode word = value.get(tag.member());
        Shape variant = variant(word);
        if (variant != null) {
            variant.checkAdmitted(value, inspection);
        } else if (!tag.elsewhere().isEmpty() || !tag.isReportedAtObject()) {
            refuse(word, inspection);
        } else {
            refuseObject(word, inspection);
        }
    }

    private @Nullable Shape variant(@Nullable JsonNode word) {
        String text = word == null ? tag.standard() : word.textValue();
        Shape variant = text == null ? null : variants.get(text);
        return variant == null && word != null ? otherwise : variant;
    }

    private void refuse(@Nullable JsonNode word, Inspection inspection) {
        if (word == null) {
            inspection.report(Refusals.missing(inspection.path(tag.member())));
            return;
        }
        if (tag.isReportedAtObject() && tag.elsewhere().contains(word.asText())) {
            refuseObject(word, inspection);
            return;
        }
        inspection.enter(tag.member());
        new Shape.Text(tag.isReportedAtObject() ? tag.elsewhere() : tag.words(), 0, Integer.MAX_VALUE, null, null)
                .check(word, inspection);
        inspection.leave();
    }

    private void refuseObject(@Nullable JsonNode word, Inspection inspection) {
        String text = word == null || !word.isTextual() ? "" : word.textValue();
        if (!tag.words().contains(text)) {
            inspection.report(Refusals.invalidValue(inspection.path(), text, tag.words()));
        }
    }
}
