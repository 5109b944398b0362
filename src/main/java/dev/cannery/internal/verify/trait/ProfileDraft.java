package dev.cannery.internal.verify.trait;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Secrets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Writes the traits of responses as a profile that extends another one. */
final class ProfileDraft {
    private static final Map<String, String> USAGE_PLACES = Map.of(
            "in its own chunk", "own asked",
            "with an empty delta", "own asked",
            "with the finish reason", "finish",
            "with the repeated finish reason", "again",
            "in the choice", "choice",
            "in each chunk", "every");

    private final String base;
    private final ObjectNode answers = Json.object();
    private final Set<Trait> unwritten = EnumSet.noneOf(Trait.class);

    ProfileDraft(String base) {
        this.base = base;
    }

    /** Adds a trait as these responses have it. */
    void add(Trait trait, Observation seen) {
        switch (trait) {
            case COMPLETION_ID, CALL_ID -> id(trait, trait.of(seen));
            case OBJECT -> add(seen.isStream() ? Trait.CHUNK_MEMBERS : Trait.COMPLETION_MEMBERS, seen);
            case COMPLETION_MEMBERS -> whole().set("completion", DraftTemplate.ofCompletion(seen.whole()));
            case CHOICE_MEMBERS -> whole().set("choice", DraftTemplate.ofChoice(seen.choice()));
            case MESSAGE_MEMBERS, CONTENT_WITH_CALLS, NO_CALLS ->
                whole().set("message", DraftTemplate.ofMessage(seen.message()));
            case CALL_MEMBERS ->
                whole().set(
                                "call",
                                DraftTemplate.ofCall(
                                        seen.message().path("tool_calls").path(0)));
            case USAGE_MEMBERS ->
                whole().set("usage", DraftTemplate.ofUsage(seen.whole().path("usage")));
            case FINISH_REASON -> finishWord(seen);
            case REASONING -> {
                if (seen.isStream()) {
                    reasoning(trait.of(seen));
                } else {
                    whole().set("message", DraftTemplate.ofMessage(seen.message()));
                }
            }
            default -> streamed(trait, seen);
        }
    }

    private void id(Trait trait, String form) {
        if (form.equals(WholeTraits.ABSENT)) {
            unwritten.add(trait);
        } else {
            Json.objectIn(answers, "ids")
                    .put(trait == Trait.CALL_ID ? "call" : "completion", form.equals("\"\"") ? "" : form);
        }
    }

    private void finishWord(Observation seen) {
        String usual = seen.message().path("tool_calls").isEmpty() ? "stop" : "tool_calls";
        Json.objectIn(answers, "finish_words")
                .put(usual, seen.choice().path("finish_reason").asText());
    }

    private void streamed(Trait trait, Observation seen) {
        String value = trait.of(seen);
        switch (trait) {
            case CHUNK_MEMBERS -> stream().set("chunk", DraftTemplate.ofChunks(seen.chunks()));
            case CHUNK_CHOICE_MEMBERS, UNFINISHED ->
                stream().set("choice", DraftTemplate.ofChunkChoices(seen.pieces()));
            case OPENING -> opening(seen);
            case ROLES -> roles(seen);
            case CALLS ->
                stream()
                        .put("whole_calls", !value.equals("in fragments"))
                        .put("finish_with_calls", value.contains("finish"));
            case CALL_INDEX -> first(seen, fragment -> !named(fragment).isEmpty(), "tool_call");
            case CONTINUED_ID, CONTINUED_NAME, CONTINUED_TYPE -> continued(seen);
            case FINISHES -> again(seen);
            case USAGE -> usage(value);
            case END -> stream().put("done", false);
            case COMMENTS -> stream().putArray("comments").add(": " + value);
            case SPACE -> stream().put("space", false);
            case LINE_ENDS -> stream().put("line_end", "crlf");
            default -> unwritten.add(trait);
        }
    }

