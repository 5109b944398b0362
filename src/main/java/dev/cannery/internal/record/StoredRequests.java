package dev.cannery.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.responses.EarlierItems;
import dev.cannery.internal.source.FileNames;
import dev.cannery.internal.source.WholeFileWriter;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.QueryText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The requests that were recorded with interactions, next to their stubs. */
public final class StoredRequests {
    /** The end of the names of their files. */
    static final String EXTENSION = ".request.json";

    private StoredRequests() {}

    /**
     * A turn of an interaction.
     *
     * @param interaction the name of the interaction
     * @param turn the number of the turn, from 1
     */
    public record Place(String interaction, int turn) {
        @Override
        public String toString() {
            return "'" + interaction + "'" + (turn == 1 ? "" : ", turn " + turn);
        }
    }

    /**
     * A recorded request.
     *
     * @param file its file
     * @param place the turn that it belongs to
     * @param url the path and the query
     * @param body the body, not to be modified
     */
    public record Stored(Path file, Place place, String url, ObjectNode body) {
        /** Returns the request; what it refers to by id may exist. */
        public ChatRequest request() {
            return ChatRequest.of(url.replaceFirst("\\?.*", ""), Map.of(), body, EarlierItems.unknown())
                    .withQuery(query());
        }

        /** Returns the parameters of the query. */
        public Map<String, String> query() {
            int start = url.indexOf('?');
            return QueryText.parse(start < 0 ? "" : url.substring(start + 1));
        }

        /** Returns the interaction and, if it is not the first one, the turn. */
        public String title() {
            return place.toString();
        }
    }

    /**
     * Returns the name of the stub of an answer without its extension.
     *
     * @param first the name for the first answer of a request
     * @param number the number of the answer, from 1
     */
    public static String ofAnswer(String first, int number) {
        return number == 1 ? first : first + "-answer-" + number;
    }

    /**
     * Returns the recorded requests of contracts, in the order of their files.
     *
     * @param contracts folders, or files next to whose stubs the requests are
     * @throws RecordingException if one cannot be read
     */
    public static List<Stored> of(List<Path> contracts) {
        List<Stored> all = new ArrayList<>();
        for (Path folder : folders(contracts)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(path -> path.toString().endsWith(EXTENSION))
                        .sorted()
                        .toList()) {
                    all.add(read(file));
                }
            } catch (IOException e) {
                throw new RecordingException(
                        "'" + FileNames.shown(folder) + "' cannot be read: " + WholeFileWriter.reason(e));
            }
        }
        return all;
    }

    private static List<Path> folders(List<Path> contracts) {
        return contracts.stream()
                .map(path ->
                        Files.isDirectory(path) ? path : path.toAbsolutePath().getParent())
                .filter(path -> path != null && Files.isDirectory(path))
                .distinct()
                .toList();
    }

    private static Stored read(Path file) throws IOException {
        JsonNode tree = Json.parse(Files.readString(file));
        if (!(tree.path("body") instanceof ObjectNode body)
                || !tree.path("interaction").isTextual()
                || !tree.path("url").isTextual()) {
            throw new RecordingException("'" + FileNames.shown(file)
                    + "' is not a recorded request: it needs 'interaction', 'turn', 'url' and 'body'");
        }
        return new Stored(
                file,
                new Place(tree.path("interaction").asText(), tree.path("turn").asInt(1)),
                tree.path("url").asText(),
                body);
    }
}
