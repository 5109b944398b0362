package dev.cannery.internal.verify.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.profile.RequestFields;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The requests that determine how a provider treats one field.
 *
 * @param field the field
 * @param sent a valid request with the field, without its model; do not modify
 * @param wrong the same request with an invalid value of the field; do not modify
 * @param effects the findings in a response that show that the field was ignored; empty if it has no visible effect
 */
public record FieldProbe(String field, ObjectNode sent, ObjectNode wrong, Set<String> effects) {
    private static final String PROBES = "field-probes.json";

    public FieldProbe {
        effects = Set.copyOf(effects);
    }

    /** Returns a probe for each field of a request, in the order of the schema. */
    public static List<FieldProbe> all() {
        try (InputStream in = FieldProbe.class.getResourceAsStream(PROBES)) {
            if (in == null) {
                throw new IllegalStateException("resource missing from the jar: " + PROBES);
            }
            JsonNode table = Json.parse(in.readAllBytes());
            List<FieldProbe> probes = new ArrayList<>();
            RequestFields.names().forEach(field -> probes.add(of(field, table.path(field))));
            return probes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a request with nothing but a prompt. */
    public static FieldProbe plain() {
        return of("messages", Json.object());
    }

    private static FieldProbe of(String field, JsonNode row) {
        if (!row.isObject()) {
            throw new IllegalStateException("no probe of the field '" + field + "'");
        }
        ObjectNode sent = Json.object();
        sent.putArray("messages")
                .addObject()
                .put("role", "user")
                .put("content", row.path("prompt").asText("Say hi."));
        row.path("sent").properties().forEach(member -> sent.set(member.getKey(), member.getValue()));
        ObjectNode wrong = sent.deepCopy();
        wrong.set(field, row.path("wrong"));
        Set<String> effects = new HashSet<>();
        row.path("ignored_by").forEach(code -> effects.add(code.asText()));
        return new FieldProbe(field, sent, wrong, effects);
    }
}
