package dev.cannery.internal.contract.misbehaviour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Predicate;

/** A change to an answer's JSON after it is written, for misbehaviours that a canned answer cannot express. */
@FunctionalInterface
public interface EnvelopeChange {
    /** The place of a whole answer, which is no chunk. */
    int WHOLE = -1;

    /**
     * Changes a whole answer or one chunk of a stream.
     *
     * @param json the answer or the chunk, which is changed in place
     * @param chunk the number of the chunk, counted from 0; {@link #WHOLE} for a whole answer
     */
    Effect on(ObjectNode json, int chunk);

    /** The effect of a change on the JSON. */
    enum Effect {
        /** It is as it was. */
        NONE,
        /** It says something else. */
        CHANGED,
        /** It is not sent. */
        DROPPED;

        static Effect of(boolean isChanged) {
            return isChanged ? CHANGED : NONE;
        }
    }

    /** Returns the change of each choice by a function that returns whether it changed it. */
    static EnvelopeChange ofChoices(Predicate<ObjectNode> change) {
        return (json, chunk) -> {
            boolean isChanged = false;
            for (JsonNode choice : json.path("choices")) {
                isChanged |= choice instanceof ObjectNode object && change.test(object);
            }
            return Effect.of(isChanged);
        };
    }

    /** Returns the change of each message, or of its fragments, by a function that returns whether it changed it. */
    static EnvelopeChange ofMessages(Predicate<ObjectNode> change) {
        return (json, chunk) -> ofChoices(
                        choice -> choice.path(chunk == WHOLE ? "message" : "delta") instanceof ObjectNode message
                                && change.test(message))
                .on(json, chunk);
    }

    /** Returns the Response that is, or is in, an answer of the Responses API; a missing node for any other. */
    static JsonNode responseIn(ObjectNode json) {
        return json.path("object").asText("").equals("response") ? json : json.path("response");
    }

    /** Returns the change of each item of a Response, whole or in an event, by a function that returns whether it changed it. */
    static EnvelopeChange ofItems(Predicate<ObjectNode> change) {
        return (json, chunk) -> {
            boolean isChanged = json.path("item") instanceof ObjectNode item && change.test(item);
            for (JsonNode item : responseIn(json).path("output")) {
                isChanged |= item instanceof ObjectNode object && change.test(object);
            }
            return Effect.of(isChanged);
        };
    }

    /** Both changes, each where it finds what it changes. */
    default EnvelopeChange and(EnvelopeChange other) {
        return (json, chunk) -> {
            Effect first = on(json, chunk);
            Effect second = other.on(json, chunk);
            return first.compareTo(second) > 0 ? first : second;
        };
    }

    /** Returns the change of each {@code usage} that counts something, by a function that returns whether it changed it. */
    static EnvelopeChange ofUsage(Predicate<ObjectNode> change) {
        return (json, chunk) -> {
            boolean isChanged = json.path("usage") instanceof ObjectNode usage && change.test(usage);
            for (JsonNode extension : json) {
                isChanged |= extension.path("usage") instanceof ObjectNode usage && change.test(usage);
            }
            return Effect.of(isChanged);
        };
    }
}
