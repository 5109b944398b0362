package dev.cannery.internal.contract.format;

import dev.cannery.GoldenFile;
import dev.cannery.internal.contract.ContractFixtures;
import dev.cannery.internal.wire.Json;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The reference page is made from the table of the format, and the committed page must be what the table gives. */
class ContractReferenceTest {
    private static final Path PAGE = Path.of("src/docs/contract-reference.md");

    private final StringBuilder page = new StringBuilder("""
            # Contract reference

            Every key and operator of contract files, with its form, its default and what it means. [Contracts](contracts.md) explains how they work
            together. A file is YAML or JSON; `---` separates several contracts. An unknown key is an error.

            Durations are written `400ms`, `1.5s` or `2m`, at most a day. Where several forms are possible, such as a text instead of a map, the meaning says so.
            """);

    @Test
    void theCommittedReferenceIsTheOneThatTheTableGives() {
        Set<MapForm<?>> maps = new LinkedHashSet<>();
        collect(ContractForm.FORM, maps);
        for (MapForm<?> map : maps) {
            section(map);
            if (map == TurnForm.FORM) {
                request();
                operators();
            }
        }

        example();

        GoldenFile.at(PAGE).assertHolds(page.toString());
    }

    private static void collect(MapForm<?> map, Set<MapForm<?>> maps) {
        if (maps.add(map)) {
            map.keys().forEach(key -> key.form().maps().forEach(inner -> collect(inner, maps)));
        }
    }

    private void section(MapForm<?> map) {
        heading(map.name(), "| key | form | default | meaning |\n|---|---|---|---|");
        for (Key<?> key : map.keys()) {
            row("`" + key.word() + "`", form(key.form()), key.isRequired() ? "required" : otherwise(key), key.doc());
        }
    }

    private static <V> String otherwise(Key<V> key) {
        @Nullable V value = key.otherwise();
        if (value == null || List.of("", List.of(), Map.of()).contains(value) || key.form() instanceof MapForm<?>) {
            return "";
        }
        return value instanceof String text
                ? "`" + text + "`"
                : "`" + Json.compact(key.form().write(value)).replace("\"", "") + "`";
    }

    private static String form(Form<?> form) {
        List<MapForm<?>> maps = form.maps();
        if (form == RequestForm.FORM) {
            return "[request rules](#request-rules)";
        }
        if (form instanceof RuleForm) {
            return "[rule](#operators)";
        }
        return maps.isEmpty()
                ? form.name()
                : "[" + form.name() + "](#" + anchor(maps.get(0).name()) + ")";
    }

    private void request() {
        heading("request rules", """
                The keys are the API's own field names (`model`, `messages`, `temperature`, `tools`, `response_format`, …), with nesting as in the JSON,
                and these. A rule is a scalar (equal), a list (element by element), a map of fields, or a map of [operators](#operators). On number fields
                `0..0.3`, `..500` and `1..` are ranges; on `model` a `*` makes a glob; in `tools` a text is a function's name and a list of texts the exact set.

                | key | form | meaning |
                |---|---|---|""");
        for (RequestForm.Part part : RequestForm.PARTS) {
            row("`" + part.word() + "`", part.isMap() ? "map of rules" : "rule on a text", part.doc());
        }
    }

    private void operators() {
        heading("operators", "| operator | holds if the value … |\n|---|---|");
        for (Operator<?, ?> operator : Operator.ALL) {
            row("`" + operator.word() + "`", operator.doc());
        }
        RangeForm.FORM.keys().forEach(key -> row("`" + key.word() + "`", key.doc()));
        page.append("\nKeys next to operators:\n\n| key | meaning |\n|---|---|\n");
        List.of(OperatorsForm.IGNORE_CASE, OperatorsForm.EXAMPLE)
                .forEach(key -> row("`" + key.word() + "`", key.doc()));
    }

    private void example() {
        String everything = ContractFixtures.written(
                ContractReader.read(Path.of("src", "test", "resources", "contracts", "good", "everything.yaml")));
        heading("example", "Nearly every key and operator, in a contract that does nothing useful:");
        page.append("\n<!-- snippet: src/test/resources/golden/contracts/everything.yaml -->\n```yaml\n")
                .append(everything)
                .append("```\n");
    }

    private void heading(String name, String table) {
        page.append("\n## ")
                .append(name.substring(0, 1).toUpperCase(Locale.ROOT))
                .append(name.substring(1))
                .append("\n\n")
                .append(table)
                .append('\n');
    }

    private void row(String... cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String anchor(String name) {
        return name.replace(' ', '-');
    }
}
