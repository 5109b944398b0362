package dev.cannery.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.chat.Json;
import dev.cannery.contract.rule.Absent;
import dev.cannery.contract.rule.Constraint;
import dev.cannery.contract.rule.Not;
import dev.cannery.contract.rule.OptionalValue;
import java.util.Optional;

/** Builds a request that satisfies the rules of a turn, from its literals and examples. */
public final class ExampleRequest {
    private static final String MODEL = "gpt-4o-mini";
    private static final String PROMPT = "Hello";

    private final ObjectNode body = Json.object();
    private JsonNode prompt = MissingNode.getInstance();
    private JsonNode system = MissingNode.getInstance();

    private ExampleRequest() {}

    /** The body of such a request; empty when a rule gives no value to send. */
    public static Optional<ObjectNode> of(Turn turn) {
        ExampleRequest example = new ExampleRequest();
        for (FieldRule rule : turn.request().rules()) {
            if (!example.add(rule)) {
                return Optional.empty();
            }
        }
        return Optional.of(example.toBody());
    }

    private boolean add(FieldRule rule) {
        Constraint constraint = rule.constraint();
        if (constraint instanceof Absent || constraint instanceof OptionalValue || constraint instanceof Not) {
            return true;
        }
        JsonNode value = constraint.example();
        if (value.isMissingNode()) {
            return false;
        }
        if (rule.part() instanceof RequestPart.BodyField) {
            body.set(rule.part().field(), value);
        } else if (rule.part() instanceof RequestPart.Prompt) {
            prompt = value;
        } else if (rule.part() instanceof RequestPart.SystemText) {
            system = value;
        } else {
            return false;
        }
        return true;
    }

    private ObjectNode toBody() {
        ObjectNode whole = Json.object();
        whole.set("model", body.path("model").isMissingNode() ? Json.treeOf(MODEL) : body.get("model"));
        ArrayNode messages = whole.putArray("messages");
        if (!system.isMissingNode()) {
            messages.addObject().put("role", "system").set("content", system);
        }
        if (body.path("messages").isArray()) {
            messages.addAll((ArrayNode) body.get("messages"));
        }
        if (messages.isEmpty() || !prompt.isMissingNode()) {
            messages.addObject()
                    .put("role", "user")
                    .set("content", prompt.isMissingNode() ? Json.treeOf(PROMPT) : prompt);
        }
        body.properties().forEach(field -> whole.putIfAbsent(field.getKey(), field.getValue()));
        return whole;
    }
}
