package dev.cannery.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedToolCall;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.rule.Absent;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Exemplified;
import dev.cannery.internal.contract.rule.Glob;
import dev.cannery.internal.contract.rule.Literal;
import dev.cannery.internal.contract.rule.Members;
import dev.cannery.internal.contract.rule.TextMatch;
import dev.cannery.internal.contract.rule.ToolNames;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.RequestFields;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Secrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Chooses the rules on a recorded request: the few fields that matter, so that a contract survives small changes. */
final class RequestRules {
    /** Fields that say who asks, or in which form, but not what is asked. */
    static final Set<String> INCIDENTAL = Set.of(
            "stream",
            "stream_options",
            "user",
            "metadata",
            "seed",
            "store",
            "prompt_cache_key",
            "prompt_cache_retention",
            "safety_identifier",
            "service_tier");

    /** The levels of narrowness of the rules: each level adds rules to those of the previous one. */
    enum Level {
        /** Excerpts of texts, and names. */
        USUAL,
        /** Whole texts. */
        TEXTS,
        /** All fields but the messages. */
        FIELDS,
        /** All fields. */
        ALL
    }

    private static final Pattern VERSION = Pattern.compile(
            "-(?:\\d{4}-\\d{2}-\\d{2}|\\d{8}|\\d{4}|latest|preview(?:-\\d{2}-\\d{2,4})?|exp(?:-\\d{2}-\\d{2,4})?)$");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_]\\w*");
    private static final int LONGEST_PROMPT = 300;
    private static final int LONGEST_EXCERPT = 120;
    private static final int LONGEST_EXAMPLE = 4_000;

    private final RecordingOptions options;
    private final Profile profile;

    RequestRules(RecordingOptions options, Profile profile) {
        this.options = options;
        this.profile = profile;
    }

    /**
     * Returns the rules on a request.
     *
     * @param isTurn whether it is a turn of a conversation with several turns, whose prompt is in the new messages
     */
    List<FieldRule> of(Answered answered, Level level, boolean isTurn) {
        ChatRequest request = answered.request();
        if (options.isExact()) {
            return exact(request, Set.of());
        }
        List<FieldRule> rules = new ArrayList<>();
        if (!isAtAddress(request)) {
            rules.add(new FieldRule(new RequestPart.Path(), new Literal(TextNode.valueOf(request.path()))));
        }
        field("model", request).ifPresent(model -> rules.add(FieldRule.ofField("model", family(model, request))));
        system(answered, level).ifPresent(rules::add);
        tools(request).ifPresent(rules::add);
        format(request).ifPresent(rules::add);
        for (String name : options.match()) {
            if (!RecordingOptions.USUAL_MATCH.contains(name) && request.body().has(name)) {
                rules.add(new FieldRule(field(name), new Literal(request.body().path(name))));
            }
        }
        prompt(answered, level, isTurn).ifPresent(rules::add);
        rules.addAll(results(answered, level));
        if (level.compareTo(Level.FIELDS) >= 0) {
            Set<String> done = new LinkedHashSet<>(INCIDENTAL);
            rules.forEach(rule -> done.add(rule.part().field()));
            if (level == Level.ALL) {
                done.remove("messages");
            } else {
                done.add("messages");
            }
            rules.addAll(exact(request, done));
        }
        return rules;
    }

    /** Whether the provider has the address of a request. */
    private boolean isAtAddress(ChatRequest request) {
        return profile.at(request.endpoint())
                .filter(one -> one.refusalOfAddress(request).isEmpty())
                .isPresent();
    }

    /** Returns a literal rule for each field that holds no placeholder, except these. */
    private static List<FieldRule> exact(ChatRequest request, Set<String> except) {
        return request.fieldsOnce().properties().stream()
                .filter(field -> !except.contains(field.getKey()))
                .filter(field -> !Json.compact(field.getValue()).contains(Secrets.REDACTED))
                .map(field -> new FieldRule(field(field.getKey()), new Literal(field.getValue())))
                .toList();
    }

    /** Returns a top-level field; one that only some providers have, such as {@code thinking}, has no name in contracts. */
    private static RequestPart field(String name) {
        if (RequestFields.isKnown(name)) {
            return new RequestPart.BodyField(name);
        }
        return RequestPart.JsonPathValue.of(
                IDENTIFIER.matcher(name).matches() ? "$." + name : "$['" + name.replace("'", "\\'") + "']");
    }

    private Optional<JsonNode> field(String name, ChatRequest request) {
        JsonNode value = request.body().path(name);
        return options.match().contains(name) && !value.isMissingNode() && !value.isNull()
                ? Optional.of(value)
                : Optional.empty();
    }

    /** Returns a pattern for all versions of a model, with an example if the provider does not know its name without a version. */
    private Constraint family(JsonNode model, ChatRequest request) {
        String name = model.asText();
        boolean isGlob = name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
        if (!model.isTextual() || isGlob || name.isEmpty()) {
            return new Literal(model);
        }
        String family = VERSION.matcher(name).replaceFirst("");
        Constraint glob = new Glob(family + "*", false);
        if (family.equals(name)) {
            return glob;
        }
        ObjectNode other = Json.object();
        other.setAll(request.body());
        other.put("model", family);
        return profile.refusalOf(ChatRequest.of(chatPath(request), Map.of(), other))
                        .isPresent()
                ? new Exemplified(glob, model)
                : glob;
    }

    /** Returns the path for the chat request that a request is or means. */
    private static String chatPath(ChatRequest request) {
        return request.endpoint() == ChatEndpoint.CHAT_COMPLETIONS
                ? request.path()
                : ChatEndpoint.CHAT_COMPLETIONS.path();
    }

    private Optional<FieldRule> system(Answered answered, Level level) {
        return options.match().contains(RecordingOptions.SYSTEM)
                ? rule(new RequestPart.SystemText(), answered, level, false)
                : Optional.empty();
    }

    private Optional<FieldRule> prompt(Answered answered, Level level, boolean isTurn) {
        return options.match().contains(RecordingOptions.PROMPT)
                ? rule(isTurn ? new RequestPart.NextPrompt() : new RequestPart.Prompt(), answered, level, true)
                : Optional.empty();
    }

    /** Returns a rule on a text: the text itself if it is short and the same in every run, otherwise an excerpt. */
    private static Optional<FieldRule> rule(RequestPart part, Answered answered, Level level, boolean isPrompt) {
        JsonNode value = part.select(answered.request());
        if (!value.isTextual()) {
            return Optional.empty();
        }
        String text = value.textValue();
        boolean isShort = text.length() <= (isPrompt ? LONGEST_PROMPT : LONGEST_EXCERPT);
        boolean isWhole =
                level == Level.USUAL ? isShort && StableText.isStable(text) : !text.contains(Secrets.REDACTED);
        if (isWhole) {
            return Optional.of(new FieldRule(part, new Literal(value)));
        }
        String sent = part.select(answered.sent()).asText("");
        return StableText.excerpt(sent, text, LONGEST_EXCERPT).map(excerpt -> {
            Constraint contains = new TextMatch(TextMatch.Place.ANYWHERE, excerpt, false);
            boolean isExample = isPrompt && text.length() <= LONGEST_EXAMPLE;
            return new FieldRule(part, isExample ? new Exemplified(contains, value) : contains);
        });
    }

    private Optional<FieldRule> tools(ChatRequest request) {
        return field("tools", request).filter(JsonNode::isArray).flatMap(tools -> {
            Set<String> names = new LinkedHashSet<>();
            tools.forEach(tool -> names.add(ToolNames.nameOf(tool)));
            boolean areNames = names.size() == tools.size() && !names.contains("") && !names.isEmpty();
            return areNames ? Optional.of(FieldRule.ofField("tools", new ToolNames(names))) : Optional.empty();
        });
    }

    private Optional<FieldRule> format(ChatRequest request) {
        return field("response_format", request)
                .filter(format -> format.path("type").isTextual())
                .map(format -> {
                    Map<String, Constraint> members = new LinkedHashMap<>();
                    members.put("type", new Literal(format.path("type")));
                    JsonNode name = format.path("json_schema").path("name");
                    if (name.isTextual()) {
                        members.put("json_schema", new Members(Map.of("name", new Literal(name))));
                    }
                    // a request that is built to verify the contract needs the schema
                    Constraint rule = new Members(members);
                    return FieldRule.ofField(
                            "response_format", format.size() == 1 ? rule : new Exemplified(rule, format));
                });
    }

    /** Returns rules on the results of the calls since the last answer. */
    private List<FieldRule> results(Answered answered, Level level) {
        List<FieldRule> rules = new ArrayList<>();
        if (options.match().contains(RecordingOptions.TOOL_RESULTS)) {
            for (String tool : Conversations.calledBeforeLast(answered.request())) {
                rule(new RequestPart.ToolResult(tool), answered, level, true).ifPresent(rules::add);
            }
        }
        return rules;
    }

    /**
     * Returns rules by which a request is not matched once its answer's calls have results. Otherwise an agent would get the
     * same calls again and again.
     */
    List<FieldRule> beforeResults(CallTree.Turn turn) {
        Set<String> answered = Conversations.calledBeforeLast(turn.node().request());
        Set<String> called = new LinkedHashSet<>();
        for (Answered answer : turn.answers()) {
            CannedCompletion completion = answer.completion();
            if (completion != null) {
                completion.choices().forEach(choice -> choice.toolCalls().forEach(call -> called.add(call.name())));
                CannedToolCall legacyCall =
                        completion.choices().get(0).message().functionCall();
                if (legacyCall != null) {
                    called.add(legacyCall.name());
                }
            }
        }
        called.removeAll(answered);
        return options.isExact()
                ? List.of()
                : called.stream()
                        .map(tool -> new FieldRule(new RequestPart.ToolResult(tool), new Absent()))
                        .toList();
    }
}
