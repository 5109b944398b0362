package dev.cannery.internal.contract.requests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.source.WholeFileWriter;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes recorded requests without secrets: one JSON file per interaction, formatted for comparison. */
public final class RecordedRequestsWriter {
    private RecordedRequestsWriter() {}

    /**
     * Writes the recorded requests of one interaction below a folder, replacing its file; without requests the file is deleted.
     *
     * @return the file
     * @throws RecordedRequestsException when it cannot be written
     */
    public static Path write(Path folder, RecordedRequests recorded) {
        Path file = folder.resolve(recorded.fileName());
        try {
            if (recorded.requests().isEmpty()) {
                Files.deleteIfExists(file);
                return file;
            }
            WholeFileWriter.write(file, text(recorded));
            return file;
        } catch (IOException e) {
            throw new RecordedRequestsException(
                    file + ": cannot write the recorded requests: " + WholeFileWriter.reason(e), e);
        }
    }

    /** Returns the contents of the file. */
    static String text(RecordedRequests recorded) {
        ObjectNode tree = Json.object()
                .put("contract", recorded.contract())
                .put("interaction", recorded.interaction())
                .put("source", recorded.source());
        ArrayNode requests = tree.putArray("requests");
        for (RequestRecord request : recorded.requests()) {
            JsonNode body = Secrets.redact(request.body());
            requests.addObject()
                    .put("turn", request.turn())
                    .put("test", request.test())
                    .set("body", body);
        }
        return new String(Json.prettyBytes(tree), StandardCharsets.UTF_8) + "\n";
    }
}
