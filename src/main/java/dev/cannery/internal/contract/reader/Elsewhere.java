package dev.cannery.internal.contract.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.JsonKind;
import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.profile.RequestFields;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.source.UnknownWord;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What a word that is not known where it stands is elsewhere: a key one level deeper, or another tool's name for one of ours. */
final class Elsewhere {
    /** Our words by what other tools and the API itself call them, in small letters and without underscores. */
    private static final Map<String, List<String>> NAMES = Map.ofEntries(
            Map.entry("when", List.of("request")),
            Map.entry("match", List.of("request", "matches")),
            Map.entry("then", List.of("response")),
            Map.entry("reply", List.of("response")),
            Map.entry("answer", List.of("response")),
            Map.entry("scenarios", List.of("interactions")),
            Map.entry("stubs", List.of("interactions")),
            Map.entry("mocks", List.of("interactions")),
            Map.entry("title", List.of("name")),
            Map.entry("profile", List.of("provider")),
            Map.entry("message", List.of("content")),
            Map.entry("text", List.of("content", "prompt")),
            Map.entry("content", List.of("prompt")),
            Map.entry("reasoningcontent", List.of("reasoning")),
            Map.entry("thinking", List.of("reasoning")),
            Map.entry("inputtokens", List.of("prompt_tokens")),
            Map.entry("outputtokens", List.of("completion_tokens")),
            Map.entry("equals", List.of("is")),
            Map.entry("equalto", List.of("is")),
            Map.entry("eq", List.of("is")),
            Map.entry("regex", List.of("matches")),
            Map.entry("pattern", List.of("matches")),
            Map.entry("gt", List.of("above")),
            Map.entry("greaterthan", List.of("above")),
            Map.entry("gte", List.of("min")),
            Map.entry("lt", List.of("below")),
            Map.entry("lessthan", List.of("below")),
            Map.entry("lte", List.of("max")),
            Map.entry("minimum", List.of("min")),
            Map.entry("maximum", List.of("max")),
            Map.entry("length", List.of("size")),
            Map.entry("exists", List.of("present")),
            Map.entry("missing", List.of("absent")),
            Map.entry("includes", List.of("contains")),
            Map.entry("substring", List.of("contains")),
            Map.entry("like", List.of("glob")),
            Map.entry("wildcard", List.of("glob")),
            Map.entry("prefix", List.of("starts_with")),
            Map.entry("suffix", List.of("ends_with")),
            Map.entry("regexp", List.of("matches")),
            Map.entry("caseinsensitive", List.of("ignore_case")),
            Map.entry("type", List.of("kind")),
            Map.entry("count", List.of("size")),
            Map.entry("schema", List.of("conforms_to")),
            Map.entry("jsonschema", List.of("conforms_to")),
            Map.entry("all", List.of("every", "all_of")),
            Map.entry("each", List.of("every")),
            Map.entry("in", List.of("any_of")),
            Map.entry("enum", List.of("any_of")),
            Map.entry("oneof", List.of("any_of")),
            Map.entry("allof", List.of("all_of")),
            Map.entry("between", List.of("min")),
            Map.entry("usermessage", List.of("prompt")),
            Map.entry("userprompt", List.of("prompt")),
            Map.entry("question", List.of("prompt")),
            Map.entry("params", List.of("query")),
            Map.entry("queryparams", List.of("query")),
            Map.entry("queryparameters", List.of("query")),
            Map.entry("querystring", List.of("query")),
            Map.entry("input", List.of("prompt")),
            Map.entry("systemmessage", List.of("system")),
            Map.entry("systemprompt", List.of("system")),
            Map.entry("instructions", List.of("system")),
            Map.entry("developer", List.of("system")),
            Map.entry("url", List.of("path")),
            Map.entry("or", List.of("any_of")),
            Map.entry("and", List.of("all_of")));

    private static final List<Level> LEVELS = List.of(
            new Level("request", "request: {%s: …}", RequestReader::words),
            new Level("response", "response: {%s: …}", () -> wordsOf(ResponseDraft.KEYS)),
            new Level("interactions", "interactions: [{%s: …}]", () -> wordsOf(InteractionReader.KEYS)));

    private static final Pattern JSON_NUMBER = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?");

    private Elsewhere() {}

    /** The sentence that says that a word is not known among these, and what was most likely meant. */
    static String unknown(String what, String word, String where, Collection<String> known) {
        return written(word, known)
                .map(meant -> UnknownWord.meaning(what, word, where, meant))
                .orElseGet(() -> UnknownWord.sentence(what, word, where, known));
    }

    /** How what is meant is written here, where the word is one of a lower level or of another tool. */
    static Optional<String> written(String word, Collection<String> known) {
        return below(word, known)
                .map(level -> String.format(Locale.ROOT, level.form, word))
                .or(() -> named(word, known));
    }

    /** Which of the known words was most likely meant, be it that the word belongs below it. */
    static Optional<String> meant(String word, Collection<String> known) {
        return below(word, known)
                .map(Level::key)
                .or(() -> named(word, known))
                .or(() -> Suggestion.nearest(word, known));
    }

    /** What a value was most likely meant to be that no field of this shape can have, with a full stop ahead; or nothing. */
    static String meant(JsonNode value, FieldShape shape) {
        if (shape.allows(JsonKind.STRING) && value.isValueNode()) {
            return ". Did you mean the text \"" + value.asText() + "\"?";
        }
        if (RequestFields.isTool(shape.element()) && value.isTextual()) {
            return ". Did you mean [" + value.textValue() + "]?";
        }
        String text = value.asText();
        if (text.equals(Operator.ABSENT.word()) || text.equals(Operator.PRESENT.word())) {
            return ". Did you mean '{" + text + ": true}'?";
        }
        if (shape.allows(JsonKind.NUMBER)) {
            return JSON_NUMBER.matcher(text).matches()
                    ? ". Did you mean " + text + ", without quotes?"
                    : Bounds.meant(text)
                            .map(meant -> ". Did you mean " + meant + "?")
                            .orElse("");
        }
        if (shape.allows(JsonKind.BOOLEAN)) {
            return text.matches("true|false")
                    ? ". Did you mean " + text + ", without quotes?"
                    : Values.meantTruth(text);
        }
        if (shape.allows(JsonKind.OBJECT) && shape.memberNames().contains("type") && value.isTextual()) {
            return ". Did you mean '{type: " + OneLine.value(text) + "}'?";
        }
        return shape.element().memberNames().contains("role") ? ". Did you mean 'prompt'?" : "";
    }

    /** The known word that another tool calls so. */
    static Optional<String> named(String word, Collection<String> known) {
        String plain = word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        return NAMES.getOrDefault(plain, List.of()).stream()
                .filter(known::contains)
                .findFirst();
    }

    /** The key among the known ones below which just this word is a key. */
    private static Optional<Level> below(String word, Collection<String> known) {
        return LEVELS.stream()
                .filter(level -> known.contains(level.key) && level.words.get().contains(word))
                .findFirst();
    }

    private static List<String> wordsOf(List<? extends Key<?>> keys) {
        return keys.stream().map(Key::word).toList();
    }

    /**
     * A key with a map of known keys below it.
     *
     * @param key the key
     * @param form how a key below it is written
     * @param words the keys below it
     */
    private record Level(String key, String form, Supplier<List<String>> words) {}
}
