package dev.cannery.internal.chat;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Parses the body of a request, which must be one JSON object. */
public final class RequestBody {
    /**
     * The maximum number of values in a body, less for small heaps. A value takes more than a hundred bytes, so that a body of
     * 22 MB, a list of empty objects, would take a gigabyte.
     */
    private static final long MAX_VALUES =
            Math.max(50_000, Math.min(1_000_000, Runtime.getRuntime().maxMemory() / 1_000));

    private RequestBody() {}

    /**
     * Parses a body.
     *
     * @param body the body in UTF-8
     * @throws MalformedRequestException when the body is not one JSON object; it carries the error response
     */
    public static ObjectNode parse(byte[] body) throws MalformedRequestException {
        int fault = Utf8.firstFault(body);
        if (fault >= 0) {
            throw new MalformedRequestException(notUtf8(body, fault), null);
        }
        JsonNode tree;
        try {
            tree = Json.parse(body, MAX_VALUES);
        } catch (Json.TooManyValuesException e) {
            throw MalformedRequestException.tooLarge("has more than the allowed " + MAX_VALUES + " values");
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

    private static String notUtf8(byte[] body, int fault) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < fault; i++) {
            if (body[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return String.format(
                Locale.ROOT,
                "UTF-8, line %d, column %d: byte 0x%02x does not belong there",
                line,
                fault - lineStart + 1,
                body[fault]);
    }

    /** Returns the parser's message without the name of its method that enforces a limit. */
    private static String wordsOf(JsonProcessingException malformed) {
        return malformed.getOriginalMessage().replaceAll(", from `[^`]*`", "");
    }

    private static String placeOf(@Nullable JsonLocation place) {
        return place == null ? "" : ", line " + place.getLineNr() + ", column " + place.getColumnNr();
    }
}
