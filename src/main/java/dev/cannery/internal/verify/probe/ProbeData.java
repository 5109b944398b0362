package dev.cannery.internal.verify.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads the tables of requests in the package of this class. */
final class ProbeData {
    private ProbeData() {}

    static JsonNode read(String name) {
        try (InputStream in = ProbeData.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource missing from the jar: " + name);
            }
            return Json.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
