package dev.cannery.internal.profile.sign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.SseEvent;
import dev.cannery.internal.wire.SseReader;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What responses of one provider contain, by place: {@code body} for whole completions, {@code chunk} for the chunks of
 * streams, {@code error} for the bodies of errors, {@code header}, {@code comment} for comment lines of streams. The elements
 * of an array are all at the place of the array.
 *
 * <p>Not thread-safe.
 */
public final class Transcript {
    /** More values of a place tell no more. */
    private static final int VALUES_KEPT = 50;
    /** The maximum length of a text that can be a sign. */
    private static final int LONGEST_VALUE = 500;

    private static final int DEEPEST = 8;

    private final Map<String, Set<String>> values = new HashMap<>();

    /**
     * Adds a response.
     *
     * @param status the status
     * @param headers the headers by name
     * @param body the body as text
     */
    public void add(int status, Map<String, String> headers, String body) {
        headers.forEach((name, value) -> put("header." + name.toLowerCase(Locale.ROOT), value));
        if (SseReader.isStream(body)) {
            SseReader.readAll(body).forEach(this::add);
        } else {
            addJson(status < 400 ? "body" : "error", body);
        }
    }

    private void add(SseEvent event) {
        event.lines().stream()
                .filter(SseEvent.Line::isComment)
                .forEach(line -> put("comment", line.text().substring(1).strip()));
        String data = event.data();
        if (data != null && !data.equals(SseEvent.DONE)) {
            addJson("chunk", data);
        }
    }

    private void addJson(String place, String text) {
        try {
            JsonNode json = Json.parse(text);
            add(place, json.isArray() ? json.path(0) : json, 0);
        } catch (JsonProcessingException e) {
            // a body that is not JSON has no signs
        }
    }

    private void add(String place, JsonNode value, int depth) {
        if (value.isArray()) {
            put(place, "");
            for (JsonNode element : value) {
                if (element.isObject()) {
                    add(place, element, depth);
                }
            }
        } else if (value.isObject()) {
            put(place, "");
            if (depth < DEEPEST) {
                value.properties().forEach(member -> add(place + "." + member.getKey(), member.getValue(), depth + 1));
            }
        } else if (!value.isMissingNode()) {
            put(place, value.asText());
        }
    }

    private void put(String place, String value) {
        Set<String> known = values.computeIfAbsent(place, any -> new LinkedHashSet<>());
        if (known.size() < VALUES_KEPT) {
            known.add(value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value);
        }
    }

    boolean has(String place) {
        return values.containsKey(place);
    }

    Set<String> values(String place) {
        return values.getOrDefault(place, Set.of());
    }
}