    /** Writes the first delta, for what the choice begins with. */
    private void opening(Observation seen) {
        JsonNode delta = seen.deltas().get(0);
        int calls = seen.message().path("tool_calls").size();
        boolean reasons = Observation.REASONING.stream()
                .anyMatch(name -> !seen.message().path(name).asText("").isEmpty());
        boolean isCall = calls > 0 && seen.message().path("content").asText("").isEmpty();
        String kind = reasons ? "reasoning" : !isCall ? "text" : calls == 1 ? "call" : "calls";
        String begun = Stream.concat(Stream.of("content"), Observation.REASONING.stream())
                .filter(name -> !delta.path(name).asText("").isEmpty())
                .findFirst()
                .orElse("");
        if (begun.isEmpty()) {
            Json.objectIn(stream(), "opening").set(kind, DraftTemplate.ofOpening(delta));
        } else {
            Json.objectIn(stream(), "opening").putNull(kind);
            stream()
                    .set(
                            reasons ? "reasoning" : "text",
                            Json.array().add("role[first]").add(begun));
        }
    }

    private void reasoning(String name) {
        if (Observation.REASONING.contains(name)) {
            stream().set("reasoning", Json.array().add(name));
        } else {
            unwritten.add(Trait.REASONING);
        }
    }

    private void roles(Observation seen) {
        if (!seen.deltas().stream().skip(1).allMatch(delta -> delta.has("role"))) {
            unwritten.add(Trait.ROLES);
            return;
        }
        Map.of("text", "content", "call", "tool_calls", "call_fragment", "tool_calls")
                .forEach((key, name) ->
                        stream().set(key, Json.array().add("role").add(name)));
        seen.pieces().stream()
                .filter(piece -> piece.hasNonNull("finish_reason"))
                .map(piece -> piece.path("delta"))
                .filter(delta -> !delta.has("tool_calls"))
                .findFirst()
                .ifPresent(delta -> stream()
                        .set(
                                "finish",
                                Json.array().add("role").add(Json.object().put("content", ""))));
        Observation.REASONING.stream()
                .filter(name -> seen.message().has(name))
                .findFirst()
                .ifPresent(name ->
                        stream().set("reasoning", Json.array().add("role").add(name)));
    }

    private void continued(Observation seen) {
        List<JsonNode> fragments = seen.callFragments();
        for (int i = 1; i < fragments.size(); i++) {
            if (fragments.get(i).path("index").equals(fragments.get(i - 1).path("index"))) {
                stream().set("tool_call_fragment", DraftTemplate.ofCall(fragments.get(i)));
                return;
            }
        }
    }

    private void first(Observation seen, Predicate<JsonNode> chosen, String key) {
        seen.callFragments().stream()
                .filter(chosen)
                .findFirst()
                .ifPresent(fragment -> stream().set(key, DraftTemplate.ofCall(fragment)));
    }

    private static String named(JsonNode fragment) {
        return fragment.at("/function/name").asText("");
    }

    private void again(Observation seen) {
        List<JsonNode> finishes = seen.pieces().stream()
                .filter(piece -> piece.hasNonNull("finish_reason"))
                .toList();
        if (finishes.size() > 1) {
            stream().set("again", DraftTemplate.ofConstants(finishes.get(1).path("delta")));
        } else {
            unwritten.add(Trait.FINISHES);
        }
    }

    private void usage(String places) {
        ArrayNode usage = Json.array();
        List.of(places.split(" and ")).forEach(place -> {
            String word = USAGE_PLACES.get(place);
            if (word != null) {
                usage.add(word);
            }
        });
        stream().set("usage", usage);
        if (places.contains("empty delta")) {
            stream().putArray("end");
        }
    }

    private ObjectNode whole() {
        return Json.objectIn(answers, "whole");
    }

    private ObjectNode stream() {
        return Json.objectIn(answers, "stream");
    }

    /** Returns the profile; empty if no trait was added. */
    String yaml() {
        if (answers.isEmpty() && unwritten.isEmpty()) {
            return "";
        }
        List<String> lines = new ArrayList<>(List.of(
                "profile: ours", "about: a provider whose form differs from '" + base + "'", "extends: " + base));
        if (!answers.isEmpty()) {
            lines.add("answers:");
            write(Secrets.redact(answers), "  ", lines);
        }
        unwritten.forEach(trait -> lines.add("# not written: " + trait.words()));
        return String.join("\n", lines) + "\n";
    }

    /** Writes maps as blocks, and everything else as JSON, which is YAML too. */
    private static void write(JsonNode map, String indent, List<String> lines) {
        map.properties().forEach(member -> {
            if (member.getValue().isObject()) {
                lines.add(indent + member.getKey() + ":");
                write(member.getValue(), indent + "  ", lines);
            } else {
                lines.add(indent + member.getKey() + ": " + Json.compact(member.getValue()));
            }
        });
    }
}
