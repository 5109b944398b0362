package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.profile.RequestFields;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules on a request: by API field, by shortcut, and by name in maps such as headers. */
public final class RequestForm extends Form<List<FieldRule>> {
    static final RequestForm FORM = new RequestForm();

    private static final Pattern NESTED = Pattern.compile("(?:\\$\\.)?(\\w+)((?:\\.\\w+|\\[-?\\d+])+)");
    private static final int LONGEST_PATH = 80;

    public static final Part PATH = Part.single(
            "path",
            RequestPart.Path.class,
            new RequestPart.Path(),
            "The path of the request. By default, any path of the provider.",
            "url");
    public static final Part PROMPT = Part.single(
            "prompt",
            RequestPart.Prompt.class,
            new RequestPart.Prompt(),
            "The text of the last user message.",
            "text",
            "content",
            "usermessage",
            "userprompt",
            "question",
            "input");
    public static final Part SYSTEM = Part.single(
            "system",
            RequestPart.SystemText.class,
            new RequestPart.SystemText(),
            "The text of the system and developer messages, joined by a newline.",
            "systemmessage",
            "systemprompt",
            "instructions",
            "developer");
    public static final Part TOOL_RESULTS = Part.map(
            "tool_results",
            RuleForm.PART,
            RequestPart.ToolResult.class,
            RequestPart.ToolResult::new,
            "By tool name: the text of the `tool` message that answers the call of that tool.");
    public static final Part HEADERS = Part.map(
            "headers",
            RuleForm.PART,
            RequestPart.Header.class,
            RequestPart.Header::new,
            "By case-insensitive name: the value of a header.");
    public static final Part QUERY = Part.map(
            "query",
            RuleForm.PART,
            RequestPart.QueryParameter.class,
            RequestPart.QueryParameter::new,
            "By name: the value of a query parameter.",
            "params",
            "queryparams",
            "queryparameters",
            "querystring");
    public static final Part JSONPATH = Part.map(
            "jsonpath",
            RuleForm.ANY,
            RequestPart.JsonPathValue.class,
            RequestPart.JsonPathValue::of,
            "By JSONPath: the value, or the list of all values if the path can match several.");

    /** Rules on parts that are not fields of the API, in the order of the reference. */
    static final List<Part> PARTS = List.of(PATH, PROMPT, SYSTEM, TOOL_RESULTS, HEADERS, QUERY, JSONPATH);

    /**
     * A key of a request that is not a field of the API.
     *
     * @param isMap whether its value is a map of names, each with its own rule
     * @param type the kind of part that it means
     * @param making creates the part of a name in the map
     */
    public record Part(
            String word,
            RuleForm form,
            boolean isMap,
            Class<? extends RequestPart> type,
            Function<String, RequestPart> making,
            String doc,
            List<String> synonyms) {
        private static Part single(
                String word, Class<? extends RequestPart> type, RequestPart part, String doc, String... synonyms) {
            return new Part(word, RuleForm.PART, false, type, name -> part, doc, List.of(synonyms));
        }

        private static Part map(
                String word,
                RuleForm form,
                Class<? extends RequestPart> type,
                Function<String, RequestPart> making,
                String doc,
                String... synonyms) {
            return new Part(word, form, true, type, making, doc, List.of(synonyms));
        }

        private boolean isOf(RequestPart part) {
            return type.isInstance(part)
                    || (part instanceof RequestPart.NextPrompt && type == RequestPart.Prompt.class);
        }

        /** Returns the name in the map for a part labelled {@code headers.x-a}; a JSONPath is returned unchanged. */
        private String nameOf(RequestPart part) {
            return part.label().startsWith(word + ".") ? part.label().substring(word.length() + 1) : part.label();
        }
    }

    private RequestForm() {
        super("request rules");
    }

    /** Returns every possible key of a request. */
    static List<String> words() {
        return Stream.concat(fields(), PARTS.stream().map(Part::word)).toList();
    }

    private static Stream<String> fields() {
        return RequestFields.ofBoth().stream();
    }

    /** Whether the key holds a map whose entries are rules. */
    static boolean isMap(String word) {
        return PARTS.stream().anyMatch(part -> part.isMap && part.word.equals(word));
    }

