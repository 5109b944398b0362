package dev.cannery.internal.contract.reader;

import dev.cannery.internal.chat.FieldShape;
import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.profile.RequestFields;
import dev.cannery.internal.source.OneLine;
import dev.cannery.internal.source.SourceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the rules of {@code request}: fields by their names in the API, and the shortcuts. */
final class RequestReader {
    private static final FieldShape TEXT = RequestFields.shapeOf("user");

    /** The names that are not fields of the API and hold one rule. */
    static final Map<String, RequestPart> SHORTCUTS = Map.of(
            "prompt", new RequestPart.Prompt(),
            "system", new RequestPart.SystemText(),
            "path", new RequestPart.Path());

    /** The names that are not fields of the API and hold a rule for each of several names. */
    static final List<String> MAPS = List.of("tool_results", "headers", "query", "jsonpath");

    private static final Pattern PATH = Pattern.compile("(?:\\$\\.)?(\\w+)((?:\\.\\w+|\\[-?\\d+])+)");
    private static final int LONGEST_PATH = 80;

    private final RuleReader rules;

    RequestReader(RuleReader rules) {
        this.rules = rules;
    }

    /** Every name that may stand in {@code request}. */
    static List<String> words() {
        return Stream.of(
                        RequestFields.names().stream(),
                        SHORTCUTS.keySet().stream().sorted(),
                        MAPS.stream())
                .flatMap(words -> words)
                .toList();
    }

    List<FieldRule> read(SourceNode node, Scope scope) {
        if (!(node instanceof SourceNode.Mapping mapping)) {
            scope.complain(node, "request must be a map of rules, was " + node.phrase());
            return List.of();
        }
        List<FieldRule> read = new ArrayList<>();
        for (SourceNode.Entry entry : mapping.entries()) {
            read.addAll(entry(entry, scope));
        }
        return read;
    }

    private List<FieldRule> entry(SourceNode.Entry entry, Scope scope) {
        String name = entry.key();
        Scope inside = scope.member(name);
        if (MAPS.contains(name)) {
            return parts(name, entry.value(), inside);
        }
        RequestPart shortcut = SHORTCUTS.get(name);
        if (shortcut != null) {
            return text(shortcut, entry.value(), inside);
        }
        if (RequestFields.names().contains(name)) {
            return rule(new RequestPart.BodyField(name), entry.value(), RequestFields.shapeOf(name), inside);
        }
        scope.complain(entry.keyAt(), unknown(name));
        return List.of();
    }

    private static String unknown(String name) {
        String suggestion = Elsewhere.named(name, words())
                .or(() -> nested(name))
                .map(meant -> " Did you mean '" + meant + "'?")
                .orElseGet(() -> Suggestion.sentence(name, words()));
        return "unknown field '" + OneLine.value(name) + "'."
                + (suggestion.isEmpty()
                        ? " What is no field of CreateChatCompletionRequest is reached by 'jsonpath'"
                        : suggestion);
    }

    /** How a path such as {@code metadata.tenant} is written. */
    private static Optional<String> nested(String name) {
        Matcher path = PATH.matcher(name);
        if (name.length() > LONGEST_PATH || !path.matches() || !words().contains(path.group(1))) {
            return Optional.empty();
        }
        String rest = path.group(2);
        return Optional.of(
                rest.contains("[")
                        ? "jsonpath: {\"$." + name + "\": …}"
                        : path.group(1) + rest.replace(".", ": {") + ": …"
                                + "}".repeat((int)
                                        rest.chars().filter(c -> c == '.').count()));
    }

    private List<FieldRule> parts(String name, SourceNode node, Scope scope) {
        if (!(node instanceof SourceNode.Mapping mapping) || mapping.entries().isEmpty()) {
            scope.complain(node, name + " must be a map of rules, was " + node.phrase());
            return List.of();
        }
        List<FieldRule> read = new ArrayList<>();
        for (SourceNode.Entry entry : mapping.entries()) {
            Scope inside = scope.member(entry.key());
            part(name, entry, inside)
                    .ifPresent(part -> read.addAll(
                            name.equals("jsonpath")
                                    ? rule(part, entry.value(), FieldShape.ANY, inside)
                                    : text(part, entry.value(), inside)));
        }
        return read;
    }

    private static Optional<RequestPart> part(String name, SourceNode.Entry entry, Scope scope) {
        return scope.attempt(
                entry.value(),
                () -> Optional.of(
                        switch (name) {
                            case "tool_results" -> new RequestPart.ToolResult(entry.key());
                            case "headers" -> new RequestPart.Header(entry.key());
                            case "query" -> new RequestPart.QueryParameter(entry.key());
                            default -> RequestPart.JsonPathValue.of(entry.key());
                        }));
    }

    /** A rule on a part that is a text or missing, but never null. */
    private List<FieldRule> text(RequestPart part, SourceNode node, Scope scope) {
        if (node instanceof SourceNode.Scalar scalar && scalar.value().isNull()) {
            scope.complain(node, "null can never match, this is a string. Did you mean '{absent: true}'?");
            return List.of();
        }
        return rule(part, node, TEXT, scope);
    }

    private List<FieldRule> rule(RequestPart part, SourceNode node, FieldShape shape, Scope scope) {
        Optional<Constraint> constraint = rules.read(node, shape, scope);
        return constraint.map(found -> List.of(new FieldRule(part, found))).orElse(List.of());
    }
}
