package dev.cannery.internal.verify.trait;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.SseEvent;
import dev.cannery.internal.wire.SseReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Measures the traits of streams. An empty text stands for what cannot be told, and for whole completions. */
final class StreamTraits {
    private static final int ENOUGH = 3;

    private StreamTraits() {}

    static String chunkMembers(Observation seen) {
        return WholeTraits.names(seen.chunks());
    }

    static String choiceMembers(Observation seen) {
        return WholeTraits.names(seen.pieces());
    }

    static String ids(Observation seen) {
        Set<String> ids = new TreeSet<>();
        seen.chunks().stream()
                .filter(chunk -> !chunk.path("id").asText("").isEmpty())
                .forEach(chunk -> ids.add(chunk.path("id").asText()));
        return ids.isEmpty() ? "" : ids.size() == 1 ? "one" : "changing";
    }

    /** Returns the members of the first delta, with how each is there. */
    static String opening(Observation seen) {
        if (seen.deltas().isEmpty()) {
            return "";
        }
        Set<String> members = new TreeSet<>();
        seen.deltas().get(0).properties().forEach(member -> {
            String state = WholeTraits.state(member.getValue());
            boolean isFilled = !state.equals("null") && !state.equals("\"\"") && !state.equals("[]");
            members.add(member.getKey() + (isFilled ? "" : " " + state));
        });
        return members.isEmpty() ? "nothing" : String.join(", ", members);
    }

    static String roles(Observation seen) {
        List<JsonNode> deltas = seen.deltas();
        long count = deltas.stream().filter(delta -> delta.hasNonNull("role")).count();
        if (deltas.size() < ENOUGH) {
            return "";
        }
        return count == 0 ? "in none" : count == 1 ? "in the first" : count == deltas.size() ? "in each" : "in several";
    }

    static String calls(Observation seen) {
        Map<Integer, Integer> fragments = new HashMap<>();
        for (JsonNode fragment : seen.callFragments()) {
            fragments.merge(fragment.path("index").asInt(0), 1, Integer::sum);
        }
        if (fragments.isEmpty()) {
            return "";
        }
        int calls = seen.message().path("tool_calls").size();
        if (seen.callFragments().size() > calls) {
            return "in fragments";
        }
        boolean isFinished = seen.pieces().stream()
                .anyMatch(piece -> piece.hasNonNull("finish_reason")
                        && !piece.path("delta").path("tool_calls").isEmpty());
        return isFinished ? "whole, with the finish reason" : "whole";
    }

    static String callIndex(Observation seen) {
        List<JsonNode> fragments = seen.callFragments();
        if (fragments.isEmpty()) {
            return "";
        }
        if (fragments.stream().anyMatch(fragment -> fragment.path("index").asInt(0) < 0)) {
            return "negative";
        }
        if (fragments.stream().noneMatch(fragment -> fragment.hasNonNull("index"))) {
            return WholeTraits.ABSENT;
        }
        boolean isZero =
                fragments.stream().allMatch(fragment -> fragment.path("index").asInt(-1) == 0);
        return isZero && seen.message().path("tool_calls").size() > 1 ? "always 0" : "counting";
    }

    static String continuedId(Observation seen) {
        return continued(seen, "/id");
    }

    static String continuedName(Observation seen) {
        return continued(seen, "/function/name");
    }

    static String continuedType(Observation seen) {
        return continued(seen, "/type");
    }

    private static String continued(Observation seen, String member) {
        Set<String> states = new TreeSet<>();
        String id = "";
        for (JsonNode fragment : seen.callFragments()) {
            String own = fragment.path("id").asText("");
            boolean isName = !fragment.at("/function/name").asText("").isEmpty();
            boolean begins = own.isEmpty() ? isName && id.isEmpty() : !own.equals(id);
            if (begins) {
                id = own.isEmpty() ? "-" : own;
            } else {
                JsonNode value = fragment.at(member);
                states.add(value.isTextual() && !value.asText().isEmpty() ? "repeated" : WholeTraits.state(value));
            }
        }
        return states.isEmpty() ? "" : states.iterator().next();
    }

    static String unfinished(Observation seen) {
        return seen.pieces().isEmpty() || seen.pieces().get(0).hasNonNull("finish_reason")
                ? ""
                : WholeTraits.state(seen.pieces().get(0).path("finish_reason"));
    }

    static String finishes(Observation seen) {
        long count = seen.pieces().stream().filter(StreamTraits::isFinish).count();
        return seen.pieces().isEmpty() ? "" : count == 0 ? "never" : count == 1 ? "once" : "twice";
    }

    private static boolean isFinish(JsonNode piece) {
        return !piece.path("finish_reason").asText("").isEmpty() && piece.hasNonNull("finish_reason");
    }

    static String usage(Observation seen) {
        Set<String> places = new TreeSet<>();
        boolean isFinished = false;
        for (JsonNode chunk : seen.chunks()) {
            JsonNode piece = chunk.path("choices").path(0);
            if (piece.path("usage").isObject()) {
                places.add("in the choice");
            }
            if (Json.values(chunk.path("usage")).anyMatch(JsonNode::isNumber)) {
                places.add(usagePlace(piece, isFinished));
            }
            isFinished |= isFinish(piece);
        }
        return !seen.isStream() ? "" : places.isEmpty() ? "none" : String.join(" and ", places);
    }

    private static String usagePlace(JsonNode piece, boolean isFinished) {
        if (piece.isMissingNode()) {
            return "in its own chunk";
        }
        if (isFinish(piece)) {
            return isFinished ? "with the repeated finish reason" : "with the finish reason";
        }
        return isFinished ? "with an empty delta" : "in each chunk";
    }

    static String end(Observation seen) {
        boolean isDone = SseReader.readAll(seen.body()).stream().anyMatch(event -> SseEvent.DONE.equals(event.data()));
        return !seen.isStream() ? "" : isDone ? "there" : WholeTraits.ABSENT;
    }

    static String comments(Observation seen) {
        List<String> comments = new ArrayList<>();
        lines(seen, SseEvent.Line::isComment)
                .forEach(line -> comments.add(line.text().substring(1).strip()));
        return comments.isEmpty() ? "" : comments.get(0);
    }

    static String space(Observation seen) {
        List<SseEvent.Line> data = lines(seen, SseEvent.Line::isData);
        return data.isEmpty() ? "" : data.get(0).lacksBlank() ? WholeTraits.ABSENT : "there";
    }

    static String lineEnds(Observation seen) {
        return !seen.isStream() ? "" : seen.body().contains("\r\n") ? "CR LF" : "LF";
    }

    private static List<SseEvent.Line> lines(Observation seen, Predicate<SseEvent.Line> chosen) {
        return !seen.isStream()
                ? List.of()
                : SseReader.readAll(seen.body()).stream()
                        .flatMap(event -> event.lines().stream())
                        .filter(chosen)
                        .toList();
    }
}
