package dev.cannery.internal.contract.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cannery.JsonKind;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.rule.ElementAt.End;
import dev.cannery.internal.contract.rule.Quantified.Quantity;
import dev.cannery.internal.contract.rule.TextMatch.Place;
import dev.cannery.internal.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for each kind of constraint: what passes, what fails, its words and its own example. */
class ConstraintTest {
    private static final Constraint HOT = new TextMatch(Place.ANYWHERE, "hot", false);
    private static final Constraint SMALL = NumberRange.parse("0..2");
    private static final JsonNode MISSING = MissingNode.getInstance();

    private record Row(Constraint constraint, String passes, String fails, FindingId as, String words, String example) {
        @Override
        public String toString() {
            return constraint.getClass().getSimpleName() + " " + words;
        }
    }

    private static Row row(Constraint constraint, String passes, String fails, FindingId as, String words, String own) {
        return new Row(constraint, passes, fails, as, words, own);
    }

    static List<Row> rows() {
        Map<String, Constraint> members = new LinkedHashMap<>();
        members.put("a", SMALL);
        members.put("b", HOT);
        return List.of(
                row(new Absent(), "missing", "null", FindingId.PRESENT, "no such field", "missing"),
                row(new Present(), "null", "missing", FindingId.MISSING, "any value", "missing"),
                row(
                        new AllOf(List.of(HOT, new Size(NumberRange.parse("..5")))),
                        "'hot!'",
                        "'very hot'",
                        FindingId.RANGE,
                        "text containing \"hot\" and a size of ..5",
                        "'hot'"),
                row(
                        new AnyOf(List.of(HOT, SMALL)),
                        "1",
                        "3",
                        FindingId.VALUE,
                        "any of text containing \"hot\" | 0..2",
                        "'hot'"),
                row(
                        ConformsTo.of(json("{'type': 'string'}")),
                        "'a'",
                        "1",
                        FindingId.VALUE,
                        "a value that conforms to the schema",
                        "missing"),
                row(
                        new ElementAt(End.LAST, HOT),
                        "[1, 'hot']",
                        "['hot', 'cold']",
                        FindingId.VALUE,
                        "a last element that is text containing \"hot\"",
                        "['hot']"),
                row(
                        new Elements(List.of(HOT, SMALL)),
                        "['hot', 2]",
                        "['hot']",
                        FindingId.RANGE,
                        "[text containing \"hot\", 0..2]",
                        "['hot', 0]"),
                row(new Exemplified(SMALL, json("1")), "2", "3", FindingId.RANGE, "0..2", "1"),
                row(
                        new Members(members),
                        "{'a': 1, 'b': 'hot', 'c': 3}",
                        "{'a': 5, 'b': 'hot'}",
                        FindingId.RANGE,
                        "{a: 0..2, b: text containing \"hot\"}",
                        "{'a': 0, 'b': 'hot'}"),
                row(new Glob("o?-*", false), "'o3-mini'", "'o3'", FindingId.VALUE, "o?-*", "'ox-'"),
                row(
                        new HasAll(List.of(new ToolNamed("f"), new ToolNamed("g"))),
                        "[{'type': 'function', 'function': {'name': 'g'}}, {'name': 'f'}]",
                        "[{'name': 'f'}]",
                        FindingId.VALUE,
                        "a list with the tool f and the tool g",
                        "[" + tool("f") + ", " + tool("g") + "]"),
                row(
                        new InOrder(List.of(HOT, SMALL)),
                        "['hot', 'cold', 1]",
                        "[1, 'hot']",
                        FindingId.VALUE,
                        "in order text containing \"hot\", then 0..2",
                        "['hot', 0]"),
                row(
                        new JsonText(new Members(Map.of("a", HOT))),
                        "'{\"a\": \"hot\"}'",
                        "'{\"a\": '",
                        FindingId.VALUE,
                        "JSON text of {a: text containing \"hot\"}",
                        "'{\"a\":\"hot\"}'"),
                row(
                        new KindIs(List.of(JsonKind.STRING, JsonKind.INTEGER)),
                        "1.0",
                        "1.5",
                        FindingId.TYPE,
                        "a string or an integer",
                        "missing"),
                row(new Literal(json("1")), "1.0", "'1'", FindingId.TYPE, "1", "1"),
                row(new Not(HOT), "null", "'hot'", FindingId.VALUE, "not text containing \"hot\"", "missing"),
                row(
                        new NumberRange(Json.treeOf(1).decimalValue(), null, true, false),
                        "1.1",
                        "1",
                        FindingId.RANGE,
                        "above 1",
                        "2"),
                row(
                        new OptionalValue(HOT),
                        "missing",
                        "'cold'",
                        FindingId.VALUE,
                        "nothing or text containing \"hot\"",
                        "missing"),
                row(
                        new Quantified(Quantity.SOME, HOT),
                        "['cold', 'hot']",
                        "['cold']",
                        FindingId.VALUE,
                        "some element that is text containing \"hot\"",
                        "['hot']"),
                row(
                        RegexMatch.of("h.t$", true),
                        "'so HOT'",
                        "'hotter'",
                        FindingId.VALUE,
                        "text matching /h.t$/ in any case",
                        "missing"),
                row(new Size(NumberRange.parse("1..2")), "'ab'", "''", FindingId.RANGE, "a size of 1..2", "missing"),
                row(
                        new TextMatch(Place.START, "Hi", true),
                        "'hi there'",
                        "'oh hi'",
                        FindingId.VALUE,
                        "text starting with \"Hi\" in any case",
                        "'Hi'"),
                row(new Tokens(NumberRange.parse("..1")), "'a'", "'a b'", FindingId.RANGE, "..1 tokens", "missing"),
                row(new ToolNamed("f"), "{'name': 'f'}", "{'name': 'g'}", FindingId.VALUE, "the tool f", tool("f")),
                row(
                        new ToolNames(Set.of("g", "f")),
                        "[{'name': 'g'}, {'name': 'f'}]",
                        "[{'name': 'f'}]",
                        FindingId.VALUE,
                        "exactly the tools f, g",
                        "[" + tool("f") + ", " + tool("g") + "]"));
    }

