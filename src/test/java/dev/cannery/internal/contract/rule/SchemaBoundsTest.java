package dev.cannery.internal.contract.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A schema comes from whoever sends a request, so what it may cost is bounded. */
class SchemaBoundsTest {
    private static final String TOO_MANY = "takes more than 20000 steps to evaluate";

    @ParameterizedTest
    @ValueSource(strings = {"anyOf", "oneOf", "allOf"})
    void aChainOfChoicesThatDoublesAtEachLinkIsRefused(String keyword) {
        JsonNode schema = chain(40, keyword);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConformsTo.of(schema))
                .withMessage("the schema " + TOO_MANY);
        assertThat(mismatches(ConformsTo.ofRequest(schema), IntNode.valueOf(7)))
                .containsExactly("value: expected a value that conforms to the schema (not checked: the schema "
                        + TOO_MANY + "), was 7");
    }

    @Test
    void definitionsThatAllReferToEachOtherAreRefused() {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode definitions = schema.putObject("$defs");
        for (int i = 0; i < 12; i++) {
            ArrayNode choices = definitions
                    .putObject("d" + i)
                    .putObject("properties")
                    .putObject("x")
                    .putArray("anyOf");
            for (int j = 0; j < 12; j++) {
                choices.addObject().put("$ref", "#/$defs/d" + j);
            }
        }
        schema.putObject("properties").putObject("x").put("$ref", "#/$defs/d0");
        ConformsTo constraint = ConformsTo.of(schema);

        assertThat(mismatches(constraint, json("{'x': {'x': {'x': {'x': {'x': {'x': 1}}}}}}")))
                .isEmpty();
        JsonNode deep = json("{'x': ".repeat(12) + "1" + "}".repeat(12));
        ConformsTo choosy = ConformsTo.of(json(schema.toString().replace("anyOf", "oneOf")));
        assertThat(mismatches(choosy, deep)).singleElement().asString().contains("steps to evaluate");
    }

    @Test
    void aLongListIsJudgedToItsEnd() {
        ConformsTo constraint = ConformsTo.of(json("{'items': {'$ref': '#/$defs/n'}, '$defs': {'n': {'type': 'object',"
                + " 'properties': {'a': {'type': 'integer', 'minimum': 0}}, 'required': ['a']}}}"));
        ArrayNode list = Json.array();
        for (int i = 0; i < 5_000; i++) {
            list.addObject().put("a", i);
        }

        assertThat(mismatches(constraint, list)).isEmpty();
        list.addObject().put("a", -1);
        assertThat(mismatches(constraint, list)).hasSize(1);
    }

    @Test
    void patternsThatRepeatTooMuchTogetherAreRefused() {
        ObjectNode schema = Json.object();
        for (int i = 0; i < 50; i++) {
            schema.putObject("properties" + i);
            schema.withObject("/properties").putObject("p" + i).put("pattern", "(?:[a-z" + i + "]{50}){60}");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConformsTo.of(schema))
                .withMessage(
                        "the schema has patterns with too many repetitions: they would need more than 100000 steps");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://json-schema.org/draft/2020-12/schema",
                "http://json-schema.org/draft-07/schema#",
                "https://json-schema.org/draft/2019-09/schema"
            })
    void aLongTextIsNotSearchedForALargePattern(String draft) {
        ConformsTo constraint =
                ConformsTo.of(json("{'$schema': '" + draft + "', 'pattern': '^(?:[a-z]{1,100}[0-9]){100}$'}"));
        assertThat(mismatches(constraint, TextNode.valueOf("a1".repeat(100)))).isEmpty();
        assertThat(mismatches(constraint, TextNode.valueOf("a".repeat(100_000))))
                .singleElement()
                .asString()
                .contains("not checked: the schema takes more than 50000000 steps in its patterns");
    }

    @Test
    void patternsOfNamesCountToo() {
        ConformsTo constraint = ConformsTo.of(json("{'patternProperties': {'^(?:[a-z]{1,100}){50}x$': true}}"));
        ObjectNode value = Json.object();
        for (int i = 0; i < 200; i++) {
            value.put("n".repeat(100) + i, 1);
        }

        assertThat(mismatches(constraint, value)).singleElement().asString().contains("steps in its patterns");
    }

    @Test
    void whatIsNoSchemaIsNotTakenForOne() {
        assertThat(mismatches(
                        ConformsTo.of(json("{'enum': [{'$ref': 'x.json', 'pattern': '('}],"
                                + " 'properties': {'pattern': {'const': '('}}}")),
                        json("{'$ref': 'x.json', 'pattern': '('}")))
                .isEmpty();
    }

    @Test
    void aReferenceIsFoundByItsAnchorAndInItsEscapedForm() {
        String schema = "{'$ref': '%s', '$defs': {'a b/c': {'$anchor': 'here', 'type': 'string'}}}";
        for (String reference : List.of("#here", "#/$defs/a%20b~1c")) {
            ConformsTo constraint = ConformsTo.of(json(schema.formatted(reference)));
            assertThat(mismatches(constraint, TextNode.valueOf("x"))).isEmpty();
            assertThat(mismatches(constraint, IntNode.valueOf(1))).hasSize(1);
        }
    }

    private static JsonNode chain(int links, String keyword) {
        ObjectNode schema = Json.object();
        ObjectNode definitions = schema.putObject("$defs");
        definitions.putObject("a0").put("type", "string");
        for (int i = 1; i <= links; i++) {
            ArrayNode choices = definitions.putObject("a" + i).putArray(keyword);
            choices.addObject().put("$ref", "#/$defs/a" + (i - 1));
            choices.addObject().put("$ref", "#/$defs/a" + (i - 1));
        }
        return schema.put("$ref", "#/$defs/a" + links);
    }

    private static List<String> mismatches(ConformsTo constraint, JsonNode value) {
        Findings findings = Findings.collecting(null);
        constraint.check(value, FieldPath.of("value"), findings);
        return findings.mismatches().stream()
                .map(mismatch -> mismatch.sentence())
                .collect(Collectors.toList());
    }

    private static JsonNode json(String text) {
        try {
            return Json.parse(text.replace('\'', '"'));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