    @Override
    Optional<List<FieldRule>> read(SourceValue value, Context context) {
        if (!(value.node() instanceof SourceNode.Mapping mapping)) {
            value.problem("request must be a map of rules, was " + value.phrase());
            return Optional.empty();
        }
        List<FieldRule> rules = new ArrayList<>();
        for (SourceNode.Entry entry : mapping.entries()) {
            SourceValue inside = value.member(entry.key(), entry.value());
            Optional<Part> part = PARTS.stream()
                    .filter(known -> known.word.equals(entry.key()))
                    .findFirst();
            if (part.isPresent()) {
                rules.addAll(part(part.get(), inside, context));
            } else if (RequestFields.isKnown(entry.key())) {
                RuleForm.on(RequestFields.shapeOf(entry.key()))
                        .read(inside, context)
                        .ifPresent(rule -> rules.add(FieldRule.ofField(entry.key(), rule)));
            } else {
                value.problem(entry.keyAt(), unknown(entry.key()));
            }
        }
        return Optional.of(rules);
    }

    private static List<FieldRule> part(Part part, SourceValue value, Context context) {
        List<FieldRule> rules = new ArrayList<>();
        if (!part.isMap) {
            part.form
                    .read(value, context)
                    .ifPresent(rule -> rules.add(new FieldRule(part.making.apply(part.word), rule)));
        } else if (!(value.node() instanceof SourceNode.Mapping mapping)
                || mapping.entries().isEmpty()) {
            value.problem(part.word + " must be a map of rules, was " + value.phrase());
        } else {
            for (SourceNode.Entry entry : mapping.entries()) {
                SourceValue inside = value.member(entry.key(), entry.value());
                inside.attempt(() -> Optional.of(part.making.apply(entry.key())))
                        .flatMap(one -> part.form.read(inside, context).map(rule -> new FieldRule(one, rule)))
                        .ifPresent(rules::add);
            }
        }
        return rules;
    }

    private static String unknown(String name) {
        String suggestion = PARTS.stream()
                .filter(part -> part.synonyms.contains(Key.plain(name)))
                .map(Part::word)
                .findFirst()
                .or(() -> nested(name))
                .map(meant -> " Did you mean '" + meant + "'?")
                .orElseGet(() -> Suggestion.sentence(name, words()));
        return "unknown field '" + OneLine.value(name) + "'."
                + (suggestion.isEmpty()
                        ? " For fields outside CreateChatCompletionRequest, use 'jsonpath'"
                        : suggestion);
    }

    /** Returns how to write a path such as {@code metadata.tenant}. */
    private static Optional<String> nested(String name) {
        Matcher path = NESTED.matcher(name);
        if (name.length() > LONGEST_PATH || !path.matches() || !words().contains(path.group(1))) {
            return Optional.empty();
        }
        String rest = path.group(2);
        int depth = (int) rest.chars().filter(c -> c == '.').count();
        return Optional.of(
                rest.contains("[")
                        ? "jsonpath: {\"$." + name + "\": …}"
                        : path.group(1) + rest.replace(".", ": {") + ": …" + "}".repeat(depth));
    }

    @Override
    Optional<String> nesting(String word) {
        return words().contains(word) ? Optional.of("{" + word + ": …}") : Optional.empty();
    }

    @Override
    ObjectNode write(List<FieldRule> rules) {
        ObjectNode tree = Json.object();
        for (FieldRule rule : rules) {
            if (rule.part() instanceof RequestPart.BodyField field) {
                putOnce(
                        tree,
                        field.label(),
                        RuleForm.on(RequestFields.shapeOf(field.label())).write(rule.constraint()));
                continue;
            }
            Part part = PARTS.stream()
                    .filter(known -> known.isOf(rule.part()))
                    .findFirst()
                    .orElseThrow();
            JsonNode written = part.form.write(rule.constraint());
            if (part.isMap) {
                putOnce(Json.objectIn(tree, part.word), part.nameOf(rule.part()), written);
            } else {
                putOnce(tree, part.word, written);
            }
        }
        return tree;
    }

    private static void putOnce(ObjectNode tree, String key, JsonNode rule) {
        if (tree.has(key)) {
            throw new IllegalArgumentException(
                    "a request must have only one rule on " + key + ", had two. Join them with AllOf");
        }
        tree.set(key, rule);
    }

    @Override
    JsonNode schema(Schemas schemas) {
        ObjectNode schema = Schemas.type("object");
        ObjectNode properties = schema.putObject("properties");
        fields().forEach(name ->
                properties.set(name, RuleForm.on(RequestFields.shapeOf(name)).ref(schemas)));
        for (Part part : PARTS) {
            ObjectNode rule = part.form.ref(schemas);
            properties.set(
                    part.word,
                    part.isMap
                            ? Schemas.type("object").put("minProperties", 1).set("additionalProperties", rule)
                            : rule);
        }
        return schema.put("additionalProperties", false);
    }
}
