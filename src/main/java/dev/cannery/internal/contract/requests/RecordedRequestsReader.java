package dev.cannery.internal.contract.requests;

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

/** Reads recorded requests that {@link RecordedRequestsWriter} wrote. */
public final class RecordedRequestsReader {
    private RecordedRequestsReader() {}

    /**
     * Reads all recorded requests below a folder, in the order of the paths; empty when there is no such folder.
     *
     * @throws RecordedRequestsException when a file has another format
     */
    public static List<RecordedRequests> read(Path folder) {
        return files(folder).stream().map(RecordedRequestsReader::readFile).toList();
    }

    /**
     * Reads all recorded requests below a folder, reporting and skipping files with another format.
     *
     * @param unreadable is called with each such file and the problem
     */
    public static List<RecordedRequests> read(Path folder, BiConsumer<Path, RecordedRequestsException> unreadable) {
        List<RecordedRequests> all = new ArrayList<>();
        for (Path file : files(folder)) {
            try {
                all.add(readFile(file));
            } catch (RecordedRequestsException e) {
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
            throw new RecordedRequestsException(
                    folder + ": cannot read the folder of recorded requests: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the recorded requests of one interaction; empty when there are none.
     *
     * @throws RecordedRequestsException when the file has another format
     */
    public static Optional<RecordedRequests> find(Path folder, String contract, String interaction) {
        RecordedRequests wanted = new RecordedRequests(contract, interaction, "", List.of());
        Path file = folder.resolve(wanted.fileName());
        return Files.exists(file) ? Optional.of(readFile(file)) : Optional.empty();
    }

    /**
     * Reads one file of recorded requests.
     *
     * @throws RecordedRequestsException when the file has another format
     */
    public static RecordedRequests readFile(Path file) {
        try {
            return recorded(file, Json.parse(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new RecordedRequestsException(file + ": not a file of recorded requests: " + e.getMessage(), e);
        }
    }

    private static RecordedRequests recorded(Path file, JsonNode tree) {
        JsonNode sent = tree.path("requests");
        if (!sent.isArray()) {
            throw new RecordedRequestsException(
                    file + ": not a file of recorded requests: requests must be an array", null);
        }
        List<RequestRecord> requests = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            requests.add(request(file, "requests[" + i + "].", sent.path(i)));
        }
        return new RecordedRequests(
                text(file, "", "contract", tree),
                text(file, "", "interaction", tree),
                text(file, "", "source", tree),
                requests);
    }

    private static RequestRecord request(Path file, String at, JsonNode tree) {
        int turn = tree.path("turn").asInt(0);
        if (turn < 1) {
            throw new RecordedRequestsException(file + ": " + at + "turn must be a number of at least 1", null);
        }
        if (!tree.path("body").isObject()) {
            throw new RecordedRequestsException(file + ": " + at + "body must be an object", null);
        }
        return new RequestRecord(turn, text(file, at, "test", tree), tree.path("body"));
    }

    private static String text(Path file, String at, String key, JsonNode tree) {
        if (!tree.path(key).isTextual()) {
            throw new RecordedRequestsException(file + ": " + at + key + " must be a string", null);
        }
        return tree.path(key).textValue();
    }
}
