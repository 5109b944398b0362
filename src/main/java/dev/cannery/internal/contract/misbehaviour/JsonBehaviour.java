package dev.cannery.internal.contract.misbehaviour;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;

/** Misbehaviours in a text that should be JSON. */
enum JsonBehaviour implements Behaviour {
    PROSE_FOR_JSON {
        @Override
        public boolean spoil(Draft draft) {
            int form = draft.choose(2);
            return draft.changeText(
                    JsonBehaviour::isJson,
                    text -> form == 0
                            ? prose(text)
                            : "Here is your JSON: " + text + "\nLet me know if you need anything else.");
        }
    },
    FENCED_JSON {
        @Override
        public boolean spoil(Draft draft) {
            return draft.changeText(JsonBehaviour::isJson, text -> new Passage(text).fenced());
        }
    },
    WRONG_JSON {
        @Override
        public boolean spoil(Draft draft) {
            JsonNode schema =
                    draft.request().field("response_format").path("json_schema").path("schema");
            int form = draft.choose(schema.isObject() ? 5 : 4);
            return draft.changeText(JsonBehaviour::isJson, text -> {
                JsonNode valid = new Passage(text).json().orElseThrow();
                return form == 4
                        ? Json.compact(schema)
                        : Json.compact(new SpoiltJson(valid, schema)
                                .form(
                                        form,
                                        json -> draft.isLie(new CannedMessage(Json.compact(json), List.of(), null))));
            });
        }
    },
    DOUBLED_JSON {
        @Override
        public boolean spoil(Draft draft) {
            return draft.changeText(JsonBehaviour::isJson, text -> text + "\n" + text);
        }
    };

    @Override
    public Need need() {
        return Need.JSON;
    }

    private static boolean isJson(String text) {
        return new Passage(text).container().isPresent();
    }

    /** Returns the values of the JSON in a sentence. */
    private static String prose(String text) {
        List<String> values = new ArrayList<>();
        collect(new Passage(text).json().orElseThrow(), values);
        return values.isEmpty()
                ? "There is nothing to report."
                : "Sure! This is what I found: " + String.join(", ", values) + ".";
    }

    private static void collect(JsonNode json, List<String> values) {
        if (json.isValueNode()) {
            values.add(json.asText());
        }
        json.forEach(child -> collect(child, values));
    }
}
