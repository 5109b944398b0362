package dev.cannery.profile;

import dev.cannery.chat.FindingId;
import dev.cannery.chat.JsonKind;
import dev.cannery.profile.answer.AnswerField;
import dev.cannery.profile.answer.AnswerTable;
import dev.cannery.profile.answer.AnswerTables;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code answer_schema}: the tables of what a provider's answers look like. */
final class AnswerTablesReader {
    private static final List<String> DEPARTURES = Stream.concat(
                    Stream.of("missing", "value", "changing"), JsonKind.words().stream())
            .toList();

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
                reader.borne(answers));
        answers.reportUnasked(values.faults());
        return tables;
    }

    /** What holds of answers and streams may be broken by a provider as a whole, but not what carries them. */
    private Set<FindingId> borne(YamlNode answers) {
        Map<String, FindingId> known = Stream.of(FindingId.values())
                .filter(id -> id.code().matches("C[34]\\d\\d"))
                .collect(Collectors.toMap(FindingId::code, Function.identity(), (first, other) -> first, TreeMap::new));
        Set<FindingId> borne = EnumSet.noneOf(FindingId.class);
        for (String code : values.texts(answers, "bears")) {
            FindingId id = known.get(code);
            if (id == null) {
                values.faults().addUnknown(answers, "finding", code, List.copyOf(known.keySet()));
            } else {
                borne.add(id);
            }
        }
        return borne;
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
        tolerated.stream()
                .filter(word -> !DEPARTURES.contains(word))
                .forEach(word -> values.faults().addUnknown(node, "departure", word, DEPARTURES));
        AnswerField field = new AnswerField(
                List.of(path.replace("[]", ".[]").split("\\.")),
                kind,
                Set.copyOf(values.texts(node, "values")),
                values.flag(node, "required", false),
                values.flag(node, "nullable", false),
                values.text(node, "unless", ""),
                Set.copyOf(tolerated));
        node.reportUnasked(values.faults());
        return field;
    }
}
