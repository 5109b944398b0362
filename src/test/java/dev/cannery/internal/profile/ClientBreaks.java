package dev.cannery.internal.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the client projects measured in each dialect, and the causes of what breaks. */
final class ClientBreaks {
    private static final Path CLIENTS = Path.of("src/it/clients");
    static final String OK = "ok";

    private ClientBreaks() {}

    /** What came of a scenario in a dialect, or in a profile that has one difference alone. */
    record Row(String client, String version, String dialect, String scenario, String outcome) {
        boolean isBroken() {
            return !outcome.equals(OK);
        }

        /** Returns the name of the profile: that of the dialect, without the model that some rows name. */
        String profile() {
            return dialect.replaceFirst(",.*", "");
        }
    }

    /**
     * What a client does with a difference.
     *
     * @param fails what the outcome says
     */
    record Reaction(String client, Pattern fails, String does) {}

    /**
     * A line of a profile that states a difference.
     *
     * @param begins how the line begins
     */
    record Shown(String profile, String begins) {}

    record Cause(String title, String server, List<Shown> shownBy, List<Reaction> reactions, List<String> alone) {
        /** Whether it explains what broke in this row. */
        boolean explains(Row row) {
            return shownBy.stream().anyMatch(shown -> shown.profile().equals(row.profile())) && resembles(row);
        }

        /** Whether its client breaks in this way. */
        boolean resembles(Row row) {
            Reaction reaction = of(row.client());
            return reaction != null && reaction.fails().matcher(row.outcome()).find();
        }

        @Nullable
        Reaction of(String client) {
            return reactions.stream()
                    .filter(reaction -> reaction.client().equals(client))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Reads a table of every client, such as {@code dialects.tsv}. */
    static List<Row> rows(List<String> clients, String table) {
        return clients.stream()
                .flatMap(client -> lines(CLIENTS.resolve(client).resolve(table)).skip(1))
                .map(line -> line.split("\t", -1))
                .map(cells -> new Row(cells[0], cells[1], cells[2], cells[3], cells[4]))
                .toList();
    }

    static List<Cause> causes() {
        JsonNode causes = new ObjectMapper()
                .valueToTree(new Load(LoadSettings.builder().build())
                        .loadFromString(lines(CLIENTS.resolve("causes.yaml")).collect(Collectors.joining("\n"))));
        return StreamSupport.stream(causes.spliterator(), false)
                .map(cause -> new Cause(
                        cause.path("title").asText(),
                        cause.path("server").asText(),
                        cause.path("shown_by").properties().stream()
                                .map(shown -> new Shown(
                                        shown.getKey(), shown.getValue().asText()))
                                .toList(),
                        cause.path("clients").properties().stream()
                                .map(client -> new Reaction(
                                        client.getKey(),
                                        Pattern.compile(
                                                client.getValue().path("fails").asText()),
                                        client.getValue().path("does").asText()))
                                .toList(),
                        StreamSupport.stream(cause.path("alone").spliterator(), false)
                                .map(JsonNode::asText)
                                .toList()))
                .toList();
    }

    /** Returns the names of the profiles that have one difference alone. */
    static List<String> alone() {
        try (Stream<Path> files = Files.list(CLIENTS.resolve("alone"))) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
