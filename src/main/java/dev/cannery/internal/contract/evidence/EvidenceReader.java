package dev.cannery.internal.contract.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Reads recorded requests that {@link EvidenceWriter} wrote. */
public final class EvidenceReader {
    private EvidenceReader() {}

    /**
     * Reads all recorded requests below a folder, in the order of the paths; empty when there is no such folder.
     *
     * @throws EvidenceException when a file has another format
     */
    public static List<InteractionEvidence> read(Path folder) {
        return files(folder).stream().map(EvidenceReader::readFile).toList();
    }

    /**
     * Reads all recorded requests below a folder, reporting and skipping files with another format.
     *
     * @param unreadable is called with each such file and the problem
     */
    public static List<InteractionEvidence> read(Path folder, BiConsumer<Path, EvidenceException> unreadable) {
        List<InteractionEvidence> all = new ArrayList<>();
        for (Path file : files(folder)) {
            try {
                all.add(readFile(file));
            } catch (EvidenceException e) {
                unreadable.accept(file, e);
            }
        }
        return all;
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> below = Files.walk(folder)) {
            return below.filter(file -> file.toString().endsWith(".json") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new EvidenceException(folder + ": cannot read the folder of recorded requests: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the recorded requests of one interaction; empty when there are none.
     *
     * @throws EvidenceException when the file has another format
     */
    public static Optional<InteractionEvidence> find(Path folder, String contract, String interaction) {
        InteractionEvidence wanted = new InteractionEvidence(contract, interaction, "", List.of());
        Path file = folder.resolve(wanted.fileName());
        return Files.exists(file) ? Optional.of(readFile(file)) : Optional.empty();
    }

    /**
     * Reads one file of recorded requests.
     *
     * @throws EvidenceException when the file has another format
     */
    public static InteractionEvidence readFile(Path file) {
        try {
            return evidence(file, Json.parse(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new EvidenceException(file + ": not a file of recorded requests: " + e.getMessage(), e);
        }
    }

    private static InteractionEvidence evidence(Path file, JsonNode tree) {
        JsonNode sent = tree.path("requests");
        if (!sent.isArray()) {
            throw new EvidenceException(file + ": not a file of recorded requests: requests must be an array", null);
        }
        List<EvidenceRequest> requests = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            requests.add(request(file, "requests[" + i + "].", sent.path(i)));
        }
        return new InteractionEvidence(
                text(file, "", "contract", tree),
                text(file, "", "interaction", tree),
                text(file, "", "source", tree),
                requests);
    }

    private static EvidenceRequest request(Path file, String at, JsonNode tree) {
        int turn = tree.path("turn").asInt(0);
        if (turn < 1) {
            throw new EvidenceException(file + ": " + at + "turn must be a number of at least 1", null);
        }
        if (!tree.path("body").isObject()) {
            throw new EvidenceException(file + ": " + at + "body must be an object", null);
        }
        return new EvidenceRequest(turn, text(file, at, "test", tree), tree.path("body"));
    }

    private static String text(Path file, String at, String key, JsonNode tree) {
        if (!tree.path(key).isTextual()) {
            throw new EvidenceException(file + ": " + at + key + " must be a string", null);
        }
        return tree.path(key).textValue();
    }
}
