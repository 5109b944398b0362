package dev.cannery.internal.profile;

import dev.cannery.internal.profile.rule.NamedRule;
import dev.cannery.internal.profile.rule.ProfileRule;
import dev.cannery.internal.profile.rule.RefusalWords;
import dev.cannery.internal.profile.shape.Member;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceValue;
import dev.cannery.internal.source.UnknownWord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the rules that a profile's order names, with the models for which they hold and the words of their refusals. */
final class RuleReader {
    private final Overlay overlay;
    private final Map<String, SourceValue> models;
    private final Map<String, SourceValue> words;

    RuleReader(Fields root, Overlay overlay, List<SourceValue> order) {
        this.overlay = overlay;
        List<String> applied =
                order.stream().flatMap(item -> item.asText().stream()).toList();
        this.models = byRule("rule_models", root, applied);
        this.words = byRule("rule_words", root, applied);
    }

    /** Returns a map by rules, and reports rules that the profile does not apply. */
    private static Map<String, SourceValue> byRule(String key, Fields root, List<String> applied) {
        Map<String, SourceValue> byRule =
                root.find(key).map(value -> value.fields(key).all()).orElse(Map.of());
        byRule.forEach((label, value) -> {
            if (!applied.contains(label)) {
                value.problem(UnknownWord.sentence("rule of the order", label, applied));
            }
        });
        return byRule;
    }

    Optional<ProfileRule> rule(String word, SourceValue item, Map<String, Member> members) {
        if (members.containsKey(word) || overlay.removed("fields." + word)) {
            return Optional.empty();
        }
        Optional<ProfileRule> rule = NamedRule.named(word).map(this::inItsWords).map(this::forItsModels);
        if (rule.isEmpty()) {
            List<String> known = Stream.concat(members.keySet().stream(), NamedRule.names().stream())
                    .toList();
            item.problem(UnknownWord.sentence("field or rule", word, known));
        }
        return rule;
    }

    private NamedRule inItsWords(NamedRule rule) {
        SourceValue own = words.get(rule.name());
        return own == null ? rule : rule.inWords(RefusalWords.read(own));
    }

    /** Returns the rule, limited to the models that the profile gives it. */
    private NamedRule forItsModels(NamedRule rule) {
        Optional<Pattern> names = Optional.ofNullable(models.get(rule.name())).flatMap(SourceValue::pattern);
        return names.map(rule::forModels).orElse(rule);
    }
}
