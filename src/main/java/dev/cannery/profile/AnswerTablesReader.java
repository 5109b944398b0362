package dev.cannery.profile;

import dev.cannery.chat.JsonKind;
import dev.cannery.profile.answer.AnswerField;
import dev.cannery.profile.answer.AnswerTable;
import dev.cannery.profile.answer.AnswerTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
                reader.table(answers.member("error")));
        answers.reportUnasked(values.faults());
        return tables;
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
