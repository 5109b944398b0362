package dev.cannery.internal.profile;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.profile.answer.AnswerTables;
import dev.cannery.internal.profile.model.ModelCatalog;
import dev.cannery.internal.profile.model.ModelList;
import dev.cannery.internal.profile.rule.FieldCheck;
import dev.cannery.internal.profile.rule.FieldRefusal;
import dev.cannery.internal.profile.rule.KnownFields;
import dev.cannery.internal.profile.rule.NamedRule;
import dev.cannery.internal.profile.rule.ProfileRule;
import dev.cannery.internal.profile.rule.Setting;
import dev.cannery.internal.profile.rule.StrictSubset;
import dev.cannery.internal.profile.shape.Member;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.source.UnknownWord;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds a profile from its data, after it was merged with the profile that it extends. */
final class ProfileCompiler {
    private static final LocalDate LAST_MEASURED = LocalDate.of(2026, 11, 30);

    private final Fields root;
    private final Overlay overlay;
    private final ShapeReader shapes;
    private final ChatEndpoint endpoint;
    private List<FieldRefusal> refused = List.of();

    ProfileCompiler(Fields root, Overlay overlay) {
        this.root = root;
        this.overlay = overlay;
        this.endpoint = root.find("endpoint")
                .flatMap(value -> value.word("endpoint", ChatEndpoint.class))
                .orElse(ChatEndpoint.CHAT_COMPLETIONS);
        this.shapes = new ShapeReader(root.find("shapes"), root.flag("nulls", false));
    }

    Profile compile() {
        // ProfileReader has already resolved these two
        Stream.of("extends", "parts").forEach(root::has);
        String name = root.find("profile").flatMap(SourceValue::line).orElse("");
        if (root.lacks("profile")) {
            root.map().problem("a profile must have a name, given as 'profile'");
        }
        ModelCatalog models = ModelsReader.read(root);
        Map<String, Member> members = members(root);
        LocalDate day = root.find("as_of").flatMap(SourceValue::date).orElse(LAST_MEASURED);
        ProviderStyle style = ProviderStyle.read(root, overlay, day);
        refused = RefusalReader.read(root, style.errors());
        Plan plan = plan(root.text("request", "CreateChatCompletionRequest"), members, models);
        Profile.StreamVariant streamVariant = streamVariant(members, models);
        Profile.Description description = new Profile.Description(
                name,
                endpoint,
                root.find("about").flatMap(SourceValue::line).orElse(""),
                root.text("paths", ""),
                ChatAddresses.read(root, endpoint),
                root.names("deviations"),
                root.items("differences").stream()
                        .map(ProfileCompiler::difference)
                        .toList(),
                SignReader.read(root),
                root.flag("errors_of_provider", false),
                root.find("model_list").map(ModelList::read).orElse(ModelList.USUAL));
        Profile.Words words = new Profile.Words(
                style,
                ProviderRefusals.read(root),
                root.find("answer_schema").map(AnswerTables::read).orElse(AnswerTables.FREE));
        SourceValue responses = root.find("responses").orElse(null);
        root.end();
        Profile profile = new Profile(description, plan, streamVariant, words, null);
        return responses == null ? profile : profile.with(responses(responses, profile));
    }

    private static @Nullable LazyProfile responses(SourceValue value, Profile provider) {
        String name = value.isNull() ? "" : value.text().orElse("");
        if (BuiltInProfiles.RESPONSES.contains(name)) {
            return BuiltInProfiles.lazily(name).with(other -> other.as(provider));
        }
        if (!value.isNull()) {
            value.problem(UnknownWord.sentence("profile of the Responses API", name, BuiltInProfiles.RESPONSES));
        }
        return null;
    }

    private static Profile.Difference difference(SourceValue value) {
        Fields fields = value.fields("a difference");
        Profile.Difference difference = new Profile.Difference(fields.text("what", ""), fields.text("from", ""));
        if (value.isMap() && (fields.lacks("what") || fields.lacks("from"))) {
            value.problem("a difference must have 'what', a sentence, and 'from', the source of the fact");
        }
        fields.end();
        return difference;
    }

