package dev.cannery.internal.contract.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Findings;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Missing, null and the three empty values are five things, and each operator says which of them it accepts. */
class OperatorOutcomesTest {
    private static final List<JsonNode> VALUES =
            List.of(MissingNode.getInstance(), Json.object().nullNode(), Json.array(), Json.treeOf(""), Json.object());

    /** A rule, and for missing, null, [], "" and {} whether it accepts that. */
    private static final String TABLE = """
            is: null                     | - yes - - -
            is: []                       | - - yes - -
            is: ""                       | - - - yes -
            is: {}                       | - - - - yes
            contains: a                  | - - - - -
            starts_with: a               | - - - - -
            ends_with: a                 | - - - - -
            matches: ^$                  | - - - yes -
            matches: a*                  | - - - yes -
            glob: "*"                    | - - - yes -
            min: 0                       | - - - - -
            max: 0                       | - - - - -
            above: -1                    | - - - - -
            below: 1                     | - - - - -
            size: 0                      | - - yes yes yes
            size: 0..                    | - - yes yes yes
            size: 1..                    | - - - - -
            tokens: 0                    | - - yes yes -
            tokens: 1..                  | - - - - -
            kind: "null"                 | - yes - - -
            kind: array                  | - - yes - -
            kind: string                 | - - - yes -
            kind: object                 | - - - - yes
            kind: ["null", object]       | - yes - - yes
            any_of: [{absent: true}, ""] | yes - - yes -
            any_of: [null, {is: {}}]     | - yes - - yes
            all_of: [{size: 0}, {kind: [array, object]}] | - - yes - yes
            not: {size: 0}               | yes yes - - -
            not: {present: true}         | yes - - - -
            not: null                    | yes - yes yes yes
            optional: a                  | yes yes - - -
            optional: {size: 0}          | yes yes yes yes yes
            absent: true                 | yes - - - -
            present: true                | - yes yes yes yes
            first: {present: true}       | - - - - -
            last: {present: true}        | - - - - -
            first: {absent: true}        | - - - - -
            some: {present: true}        | - - - - -
            every: {absent: true}        | - - yes - -
            none: {present: true}        | - - yes - -
            in_order: [{present: true}]  | - - - - -
            has: [{present: true}]       | - - - - -
            json: {present: true}        | - - - - -
            json: {optional: a}          | - - - - -
            conforms_to: {}              | - yes yes yes yes
            conforms_to: {type: [array, "null"]} | - yes yes - -
            conforms_to: {minLength: 1, minItems: 1} | - yes - - yes
            example: 1                   | - yes yes yes yes
            a: {absent: true}            | - - - - yes
            a: {optional: 1}             | - - - - yes
            """;

    private record Row(String rule, List<Boolean> accepts) {
        @Override
        public String toString() {
            return rule;
        }
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String line : TABLE.lines().toList()) {
            int bar = line.lastIndexOf('|');
            rows.add(new Row(
                    line.substring(0, bar).strip(),
                    Stream.of(line.substring(bar + 1).strip().split(" "))
                            .map("yes"::equals)
                            .toList()));
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void acceptsJustThese(Row row) {
        Constraint constraint = constraint("{" + row.rule + "}");

        assertThat(VALUES).extracting(value -> accepts(constraint, value)).containsExactlyElementsOf(row.accepts);
    }

    @Test
    void aPlainValueIsTheLiteralOfItsKind() {
        Map<String, JsonNode> plain =
                Map.of("null", VALUES.get(1), "[]", VALUES.get(2), "\"\"", VALUES.get(3), "{is: {}}", VALUES.get(4));
        plain.forEach((rule, value) -> assertThat(VALUES.stream().filter(other -> accepts(constraint(rule), other)))
                .as(rule)
                .containsExactly(value));
    }

    @Test
    void everyOperatorHasARow() {
        assertThat(rows().stream()
                        .map(row -> row.rule.substring(0, row.rule.indexOf(':')))
                        .collect(Collectors.toSet()))
                .containsAll(OperatorsForm.words().stream()
                        .filter(word -> !word.equals("ignore_case"))
                        .toList());
    }

    private static Constraint constraint(String rule) {
        String file = "interactions: [{name: a, request: {jsonpath: {$.x: " + rule + "}}, response: ok}]";
        return ContractReader.parse("test.yaml", file)
                .get(0)
                .interactions()
                .get(0)
                .turns()
                .get(0)
                .request()
                .rules()
                .get(0)
                .constraint();
    }

    private static boolean accepts(Constraint constraint, JsonNode value) {
        // a character, or an element, is a token
        Findings findings =
                Findings.testing(text -> text.isTextual() ? text.textValue().length() : text.size());
        constraint.check(value, FieldPath.of("x"), findings);
        return findings.isEmpty();
    }
}
