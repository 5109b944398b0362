package dev.cannery.internal.profile.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.style.MessageTemplate;
import dev.cannery.internal.profile.shape.Inspection;
import dev.cannery.internal.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field that a provider refuses, from the {@code refuses} of its profile.
 *
 * @param steps the names that lead to it, {@code []} for each element of an array
 * @param is the refused values, as texts or JSON; null for any but null
 * @param unless the accepted values; null for none
 * @param with the field that must be sent as well; empty for none
 * @param without the field that excuses it, unless that is false; empty for none
 * @param models the models that refuse it; null for all
 * @param error the refusal, with placeholders
 */
public record FieldRefusal(
        List<String> steps,
        @Nullable Pattern is,
        @Nullable Pattern unless,
        String with,
        String without,
        @Nullable Pattern models,
        ApiError error)
        implements ProfileRule {
    private static final String EACH = "[]";

    public FieldRefusal {
        steps = List.copyOf(steps);
    }

    @Override
    public void apply(ReviewedRequest subject, Inspection inspection) {
        JsonNode body = subject.request().body();
        boolean isHere = (with.isEmpty() || body.hasNonNull(with))
                && !isSet(body.path(without))
                && (models == null || models.matcher(subject.request().model()).matches());
        if (isHere) {
            visit(0, body, "", new Found(subject.request().model(), body), inspection);
        }
    }

    private void visit(int step, JsonNode value, String at, Found found, Inspection inspection) {
        if (inspection.isOver()) {
            return;
        }
        if (step == steps.size()) {
            if (refuses(value)) {
                inspection.report(found.error(error, at, value));
            }
        } else if (steps.get(step).equals(EACH)) {
            for (int i = 0; value.isArray() && i < value.size(); i++) {
                visit(step + 1, value.get(i), at + "[" + i + "]", found.in(i), inspection);
            }
        } else {
            String name = steps.get(step);
            visit(step + 1, value.path(name), at.isEmpty() ? name : at + "." + name, found, inspection);
        }
    }

    private static boolean isSet(JsonNode value) {
        return !value.isMissingNode() && !value.isNull() && !(value.isBoolean() && !value.booleanValue());
    }

    private boolean refuses(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        String text = textOf(value);
        return (is == null || is.matcher(text).matches())
                && (unless == null || !unless.matcher(text).matches());
    }

    private static String textOf(JsonNode value) {
        return value.isTextual() ? value.textValue() : Json.compact(value);
    }

    /**
     * The place of a refused value.
     *
     * @param index the index of the message; -1 outside of messages
     */
    private record Found(String model, JsonNode body, int index) {
        Found(String model, JsonNode body) {
            this(model, body, -1);
        }

        /** Returns the place in the outermost list. */
        Found in(int element) {
            return index < 0 ? new Found(model, body, element) : this;
        }

        ApiError error(ApiError template, String at, JsonNode value) {
            Map<String, String> values = new LinkedHashMap<>();
            values.put("field", at);
            values.put("value", textOf(value));
            values.put("model", model);
            values.put("index", String.valueOf(index));
            if (template.message().contains("{column}")) {
                values.put("column", String.valueOf(endOfMessage() + 1));
            }
            return MessageTemplate.filled(template, values);
        }

        /** Returns where the message ends in the body, written in one line. */
        private int endOfMessage() {
            ObjectNode begun = Json.object();
            for (Map.Entry<String, JsonNode> member : body.properties()) {
                if (member.getKey().equals("messages")) {
                    var messages = begun.putArray("messages");
                    for (int i = 0; i <= index; i++) {
                        messages.add(member.getValue().path(i));
                    }
                    return Json.compact(begun).length() - "]}".length();
                }
                begun.set(member.getKey(), member.getValue());
            }
            return 0;
        }
    }
}
