package dev.cannery.chat;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a request's body must be before anything is asked of it: one JSON object. */
public final class RequestBody {
    private RequestBody() {}

    /**
     * Parses a body.
     *
     * @param body the body in UTF-8
     * @throws MalformedRequestException when the body is not one JSON object; it carries the answer to give
     */
    public static ObjectNode parse(byte[] body) throws MalformedRequestException {
        JsonNode tree;
        try {
            tree = Json.parse(body);
        } catch (JsonProcessingException e) {
            throw new MalformedRequestException("JSON" + placeOf(e.getLocation()) + ": " + wordsOf(e), e);
        } catch (IOException e) {
            throw new MalformedRequestException("JSON: " + e.getMessage(), e);
        }
        if (!(tree instanceof ObjectNode object)) {
            throw new MalformedRequestException("a JSON object", null);
        }
        return object;
    }

    /** What the parser says, without the method of its own that sets a bound. */
    private static String wordsOf(JsonProcessingException malformed) {
        return malformed.getOriginalMessage().replaceAll(", from `[^`]*`", "");
    }

    private static String placeOf(@Nullable JsonLocation place) {
        return place == null ? "" : ", line " + place.getLineNr() + ", column " + place.getColumnNr();
    }
}
