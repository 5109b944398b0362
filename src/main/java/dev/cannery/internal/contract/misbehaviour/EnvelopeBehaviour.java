package dev.cannery.internal.contract.misbehaviour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.misbehaviour.EnvelopeChange.Effect;
import dev.cannery.internal.wire.Json;
import java.util.Map;

/** Misbehaviours in the envelope: choices, usage and errors around the model's text. */
enum EnvelopeBehaviour implements Behaviour {
    NO_CHOICES {
        @Override
        public boolean spoil(Draft draft) {
            int form = draft.choose(2);
            return draft.wrap((json, chunk) -> {
                if (EnvelopeChange.responseIn(json) instanceof ObjectNode response) {
                    return withoutOutput(response, form);
                }
                if (json.path("choices").isEmpty()) {
                    // an event of an item
                    return json.has("output_index") ? Effect.DROPPED : Effect.NONE;
                }
                if (form == 0) {
                    json.putArray("choices");
                } else {
                    json.putNull("choices");
                }
                // one chunk without choices is enough
                return chunk > 0 ? Effect.DROPPED : Effect.CHANGED;
            });
        }
    },
    ERROR_IN_OK {
        @Override
        public boolean spoil(Draft draft) {
            int form = draft.choose(2);
            JsonNode named = draft.error().findPath("error");
            JsonNode error = named.isMissingNode() ? draft.error() : named;
            return draft.wrap((json, chunk) -> {
                if (chunk == EnvelopeChange.WHOLE && form == 0) {
                    json.removeAll();
                    // a list or a text, as some providers send, cannot take the place of an object
                    json.setAll(
                            draft.error() instanceof ObjectNode body
                                    ? body
                                    : Json.object().<ObjectNode>set("error", error));
                    return Effect.CHANGED;
                }
                if (EnvelopeChange.responseIn(json) instanceof ObjectNode response) {
                    return failed(json, response, error);
                }
                return EnvelopeChange.ofChoices(choice -> {
                            boolean isEnd = choice.hasNonNull("finish_reason");
                            if (isEnd) {
                                choice.putNull("finish_reason");
                                (form == 0 ? json : choice).set("error", error.deepCopy());
                            }
                            return isEnd;
                        })
                        .on(json, chunk);
            });
        }
    },
    NO_USAGE {
        @Override
        @SuppressWarnings("ReferenceEquality") // a whole completion is the object itself
        public boolean spoil(Draft draft) {
            int form = draft.choose(2);
            return draft.wrap((json, chunk) -> {
                ObjectNode counted = EnvelopeChange.responseIn(json) instanceof ObjectNode response ? response : json;
                if (!counted.path("usage").isObject()) {
                    return Effect.NONE;
                }
                if (form == 1) {
                    counted.putNull("usage");
                    return Effect.CHANGED;
                }
                counted.remove("usage");
                return counted == json
                                && chunk != EnvelopeChange.WHOLE
                                && json.path("choices").isEmpty()
                        ? Effect.DROPPED
                        : Effect.CHANGED;
            });
        }
    },
    ZERO_USAGE {
        @Override
        public boolean spoil(Draft draft) {
            return draft.wrap(EnvelopeChange.ofUsage(usage -> {
                clear(usage);
                return true;
            }));
        }
    },
    WRONG_USAGE {
        @Override
        public boolean spoil(Draft draft) {
            return draft.wrap(EnvelopeChange.ofUsage(usage -> {
                boolean isOfResponse = usage.has("output_tokens");
                long answered = usage.path(isOfResponse ? "output_tokens" : "completion_tokens")
                        .asLong(0);
                long asked = usage.path(isOfResponse ? "input_tokens" : "prompt_tokens")
                        .asLong(0);
                long total = asked + answered;
                usage.put("total_tokens", total + Math.max(1, answered));
                return true;
            }));
        }
    };

    @Override
    public Need need() {
        return Need.NOTHING;
    }

    private static Effect withoutOutput(ObjectNode response, int form) {
        if (response.path("output").isEmpty()) {
            return Effect.NONE;
        }
        if (form == 0) {
            response.putArray("output");
        } else {
            response.putNull("output");
        }
        return Effect.CHANGED;
    }

    /** The last event of a stream, or a whole Response, fails although it has its output. */
    @SuppressWarnings("ReferenceEquality") // a whole Response is the object itself
    private static Effect failed(ObjectNode json, ObjectNode response, JsonNode error) {
        if (response.path("status").asText("").equals("in_progress")) {
            return Effect.NONE;
        }
        if (json != response) {
            json.put("type", "response.failed");
        }
        response.put("status", "failed");
        JsonNode code = error.hasNonNull("code") ? error.path("code") : error.path("type");
        response.set(
                "error",
                Json.object()
                        .put("code", code.asText("server_error"))
                        .put("message", error.path("message").asText(error.asText(""))));
        return Effect.CHANGED;
    }

    private static void clear(ObjectNode counts) {
        for (Map.Entry<String, JsonNode> count : counts.properties()) {
            if (count.getValue().isNumber()) {
                counts.put(count.getKey(), 0);
            } else if (count.getValue() instanceof ObjectNode details) {
                clear(details);
            }
        }
    }
}
