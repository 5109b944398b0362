package dev.cannery.internal.junit.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes coverage as JSON, to which runs and JVMs add. */
final class CoverageFile {
    private CoverageFile() {}

    static String text(Coverage coverage) {
        ArrayNode interactions = Json.object().putArray("interactions");
        for (InteractionCoverage interaction : coverage.interactions()) {
            ObjectNode tree = interactions
                    .addObject()
                    .put("contract", interaction.contract())
                    .put("interaction", interaction.interaction())
                    .put("source", interaction.source())
                    .put("used", interaction.isUsed());
            ArrayNode turns = tree.putArray("turns");
            for (TurnCoverage turn : interaction.turns()) {
                ObjectNode one = tree(turn.answered(), turns.addObject());
                ArrayNode rules = one.putArray("rules");
                turn.rules().forEach(rule -> tree(rule, rules.addObject()));
            }
        }
        ObjectNode whole = Json.object().set("interactions", interactions);
        return new String(Json.prettyBytes(whole), StandardCharsets.UTF_8) + "\n";
    }

    private static ObjectNode tree(Exercised part, ObjectNode tree) {
        tree.put("name", part.label());
        ArrayNode tests = tree.putArray("tests");
        part.tests().forEach(tests::add);
        return tree;
    }

    /** Reads a file; empty if it does not exist. A file with other content is reported and renamed, and counts as empty. */
    static Coverage read(Path file) {
        List<InteractionCoverage> interactions = new ArrayList<>();
        if (Files.exists(file)) {
            JsonNode found = tree(file).path("interactions");
            if (!found.isArray()) {
                RunRecord.setAside(file, file + ": not a coverage file");
            }
            found.forEach(tree -> interactions.add(interaction(tree)));
        }
        return new Coverage(interactions);
    }

    private static JsonNode tree(Path file) {
        try {
            return Json.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static InteractionCoverage interaction(JsonNode tree) {
        List<TurnCoverage> turns = new ArrayList<>();
        for (JsonNode turn : tree.path("turns")) {
            List<Exercised> rules = new ArrayList<>();
            turn.path("rules").forEach(rule -> rules.add(exercised(rule)));
            turns.add(new TurnCoverage(exercised(turn), rules));
        }
        return new InteractionCoverage(
                tree.path("contract").asText(),
                tree.path("interaction").asText(),
                tree.path("source").asText(),
                turns);
    }

    private static Exercised exercised(JsonNode tree) {
        List<String> tests = new ArrayList<>();
        tree.path("tests").forEach(test -> tests.add(test.asText()));
        return new Exercised(tree.path("name").asText(), tests);
    }
}
