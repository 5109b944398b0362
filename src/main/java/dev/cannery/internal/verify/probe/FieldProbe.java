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
 * How it is found out what a provider does with one field of a request.
 *
 * @param field the field
 * @param sent a sound request that uses it, without its model; not to be changed
 * @param wrong the same with a value that cannot be meant; not to be changed
 * @param effects the findings in an answer which show that the field was ignored; empty when it has no effect to be seen
 */
public record FieldProbe(String field, ObjectNode sent, ObjectNode wrong, Set<String> effects) {
    private static final String PROBES = "field-probes.json";

    public FieldProbe {
        effects = Set.copyOf(effects);
    }

    /** A probe for each field that a request can have, in the order of the schema. */
    public static List<FieldProbe> all() {
        try (InputStream in = FieldProbe.class.getResourceAsStream(PROBES)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + PROBES);
            }
            JsonNode table = Json.parse(in.readAllBytes());
            List<FieldProbe> probes = new ArrayList<>();
            RequestFields.names().forEach(field -> probes.add(of(field, table.path(field))));
            return probes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request with nothing but a prompt. */
    public static FieldProbe plain() {
        return of("messages", Json.object());
    }

    private static FieldProbe of(String field, JsonNode row) {
        if (!row.isObject()) {
            throw new IllegalStateException("there is no probe of '" + field + "'");
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
