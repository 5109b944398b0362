package dev.cannery.contract.dsl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.chat.Json;
import dev.cannery.contract.Interaction;
import dev.cannery.contract.reader.ContractException;
import dev.cannery.contract.reader.ContractReader;
import dev.cannery.source.SourceLocation;
import dev.cannery.source.SourceProblem;
import java.util.stream.Collectors;

/** Hands what was built to the reader of files, so that there is one judge of what an interaction may say. */
final class DraftReader {
    private static final String PREFIX = "interactions[0]";

    private DraftReader() {}

    static Interaction read(ObjectNode interaction) {
        ObjectNode contract = Json.object();
        contract.putArray("interactions").add(interaction);
        try {
            return ContractReader.parse("java.json", Json.compact(contract))
                    .get(0)
                    .interactions()
                    .get(0)
                    .withSource(SourceLocation.CODE);
        } catch (ContractException e) {
            String problems = e.problems().stream().map(DraftReader::sentence).collect(Collectors.joining("; "));
            throw new IllegalArgumentException(
                    "interaction '" + interaction.path("name").asText() + "': " + problems, e);
        }
    }

    private static String sentence(SourceProblem problem) {
        String path = problem.path().startsWith(PREFIX)
                ? problem.path().substring(PREFIX.length()).replaceFirst("^\\.", "")
                : problem.path();
        return path.isEmpty() ? problem.message() : path + ": " + problem.message();
    }
}
