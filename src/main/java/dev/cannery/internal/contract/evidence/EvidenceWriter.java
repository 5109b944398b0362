package dev.cannery.internal.contract.evidence;

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
public final class EvidenceWriter {
    private EvidenceWriter() {}

    /**
     * Writes the recorded requests of one interaction below a folder, replacing its file; without requests the file is deleted.
     *
     * @return the file
     * @throws EvidenceException when it cannot be written
     */
    public static Path write(Path folder, InteractionEvidence evidence) {
        Path file = folder.resolve(evidence.fileName());
        try {
            if (evidence.requests().isEmpty()) {
                Files.deleteIfExists(file);
                return file;
            }
            WholeFileWriter.write(file, text(evidence));
            return file;
        } catch (IOException e) {
            throw new EvidenceException(file + ": cannot write the recorded requests: " + WholeFileWriter.reason(e), e);
        }
    }

    /** Returns the contents of the file. */
    static String text(InteractionEvidence evidence) {
        ObjectNode tree = Json.object()
                .put("contract", evidence.contract())
                .put("interaction", evidence.interaction())
                .put("source", evidence.source());
        ArrayNode requests = tree.putArray("requests");
        for (EvidenceRequest request : evidence.requests()) {
            JsonNode body = Secrets.redact(request.body());
            requests.addObject()
                    .put("turn", request.turn())
                    .put("test", request.test())
                    .set("body", body);
        }
        return new String(Json.prettyBytes(tree), StandardCharsets.UTF_8) + "\n";
    }
}
