package dev.cannery.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a finding says to people, whatever the answer.
 *
 * @param title its name in a few words
 * @param meaning what was found
 * @param why why it matters to clients
 * @param remedy what to do about it
 */
public record FindingText(String title, String meaning, String why, String remedy) {
    private static final String CATALOGUE = "findings.json";

    /** Returns the texts of all findings by their codes, in the order of the codes. */
    public static Map<String, FindingText> all() {
        try (InputStream in = FindingText.class.getResourceAsStream(CATALOGUE)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + CATALOGUE);
            }
            Map<String, FindingText> texts = new LinkedHashMap<>();
            Json.parse(in.readAllBytes())
                    .properties()
                    .forEach(entry -> texts.put(entry.getKey(), of(entry.getValue())));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FindingText of(JsonNode text) {
        return new FindingText(
                text.path("title").asText(),
                text.path("meaning").asText(),
                text.path("why").asText(),
                text.path("do").asText());
    }
}
