package dev.cannery.internal.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Finds objects with a duplicate member name: some readers use the first value, others the last, and a tree shows neither. */
public final class RepeatedKey {
    private RepeatedKey() {}

    /** Returns the path of the first duplicate member; empty if there is none, or the text is not JSON. */
    public static Optional<String> in(String json) {
        Deque<Set<String>> objects = new ArrayDeque<>();
        try (JsonParser parser = Json.parser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    objects.push(new HashSet<>());
                } else if (token == JsonToken.END_OBJECT) {
                    objects.pop();
                } else if (token == JsonToken.FIELD_NAME && !objects.element().add(parser.currentName())) {
                    String pointer = parser.getParsingContext().pathAsPointer().toString();
                    return Optional.of(pointer);
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
