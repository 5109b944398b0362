package dev.cannery.internal.verify.trait;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.Recordings;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.response.ResponseRenderer;
import dev.cannery.internal.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Measures recorded responses of many providers against the profiles of their dialects. */
class TraitCheckTest {
    private static final Map<String, String> PROFILES = Map.of("llamacpp", "llama.cpp");

    /** How many responses of a provider are drafted. */
    private static final int DRAFTS = 12;

    private final ResponseRenderer renderer = new ResponseRenderer();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void mostTraitsOfADialectAreThoseOfItsProfile(Recordings recordings) {
        Map<String, int[]> shares = new TreeMap<>();
        Map<String, Integer> differences = new TreeMap<>();
        for (JsonNode exchange : recordings.ofDialects()) {
            String provider = exchange.path("provider").asText();
            String profile = PROFILES.getOrDefault(provider, provider);
            if (ProfileReader.builtIn().contains(profile)
                    && exchange.path("status").asInt() == 200
                    && !exchange.path("suspect_synthetic").asBoolean()) {
                Traits traits = traits(exchange, ProfileReader.read(profile));
                int[] share = shares.computeIfAbsent(provider, any -> new int[2]);
                share[0] += traits.alike();
                share[1] += traits.measured();
                traits.differences().forEach(one -> differences.merge(provider + ": " + one, 1, Integer::sum));
            }
        }
        int alike = shares.values().stream().mapToInt(share -> share[0]).sum();
        int all = shares.values().stream().mapToInt(share -> share[1]).sum();
        System.out.println("traits: " + alike + " of " + all + " are those of the dialect");
        shares.forEach((provider, share) -> System.out.println("  " + provider + " " + share[0] + " of " + share[1]));
        differences.forEach((difference, count) -> System.out.println("  differs: " + count + " " + difference));

        assertThat((double) alike / all).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @EnumSource
    void unknownTraitsAreAProfileThatLoadsAndHasThem(Recordings recordings) throws IOException {
        Profile openAi = ProfileReader.read("openai");
        Map<String, Integer> drafts = new TreeMap<>();
        Map<String, int[]> shares = new TreeMap<>();
        List<String> left = new ArrayList<>();
        for (JsonNode exchange : recordings.ofDialects()) {
            if (exchange.path("status").asInt() == 200) {
                Traits before = traits(exchange, openAi);
                // a profile is read for each draft, which takes long
                if (before.yaml().isEmpty()
                        || drafts.merge(exchange.path("provider").asText(), 1, Integer::sum) > DRAFTS) {
                    continue;
                }
                Profile drafted = ProfileReader.read(Files.writeString(folder.resolve("ours.yaml"), before.yaml()));
                Traits after = traits(exchange, drafted);
                int[] share = shares.computeIfAbsent(exchange.path("provider").asText(), any -> new int[2]);
                share[0] += after.alike() - before.alike();
                share[1] += before.measured() - before.alike();
                after.differences()
                        .forEach(one -> left.add(exchange.path("provider").asText() + ": " + one));
            }
        }
        int learned = shares.values().stream().mapToInt(share -> share[0]).sum();
        int all = shares.values().stream().mapToInt(share -> share[1]).sum();
        System.out.println("drafts: " + learned + " of " + all + " unknown traits are in the profile");
        shares.forEach((provider, share) -> System.out.println("  " + provider + " " + share[0] + " of " + share[1]));
        left.stream().sorted().forEach(one -> System.out.println("  left: " + one));

        assertThat((double) learned / all).isGreaterThan(0.7);
    }

    private Traits traits(JsonNode exchange, Profile profile) {
        boolean isStreamed = exchange.path("sse").size() > 0;
        ObjectNode request = exchange.path("request") instanceof ObjectNode known ? known.deepCopy() : usual(exchange);
        request.put("stream", isStreamed);
        TraitCheck check = new TraitCheck(profile, renderer);
        check.add(ChatRequest.of(request), body(exchange, isStreamed));
        return check.result();
    }

    private static ObjectNode usual(JsonNode exchange) {
        ObjectNode usual = Json.object().put("model", "a-model");
        boolean isAsked = exchange.path("sse").toString().contains("usage");
        usual.putObject("stream_options").put("include_usage", isAsked);
        return usual;
    }

    private static String body(JsonNode exchange, boolean isStreamed) {
        String raw = exchange.path("raw_body").asText("");
        if (!raw.isEmpty()) {
            return raw;
        }
        StringBuilder events = new StringBuilder();
        exchange.path("sse")
                .forEach(event -> events.append("data: ").append(event.asText()).append("\n\n"));
        return isStreamed ? events.toString() : Json.compact(exchange.path("response"));
    }
}
