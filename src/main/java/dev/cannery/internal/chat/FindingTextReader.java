package dev.cannery.internal.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the catalogue of findings from the program's resources. */
public final class FindingTextReader {
    private static final String CATALOGUE = "findings.json";

    private FindingTextReader() {}

    /** Returns the explanations of all findings by code, in the order of the codes. */
    public static Map<String, FindingText> read() {
        try (InputStream in = FindingTextReader.class.getResourceAsStream(CATALOGUE)) {
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