    private static String tool(String name) {
        return "{'type': 'function', 'function': {'name': '" + name
                + "', 'parameters': {'type': 'object', 'properties': {}}}}";
    }

    private static JsonNode json(String text) {
        try {
            // an escaped quote stands inside a text
            return text.equals("missing")
                    ? MISSING
                    : Json.parse(text.startsWith("'{") ? quoted(text) : text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static String quoted(String text) {
        return Json.compact(Json.treeOf(text.substring(1, text.length() - 1)));
    }

    private static List<Mismatch> mismatches(Constraint constraint, JsonNode value) {
        Findings findings = Findings.collecting(text -> text.asText().split(" ").length);
        constraint.check(value, Findings.NOWHERE, findings);
        return findings.mismatches();
    }

    @Test
    void everyKindHasARow() {
        List<String> shown =
                rows().stream().map(row -> row.constraint.getClass().getName()).toList();

        assertThat(Constraint.class.getPermittedSubclasses())
                .extracting(Class::getName)
                .allSatisfy(name -> assertThat(shown).contains(name));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void passesWhatItShould(Row row) {
        assertThat(mismatches(row.constraint, json(row.passes))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void failsWhatItShould(Row row) {
        assertThat(mismatches(row.constraint, json(row.fails)))
                .singleElement()
                .extracting(Mismatch::id)
                .isEqualTo(row.as);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void judgesWithoutWordsAsItDoesWithThem(Row row) {
        for (JsonNode value : List.of(json(row.passes), json(row.fails), MISSING, json("null"), json("[]"))) {
            Findings testing = Findings.testing(text -> text.asText().split(" ").length);
            row.constraint.check(value, Findings.NOWHERE, testing);

            assertThat(testing.isEmpty())
                    .isEqualTo(mismatches(row.constraint, value).isEmpty());
            assertThat(testing.mismatches()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void describesItself(Row row) {
        assertThat(row.constraint.describe()).isEqualTo(row.words);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void exampleIsItsOwnAndPasses(Row row) {
        JsonNode example = row.constraint.example();

        assertThat(example).isEqualTo(json(row.example));
        if (!example.isMissingNode() && !(row.constraint instanceof Members)) {
            assertThat(mismatches(row.constraint, example)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void equalsOneThatIsMadeAlike(Row row) {
        Constraint again = rows().stream()
                .filter(other -> other.words.equals(row.words) && other.as == row.as)
                .findFirst()
                .orElseThrow()
                .constraint;

        if (!(row.constraint instanceof RegexMatch)) {
            assertThat(again).isEqualTo(row.constraint).hasSameHashCodeAs(row.constraint);
        }
    }
}
