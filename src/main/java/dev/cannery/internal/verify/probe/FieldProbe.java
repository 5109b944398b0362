package dev.cannery.internal.verify.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.chat.responses.ResponsesBody;
import dev.cannery.internal.profile.RequestFields;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The requests that determine how a provider treats one field.
 *
 * @param field the field
 * @param sent a request with the field, without its model; it is valid, but for a reference; do not modify
 * @param wrong the same request with an invalid value of the field, or null if any value is valid; do not modify
 * @param effects the findings in a response that show that the field was ignored; empty if it has no visible effect
 * @param shownIn the member of a response that the field changes; empty if there is none
 * @param isReference whether the field names something that the provider has stored; the value that is sent was never given
 */
public record FieldProbe(
        String field,
        ObjectNode sent,
        @Nullable ObjectNode wrong,
        Set<String> effects,
        String shownIn,
        boolean isReference) {
    public FieldProbe {
        effects = Set.copyOf(effects);
    }

    /** Returns a probe for each field of a request to an endpoint, in the order of the schema. */
    public static List<FieldProbe> all(ChatEndpoint endpoint) {
        JsonNode table = ProbeData.read("field-probes.json");
        JsonNode own = table.path(endpoint.word());
        List<FieldProbe> probes = new ArrayList<>();
        for (String field : RequestFields.names(endpoint)) {
            JsonNode row =
                    own.has(field) ? own.path(field) : table.path("fields").path(field);
            if (!row.isObject()) {
                throw new IllegalStateException("no probe of the field '" + field + "'");
            }
            probes.add(of(endpoint, field, row, table.path("wrong")));
        }
        return probes;
    }

    /** Returns a request to an endpoint with nothing but a prompt, and without its model. */
    public static ObjectNode plain(ChatEndpoint endpoint) {
        return request(endpoint, Json.object());
    }

    private static FieldProbe of(ChatEndpoint endpoint, String field, JsonNode row, JsonNode values) {
        ObjectNode sent = request(endpoint, row);
        Set<String> effects = new HashSet<>();
        row.path("ignored_by").forEach(code -> effects.add(code.asText()));
        return new FieldProbe(
                field,
                sent,
                wrong(values, sent, field, RequestFields.shapeOf(endpoint, field)),
                effects,
                row.path("shown_in").asText(""),
                row.has("unknown"));
    }

    /** Returns the request with the first of these values that is of a kind that the field cannot have; null if there is none. */
    private static @Nullable ObjectNode wrong(JsonNode values, ObjectNode sent, String field, FieldShape shape) {
        for (JsonNode value : values) {
            if (!shape.allows(value)) {
                ObjectNode wrong = sent.deepCopy();
                wrong.set(field, value);
                return wrong;
            }
        }
        return null;
    }

    /** Returns a request with the fields of a row, which have their names of chat completions wherever they have one. */
    private static ObjectNode request(ChatEndpoint endpoint, JsonNode row) {
        ObjectNode chat = Json.object();
        chat.putArray("messages")
                .addObject()
                .put("role", "user")
                .put("content", row.path("prompt").asText("Say hi."));
        for (String part : List.of("sent", "unknown")) {
            row.path(part).properties().forEach(member -> chat.set(member.getKey(), member.getValue()));
        }
        return endpoint == ChatEndpoint.RESPONSES ? ResponsesBody.of(chat).body() : chat;
    }
}
