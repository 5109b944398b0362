package dev.cannery.internal.verify.trait;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.FinishReason;
import dev.cannery.internal.contract.RecordedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Measures the traits of whole completions, and those that streams share. An empty text stands for what cannot be told. */
final class WholeTraits {
    static final String ABSENT = "missing";

    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final Pattern URL_LETTERS = Pattern.compile("(?![a-z]+[-_])[\\w-]{22,23}");
    private static final Pattern MIXED =
            Pattern.compile("(?<![A-Za-z0-9])(?![A-Z]+-|[a-z]+-|[0-9]+-)[A-Za-z0-9]{5,}(?=-)");
    private static final Pattern LAST = Pattern.compile("[^-_:}]+$");

    private WholeTraits() {}

    static String completionId(Observation seen) {
        List<JsonNode> ids = (seen.isStream() ? seen.chunks() : List.<JsonNode>of(seen.whole()))
                .stream().map(chunk -> chunk.path("id")).toList();
        return ids.stream().allMatch(JsonNode::isMissingNode)
                ? ABSENT
                : idForm(seen.whole().path("id").asText());
    }

    static String callId(Observation seen) {
        JsonNode call = seen.message().path("tool_calls").path(0);
        if (call.isMissingNode()) {
            return "";
        }
        String name = call.at("/function/name").asText();
        String id = call.path("id").asText();
        boolean isNamed = !name.isEmpty() && id.contains(name);
        String form = idForm(isNamed ? id.replace(name, "") : id);
        return isNamed
                ? id.substring(0, id.indexOf(name)) + "{name}"
                        + id.substring(id.indexOf(name) + name.length()).replaceAll("\\d+$", "{n}")
                : form;
    }

    /** Returns the pattern of an id, as a profile writes it. */
    static String idForm(String id) {
        if (id.isEmpty()) {
            return "\"\"";
        }
        if (URL_LETTERS.matcher(id).matches()) {
            return "{url:" + id.length() + "}";
        }
        String form = id.replaceAll(UUID, "{uuid}").replaceAll("-1\\d{9}(?:\\d{3})?-", "-{created}-");
        form = MIXED.matcher(form).replaceAll(mixed -> letters(mixed.group()));
        return LAST.matcher(form).replaceAll(last -> letters(last.group()));
    }

    private static String letters(String text) {
        String alphabet = text.matches("\\d+")
                ? "digits"
                : text.matches("[0-9a-f]+") ? "hex" : text.matches("[0-9a-z]+") ? "lower" : "alnum";
        return "{" + alphabet + ":" + text.length() + "}";
    }

    static String object(Observation seen) {
        Set<String> words = new TreeSet<>();
        (seen.isStream() ? seen.chunks() : List.<JsonNode>of(seen.whole()))
                .forEach(chunk -> words.add(state(chunk.path("object"))));
        return String.join(" and ", words);
    }

    static String completionMembers(Observation seen) {
        return seen.isStream() ? "" : names(List.of(seen.whole()));
    }

    static String choiceMembers(Observation seen) {
        return seen.isStream() ? "" : names(List.of(seen.choice()));
    }

    static String messageMembers(Observation seen) {
        return seen.isStream() ? "" : names(List.of(seen.message()));
    }

    static String callMembers(Observation seen) {
        JsonNode calls = seen.message().path("tool_calls");
        return seen.isStream() || calls.isEmpty() ? "" : names(List.of(calls.path(0)));
    }

    static String usageMembers(Observation seen) {
        return seen.whole().path("usage").isObject()
                ? names(List.of(seen.whole().path("usage")))
                : "";
    }

    static String contentWithCalls(Observation seen) {
        JsonNode content = seen.message().path("content");
        boolean says = content.isTextual() && !content.asText().isEmpty();
        return seen.isStream() || says || seen.message().path("tool_calls").isEmpty() ? "" : state(content);
    }

    static String content(Observation seen) {
        JsonNode content = seen.message().path("content");
        return content.isArray() ? "list of parts" : content.isObject() ? "object" : content.isTextual() ? "text" : "";
    }

    static String callsWithoutAny(Observation seen) {
        JsonNode calls = seen.message().path("tool_calls");
        return !calls.isEmpty() || seen.isStream() ? "" : state(calls);
    }

    static String reasoning(Observation seen) {
        JsonNode message = seen.message();
        List<String> names = new ArrayList<>(RecordedAnswer.REASONING);
        names.add("reasoning_details");
        names.removeIf(name ->
                message.path(name).asText("").isEmpty() && message.path(name).isEmpty());
        message.path("content").forEach(part -> {
            if (part.has("thinking") || part.has("summary")) {
                names.add("parts of the content");
            }
        });
        if (message.path("content").asText("").stripLeading().startsWith("<think>")) {
            names.add("<think> in the content");
        }
        return String.join(" and ", new TreeSet<>(names));
    }

    /** Returns the finish reason, unless the length or a filter decides it. */
    static String finishReason(Observation seen) {
        String word = seen.choice().path("finish_reason").asText("");
        boolean isDecided = FinishReason.ofWire(word)
                .filter(reason -> reason != FinishReason.STOP && reason != FinishReason.TOOL_CALLS)
                .isPresent();
        boolean isMeasured = seen.choice().has("finish_reason") && !isDecided;
        return isMeasured ? word.isEmpty() ? state(seen.choice().path("finish_reason")) : word : "";
    }

    /** Returns the names of all members of these objects. */
    static String names(List<JsonNode> objects) {
        Set<String> names = new TreeSet<>();
        for (JsonNode object : objects) {
            object.fieldNames().forEachRemaining(names::add);
        }
        return String.join(", ", names);
    }

    /** Returns how a member is there. */
    static String state(JsonNode value) {
        if (value.isMissingNode()) {
            return ABSENT;
        }
        boolean isEmpty = value.isNull()
                || (value.isArray() && value.isEmpty())
                || (value.isTextual() && value.textValue().isEmpty());
        return isEmpty || value.isTextual()
                ? value.isTextual() && !isEmpty ? value.textValue() : value.toString()
                : "there";
    }
}
