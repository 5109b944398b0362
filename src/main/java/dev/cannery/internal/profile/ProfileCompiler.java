package dev.cannery.internal.profile;

import dev.cannery.internal.profile.answer.AnswerTables;
import dev.cannery.internal.profile.model.ModelCatalog;
import dev.cannery.internal.profile.rule.LateField;
import dev.cannery.internal.profile.rule.NamedRule;
import dev.cannery.internal.profile.rule.ProfileRule;
import dev.cannery.internal.profile.rule.Setting;
import dev.cannery.internal.profile.rule.StrictSubset;
import dev.cannery.internal.profile.shape.Member;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a profile from its data, once the data of what it extends lie under it. */
final class ProfileCompiler {
    private static final LocalDate LAST_MEASURED = LocalDate.of(2026, 11, 30);

    private final YamlValues values;
    private final Faults faults;
    private final YamlNode root;
    private final ShapeReader shapes;

    ProfileCompiler(YamlValues values, YamlNode root) {
        this.values = values;
        this.faults = values.faults();
        this.root = root;
        this.shapes = new ShapeReader(values, root.member("shapes"), values.flag(root, "nulls", false));
    }

    Profile compile() {
        // these two were followed by ProfileReader
        Stream.of("extends", "parts").forEach(root::member);
        String name = values.text(root, "profile", "");
        if (name.isEmpty()) {
            faults.add(root, "a profile must have a name, given as `profile`.");
        }
        ModelCatalog models = ModelsReader.read(values, root);
        YamlNode fields = root.member("fields");
        Map<String, Member> members = members(fields);
        String request = values.text(root, "request", "CreateChatCompletionRequest");
        Plan plan = plan(request, members, models);
        Profile.Twin twin = twin(members, models);
        ProviderStyle style = new StyleReader(values, root).read();
        KeyRefusals keys = KeyRefusals.read(values, root);
        AnswerTables answers = AnswerTablesReader.read(values, root);
        Profile.Description description = new Profile.Description(
                name,
                values.text(root, "about", ""),
                values.text(root, "paths", ""),
                ChatAddresses.read(values, root),
                values.texts(root, "departures"));
        Profile.Words words = new Profile.Words(style, keys, answers, OwnRefusals.read(values, root));
        root.reportUnasked(faults);
        return new Profile(description, plan, twin, words);
    }

    private Map<String, Member> members(@Nullable YamlNode fields) {
        Map<String, Member> members = new LinkedHashMap<>();
        if (fields != null) {
            fields.members().forEach((name, node) -> members.put(name, shapes.member(name, node)));
        }
        return members;
    }

    private Profile.@Nullable Twin twin(Map<String, Member> members, ModelCatalog models) {
        YamlNode twin = root.member("twin");
        if (twin == null) {
            return null;
        }
        Map<String, Member> changed = new LinkedHashMap<>(members);
        changed.putAll(members(twin.member("fields")));
        Plan plan = plan(values.text(twin, "request", ""), changed, models);
        String field = values.text(twin, "when", "");
        twin.reportUnasked(faults);
        return new Profile.Twin(field, plan);
    }

    private Plan plan(String request, Map<String, Member> members, ModelCatalog models) {
        List<ProfileRule> steps = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        YamlNode order = root.member("order");
        Map<String, LateField> late = late(order, members);
        if (order == null) {
            steps.add(NamedRule.REQUIRED_FIELDS);
        } else {
            for (YamlNode item : Objects.requireNonNullElse(order.items(), List.<YamlNode>of())) {
                String word = values.text(item);
                if (word != null && placed.add(word)) {
                    step(word, item, members, late).ifPresent(steps::add);
                }
            }
        }
        // a field that the order does not name is judged after those that it names
        members.values().stream()
                .filter(member -> member.judged() && !placed.contains(member.name()))
                .forEach(member -> steps.add(new FieldCheck(member, late.get(member.name()))));
        return new Plan(
                request, List.copyOf(members.values()), steps, setting(members, List.copyOf(late.values()), models));
    }

    /** The fields that are judged late, by name; none where the order lacks the rule that judges them. */
    private Map<String, LateField> late(@Nullable YamlNode order, Map<String, Member> members) {
        List<String> typeFirst = values.texts(root, "type_first");
        Map<String, LateField> late = new LinkedHashMap<>();
        for (String name : values.texts(root, "late")) {
            Member member = members.get(name);
            if (member != null) {
                late.put(name, new LateField(member, typeFirst.contains(name)));
            }
        }
        boolean isJudged = order != null
                && Objects.requireNonNullElse(order.items(), List.<YamlNode>of()).stream()
                        .anyMatch(item -> NamedRule.MODEL_LIMITS.label().equals(values.text(item)));
        return isJudged ? late : Map.of();
    }

    private Optional<ProfileRule> step(
            String word, YamlNode item, Map<String, Member> members, Map<String, LateField> late) {
        Member member = members.get(word);
        if (member != null) {
            return Optional.of(new FieldCheck(member, late.get(word)));
        }
        YamlNode fields = root.member("fields");
        if (fields != null && fields.lacks(word)) {
            return Optional.empty();
        }
        Optional<ProfileRule> rule = NamedRule.ofLabel(word).map(named -> named);
        if (rule.isEmpty()) {
            Set<String> known = Stream.concat(members.keySet().stream(), NamedRule.labels().stream())
                    .collect(Collectors.toSet());
            faults.addUnknown(item, "field or rule", word, known);
        }
        return rule;
    }

    private Setting setting(Map<String, Member> members, List<LateField> late, ModelCatalog models) {
        List<String> required = members.values().stream()
                .filter(Member::required)
                .map(Member::name)
                .toList();
        LocalDate day = values.date(root, "as_of");
        return new Setting(
                Set.copyOf(members.keySet()),
                required,
                late,
                models,
                day == null ? LAST_MEASURED : day,
                strict(),
                null);
    }

    private StrictSubset strict() {
        YamlNode node = root.member("strict");
        if (node == null) {
            return StrictSubset.OPEN;
        }
        StrictSubset subset = new StrictSubset(
                Set.copyOf(values.texts(node, "refused")),
                Set.copyOf(values.texts(node, "formats")),
                values.integer(node, "depth", Integer.MAX_VALUE));
        node.reportUnasked(faults);
        return subset;
    }
}
