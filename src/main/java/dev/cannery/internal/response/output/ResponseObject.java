package dev.cannery.internal.response.output;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.style.Condition;
import dev.cannery.internal.chat.style.OutputForm;
import dev.cannery.internal.chat.style.Scene;
import dev.cannery.internal.chat.style.Slot;
import dev.cannery.internal.chat.style.Values;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.JsonPattern;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a Response in its provider's form. */
public final class ResponseObject {
    private final Output output;

    /** Creates the writer of a Response. */
    public ResponseObject(Output output) {
        this.output = output;
    }

    /** Returns the whole Response with a line feed at the end, and with marks for what differs between requests. */
    public JsonPattern pattern() {
        Json.Layout layout = output.form().has(OutputForm.Trait.ONE_LINE) ? Json.Layout.COMPACT : Json.Layout.PRETTY;
        byte[] json = Json.write(layout, whole());
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return JsonPattern.of(line);
    }

    /** Returns a writer of the complete Response. */
    Json.Writing whole() {
        boolean isComplete = output.incompleteReason() == null;
        Values values = values(
                        isComplete ? "completed" : "incomplete",
                        output.identity().tier())
                .put(Slot.OUTPUT, (Json.Writing) out -> {
                    out.writeStartArray();
                    for (OutputItem item : output.items()) {
                        item.whole(output.form()).writeTo(out);
                    }
                    out.writeEndArray();
                })
                .put(Slot.USAGE, usage())
                .put(Slot.CONTENT_FILTERS, output.filters().isEmpty() ? null : (Json.Writing) this::writeFilters)
                .hold(Condition.FINISH, true);
        if (isComplete) {
            values.put(Slot.COMPLETED_AT, output.identity().created());
        } else {
            values.put(Slot.INCOMPLETE_DETAILS, Json.object().put("reason", output.incompleteReason()));
        }
        return writing(values);
    }

    private void writeFilters(JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (OutputForm.Part filter : output.filters()) {
            output.form().of(filter).write(out, new Values(null));
        }
        out.writeEndArray();
    }

    /** Returns a writer of the Response before it has any output. */
    Json.Writing begun() {
        return writing(values("in_progress", output.identity().tierAtFirst()).put(Slot.OUTPUT, Json.array()));
    }

    private Json.Writing writing(Values values) {
        Scene scene = new Echoing(values, output.echo());
        return out -> output.form().of(OutputForm.Part.RESPONSE).write(out, scene);
    }

    private Values values(String status, @Nullable String tier) {
        return new Values(Marks.counts())
                .put(Slot.ID, output.marks().id())
                .put(Slot.CREATED, output.identity().created())
                .put(Slot.MODEL, output.identity().model())
                .put(Slot.SERVICE_TIER, tier)
                .put(Slot.STATUS, status)
                .put(Slot.SYSTEM_FINGERPRINT, output.identity().fingerprint())
                .hold(Condition.STREAMED, output.isStreamed());
    }

    private Json.Writing usage() {
        Values values = Marks.counts();
        return out -> output.form().of(OutputForm.Part.USAGE).write(out, values);
    }

    /** The values of a Response, with the fields of the request that it repeats. */
    private record Echoing(Values values, Map<String, JsonNode> fields) implements Scene {
        @Override
        public @Nullable Object value(Slot slot) {
            return values.value(slot);
        }

        @Override
        public boolean holds(Condition condition) {
            return values.holds(condition);
        }

        @Override
        public @Nullable JsonNode echo(String field) {
            return fields.get(field);
        }
    }
}