    private Map<String, Member> members(Fields fields) {
        Map<String, Member> members = new LinkedHashMap<>();
        fields.find("fields")
                .map(value -> value.fields("fields").all())
                .orElse(Map.of())
                .forEach((name, value) -> members.put(name, shapes.member(name, value)));
        return members;
    }

    private Profile.@Nullable StreamVariant streamVariant(Map<String, Member> members, ModelCatalog models) {
        Fields streamVariant = root.find("stream_variant")
                .map(value -> value.fields("a stream variant"))
                .orElse(null);
        if (streamVariant == null) {
            return null;
        }
        Map<String, Member> changed = new LinkedHashMap<>(members);
        changed.putAll(members(streamVariant));
        Plan plan = plan(streamVariant.text("request", ""), changed, models);
        String field = streamVariant.text("when", "");
        streamVariant.end();
        return new Profile.StreamVariant(field, plan);
    }

    private Plan plan(String request, Map<String, Member> members, ModelCatalog models) {
        List<SourceValue> order = root.items("order");
        RuleReader rules = new RuleReader(root, overlay, order);
        Map<String, FieldCheck> checks = checks(order, members);
        Map<String, ProfileRule> steps = new LinkedHashMap<>();
        if (!root.has("order")) {
            steps.put("", NamedRule.requiredFields());
        }
        for (SourceValue item : order) {
            String word = item.text().orElse("");
            ProfileRule check = checks.get(word);
            Optional<ProfileRule> step = check == null ? rules.rule(word, item, members) : Optional.of(check);
            step.ifPresent(rule -> steps.putIfAbsent(word, rule));
        }
        // a field that the order does not name is checked after those that it names
        checks.forEach(steps::putIfAbsent);
        refused.forEach(rule -> steps.put("refuses " + steps.size(), rule));
        List<FieldCheck> late = root.names("late").stream()
                .flatMap(name -> Stream.ofNullable(checks.get(name)))
                .filter(FieldCheck::isLate)
                .toList();
        return new Plan(
                request, List.copyOf(members.values()), List.copyOf(steps.values()), setting(members, late, models));
    }

    /** Returns the field checks by field name. No check is late if the order lacks the rule that runs late checks. */
    private Map<String, FieldCheck> checks(List<SourceValue> order, Map<String, Member> members) {
        List<String> late = root.names("late");
        List<String> typeFirst = root.names("type_first");
        String limits = NamedRule.lateChecks().name();
        boolean mayBeLate = order.stream()
                .anyMatch(item -> item.asText().filter(limits::equals).isPresent());
        boolean isChat = endpoint == ChatEndpoint.CHAT_COMPLETIONS;
        Map<String, FieldCheck> checks = new LinkedHashMap<>();
        members.forEach((name, member) -> {
            boolean isLate = mayBeLate && late.contains(name);
            if (member.checked()) {
                checks.put(name, new FieldCheck(member, isLate, isLate && typeFirst.contains(name), isChat));
            }
        });
        return checks;
    }

    /** Returns the names that fields have in another API, with the name here. */
    private Map<String, String> moved() {
        Map<String, String> moved = new LinkedHashMap<>();
        root.find("moved")
                .map(value -> value.fields("moved").all())
                .orElse(Map.of())
                .forEach((name, value) -> value.text().ifPresent(place -> moved.put(name, place)));
        return moved;
    }

    private Setting setting(Map<String, Member> members, List<FieldCheck> late, ModelCatalog models) {
        List<String> required = members.values().stream()
                .filter(Member::required)
                .map(Member::name)
                .toList();
        return new Setting(
                endpoint,
                new KnownFields(members.keySet(), required, root.names("required_unless"), moved()),
                late,
                models,
                root.find("as_of").flatMap(SourceValue::date).orElse(LAST_MEASURED),
                root.find("strict").map(StrictSubset::read).orElse(StrictSubset.OPEN),
                null);
    }
}
