package dev.cannery.internal.contract.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The templates of one response. In a text that is a JSON object or array, each string is filled in separately, so that the text
 * stays JSON whatever the request contains; a string that is only a path becomes the value with its type.
 */
public final class AnswerTemplates {
    private final Map<String, TextTemplate> byText = new LinkedHashMap<>();

    private AnswerTemplates() {}

    /**
     * Compiles the templates in these texts.
     *
     * @throws TemplateException when one is invalid
     */
    public static AnswerTemplates of(Collection<String> texts) {
        AnswerTemplates templates = new AnswerTemplates();
        for (String text : texts) {
            for (String part : partsOf(text)) {
                templates.byText.computeIfAbsent(part, TextTemplate::compile);
            }
        }
        return templates;
    }

    /** Returns the parts that contain tags: the text, or strings of the JSON in it. */
    public static List<String> partsOf(String text) {
        List<String> parts = new ArrayList<>();
        structureOf(text).ifPresentOrElse(tree -> collect(tree, parts), () -> parts.add(text));
        parts.removeIf(part -> !isTemplate(part));
        return parts;
    }

    /** Whether the text has a tag. */
    public static boolean isTemplate(String text) {
        return text.contains("{{");
    }

    /** Returns a sentence for each unknown name in the text. */
    public static List<String> unknownNames(String text, Collection<String> known) {
        return TemplateNames.unknownNames(text, known);
    }

    /** Whether no text has a tag. */
    public boolean isEmpty() {
        return byText.isEmpty();
    }

    /**
     * /**
     * Returns a text of the response with its values filled in.
     *
     * @param place the text's place in the response, for the exception
     * @throws TemplateException when that fails, or the result is too long
     */
    public String fill(String text, TemplateValues values, String place) {
        try {
            return filled(text, values);
        } catch (TemplateException e) {
            throw new TemplateException(place + ": " + e.sentence());
        }
    }

    private String filled(String text, TemplateValues values) {
        Optional<JsonNode> structure = structureOf(text);
        if (structure.isPresent()) {
            return partsOf(text).isEmpty() ? text : Json.compact(filled(structure.get(), values));
        }
        TextTemplate template = byText.get(text);
        return template == null ? text : template.render(values);
    }

    private JsonNode filled(JsonNode tree, TemplateValues values) {
        UnaryOperator<JsonNode> fill = child -> filled(child, values);
        if (tree.isObject()) {
            ObjectNode object = Json.object();
            tree.properties().forEach(member -> object.set(member.getKey(), fill.apply(member.getValue())));
            return object;
        }
        if (tree.isArray()) {
            ArrayNode array = Json.object().arrayNode();
            tree.forEach(item -> array.add(fill.apply(item)));
            return array;
        }
        TextTemplate template = tree.isTextual() ? byText.get(tree.textValue()) : null;
        return template == null ? tree : template.renderMember(values);
    }

    private static void collect(JsonNode tree, List<String> parts) {
        if (tree.isTextual()) {
            parts.add(tree.textValue());
        }
        tree.forEach(child -> collect(child, parts));
    }

    private static Optional<JsonNode> structureOf(String text) {
        String start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.parse(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AnswerTemplates templates && byText.keySet().equals(templates.byText.keySet());
    }

    @Override
    public int hashCode() {
        return byText.keySet().hashCode();
    }

    @Override
    public String toString() {
        return byText.keySet().toString();
    }
}
