package dev.cannery.internal.profile;

import dev.cannery.JsonKind;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.profile.answer.AnswerField;
import dev.cannery.internal.profile.answer.AnswerTable;
import dev.cannery.internal.profile.answer.AnswerTables;
import dev.cannery.internal.profile.answer.KnownFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code answer_schema}: the tables of what a provider's answers look like. */
final class AnswerTablesReader {
    private static final List<String> DEPARTURES = Stream.concat(
                    Stream.of("missing", "value", "empty", "changing"), JsonKind.words().stream())
            .toList();

    /** What an answer, a stream or an error says may be known of a provider, but not what carries it or what a contract asks. */
    private static final Map<String, FindingId> KNOWN = Stream.of(FindingId.values())
            .filter(id -> id.code().matches("C[2345]\\d\\d|C01[0789]"))
            .collect(Collectors.toMap(FindingId::code, Function.identity(), (first, other) -> first, TreeMap::new));

    private final YamlValues values;

    private AnswerTablesReader(YamlValues values) {
        this.values = values;
    }

    static AnswerTables read(YamlValues values, YamlNode profile) {
        YamlNode answers = profile.member("answer_schema");
        if (answers == null) {
            return AnswerTables.FREE;
        }
        AnswerTablesReader reader = new AnswerTablesReader(values);
        AnswerTables tables = new AnswerTables(
                reader.table(answers.member("completion")),
                reader.table(answers.member("chunk")),
                reader.table(answers.member("error")),
                reader.findings(answers, "bears"),
                reader.findings(answers, "accepts"));
        answers.reportUnasked(values.faults());
        return tables;
    }

    /** A list of findings, each its id alone or a mapping that narrows it. */
    private List<KnownFinding> findings(YamlNode answers, String name) {
        YamlNode list = answers.member(name);
        List<YamlNode> items = list == null ? null : list.items();
        List<KnownFinding> findings = new ArrayList<>();
        for (YamlNode item : Objects.requireNonNullElse(items, List.<YamlNode>of())) {
            String code = item.isMap() ? values.text(item, "finding") : values.text(item);
            FindingId id = code == null ? null : KNOWN.get(code);
            if (id == null) {
                values.faults().addUnknown(item, "finding", String.valueOf(code), List.copyOf(KNOWN.keySet()));
            } else {
                findings.add(finding(id, item));
            }
        }
        return findings;
    }

    private KnownFinding finding(FindingId id, YamlNode item) {
        if (!item.isMap()) {
            return new KnownFinding(id, "", Set.of(), Set.of(), "", Map.of());
        }
        Map<String, String> signs = new TreeMap<>();
        YamlNode sign = item.member("sign");
        if (sign != null) {
            sign.members().keySet().forEach(member -> signs.put(member, values.text(sign, member, "")));
        }
        KnownFinding finding = new KnownFinding(
                id,
                values.text(item, "at", ""),
                Set.copyOf(values.texts(item, "kinds")),
                Set.copyOf(values.texts(item, "texts")),
                values.text(item, "asked", ""),
                signs);
        finding.kinds().stream()
                .filter(word -> !DEPARTURES.contains(word))
                .forEach(word -> values.faults().addUnknown(item, "kind", word, DEPARTURES));
        item.reportUnasked(values.faults());
        return finding;
    }

    private AnswerTable table(@Nullable YamlNode table) {
        List<AnswerField> fields = new ArrayList<>();
        if (table != null) {
            table.members().forEach((path, node) -> fields.add(field(path, node)));
        }
        return new AnswerTable(fields);
    }

    private AnswerField field(String path, YamlNode node) {
        String type = values.text(node, "type", "");
        JsonKind kind = JsonKind.ofWord(type).orElse(JsonKind.OBJECT);
        if (JsonKind.ofWord(type).isEmpty()) {
            values.faults().addUnknown(node, "type", type, JsonKind.words());
        }
        List<String> tolerated = values.texts(node, "tolerates");
        List<String> accepted = values.texts(node, "accepts");
        Stream.concat(tolerated.stream(), accepted.stream())
                .filter(word -> !DEPARTURES.contains(word))
                .forEach(word -> values.faults().addUnknown(node, "departure", word, DEPARTURES));
        AnswerField field = new AnswerField(
                List.of(path.replace("[]", ".[]").split("\\.")),
                kind,
                Set.copyOf(values.texts(node, "values")),
                values.flag(node, "required", false),
                values.flag(node, "nullable", false),
                values.flag(node, "filled", false),
                values.text(node, "unless", ""),
                Set.copyOf(values.texts(node, "misplaced")),
                Set.copyOf(tolerated),
                Set.copyOf(accepted));
        node.reportUnasked(values.faults());
        return field;
    }
}
