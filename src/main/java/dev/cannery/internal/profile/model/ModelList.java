package dev.cannery.internal.profile.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.wire.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The form in which a provider lists its models: an object in which a list with one element stands for all models. The texts
 * {@code {id}}, {@code {created}} and {@code {owner}} stand for the values of each.
 *
 * @param form the object
 */
public record ModelList(JsonNode form) {
    private static final String DATA = "data";
    private static final String ID = "{id}";
    private static final String CREATED = "{created}";
    private static final String OWNER = "{owner}";

    /** The form of OpenAI. */
    public static final ModelList USUAL = usual();

    /** Reads {@code model_list}. */
    public static ModelList read(SourceValue value) {
        JsonNode form = value.toJson();
        if (!form.path(DATA).path(0).isObject() || !form.toString().contains(ID)) {
            value.problem(
                    "the form of a list of models must have 'data', a list with one object in which \"{id}\" stands for"
                            + " the model");
            return USUAL;
        }
        return new ModelList(form);
    }

    private static ModelList usual() {
        ObjectNode form = Json.object().put("object", "list");
        form.putArray(DATA)
                .addObject()
                .put("id", ID)
                .put("object", "model")
                .put("created", CREATED)
                .put("owned_by", OWNER);
        return new ModelList(form);
    }

    /** Returns the list of these models. */
    public ObjectNode of(Collection<ModelInfo> models) {
        ObjectNode list = Json.object();
        for (Map.Entry<String, JsonNode> member : form.properties()) {
            JsonNode value = member.getValue();
            boolean isEach =
                    value.isArray() && value.size() == 1 && value.toString().contains(ID);
            if (isEach) {
                var each = list.putArray(member.getKey());
                models.forEach(model -> each.add(filled(value.get(0), model)));
            } else {
                list.set(member.getKey(), value);
            }
        }
        return list;
    }

    /** Returns one model, as it is in the list. */
    public ObjectNode of(ModelInfo model) {
        return (ObjectNode) of(List.of(model)).path(DATA).path(0);
    }

    private static JsonNode filled(JsonNode value, ModelInfo model) {
        if (value.isObject()) {
            ObjectNode filled = Json.object();
            value.properties().forEach(member -> filled.set(member.getKey(), filled(member.getValue(), model)));
            return filled;
        }
        if (value.isArray()) {
            var filled = Json.array();
            value.forEach(element -> filled.add(filled(element, model)));
            return filled;
        }
        return switch (value.asText()) {
            case ID -> Json.treeOf(model.id());
            case CREATED -> Json.treeOf(model.created());
            case OWNER -> Json.treeOf(model.ownedBy());
            default -> value;
        };
    }
}
