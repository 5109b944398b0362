package dev.cannery.internal.contract.rule;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.contract.rule.Quantified.Quantity;
import dev.cannery.internal.contract.rule.TextMatch.Place;
import dev.cannery.internal.wire.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where constraints could be wrong, slow or caught out by a hostile value. */
class ConstraintEdgesTest {
    private static JsonNode json(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static boolean holds(Constraint constraint, JsonNode value) {
        return Findings.testing(null).wouldPass(constraint, value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 1.0 | true",
                "1 | 1e0 | true",
                "0.1 | 0.10 | true",
                "1 | '\"1\"' | false",
                "1 | true | false",
                "null | 0 | false",
                "'\"a\"' | '[{\"type\": \"text\", \"text\": \"a\"}]' | true",
                "'\"ab\"' | '[{\"text\": \"a\"}, {\"type\": \"image_url\"}, {\"text\": \"b\"}]' | true",
                "'[1, {\"a\": 2}]' | '[1.0, {\"a\": 2.0}]' | true",
                "'{\"a\": 1}' | '{\"a\": 1, \"b\": 2}' | false",
                "'\"é\"' | '\"e\u0301\"' | false",
                "100000000000000000000 | 1e20 | true",
            })
    void literalComparesNumbersByValueAndTypesByName(String wanted, String actual, boolean expected) {
        assertThat(holds(new Literal(json(wanted)), json(actual))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999", "-1e999999", "1e-999999", "1e999"})
    void numbersThatNoDoubleHoldsAreStillNumbers(String number) {
        boolean isGreat = number.startsWith("1e9");
        assertThat(holds(NumberRange.parse("1.."), json(number))).isEqualTo(isGreat);
        assertThat(holds(new Literal(json("1")), json(number))).isFalse();
        assertThat(Excerpt.of(json(number))).hasSizeLessThan(40);
    }

    @ParameterizedTest
    @CsvSource({"0..2, 2, true", "0..2, 2.0000001, false", "..-1, -1, true", "-1.5.., -1.5, true", "1e2.., 99, false"})
    void rangesHoldTheirBounds(String range, String number, boolean expected) {
        assertThat(NumberRange.isNotation(range)).isTrue();
        assertThat(holds(NumberRange.parse(range), json(number))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "1...2", "a..b", "1..2..3", "", "1. .2", "1..1e9999"})
    void textsThatOnlyLookLikeRangesAreNone(String text) {
        assertThat(NumberRange.isNotation(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "*, '', true",
        "**, abc, true",
        "a*c, abbc, true",
        "a*c, abcd, false",
        "?, a, true",
        "?, '', false",
        "?, \uD83D\uDE00, true",
        "a?c, a\uD83D\uDE00c, true",
        "gpt-4o, gpt-4o-mini, false",
        "*-mini, gpt-4o-mini, true",
        "[a], a, false",
    })
    void globsFitFromEndToEnd(String glob, String text, boolean expected) {
        assertThat(holds(new Glob(glob, false), TextNode.valueOf(text))).isEqualTo(expected);
    }

    @Test
    void caseIsIgnoredAlikeEverywhere() {
        for (String[] pair : new String[][] {{"ÄRGER", "ärger"}, {"ſ", "S"}, {"K", "k"}, {"Σ", "ς"}}) {
            JsonNode value = TextNode.valueOf(pair[1]);
            for (Place place : Place.values()) {
                assertThat(holds(new TextMatch(place, pair[0], true), value))
                        .as("%s in %s", (Object[]) pair)
                        .isTrue();
            }
            assertThat(holds(new Glob(pair[0], true), value)).isTrue();
        }
    }

    @Test
    void textLongerThanTheValueIsNotInIt() {
        for (Place place : Place.values()) {
            assertThat(holds(new TextMatch(place, "long", false), TextNode.valueOf("lo")))
                    .isFalse();
            assertThat(holds(new TextMatch(place, "long", true), TextNode.valueOf("")))
                    .isFalse();
        }
    }

    @Test
    void sizeCountsCharactersAsPeopleCountThem() {
        assertThat(holds(new Size(NumberRange.parse("1..1")), TextNode.valueOf("\uD83D\uDE00")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{} {}", "nope"})
    void textThatIsNotOneJsonValueIsNoJson(String text) {
        assertThat(holds(new JsonText(new Not(new Present())), TextNode.valueOf(text)))
                .isFalse();
        assertThat(holds(new JsonText(new OptionalValue(new Present())), TextNode.valueOf(text)))
                .isFalse();
    }

    @Test
    void hostileTextsAreMatchedInBoundedTime() {
        String text = "a".repeat(200_000);
        assertTimeoutPreemptively(ofSeconds(20), () -> {
            assertThat(holds(RegexMatch.of("(a+)+$", false), TextNode.valueOf(text + "!")))
                    .isFalse();
            assertThat(holds(new Glob("*a*a*a*a*b", false), TextNode.valueOf(text)))
                    .isFalse();
            assertThat(holds(new TextMatch(Place.ANYWHERE, "a".repeat(20) + "b", true), TextNode.valueOf(text)))
                    .isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"((a{1000}){1000}){1000}", "(((x{100}){100}){100}){100}", "(?:[a-z]{900}){900}"})
    void regexThatUnrollsBeyondMeasureIsRefused(String regex) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegexMatch.of(regex, false))
                .withMessageContaining("too many repetitions");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{12}", "\\d{4}-\\d{2}", "a{1000}", "[{9999999}]+", "\\{99999\\}"
            })
    void usualRepetitionsAreTaken(String regex) {
        assertThat(RegexMatch.of(regex, false).describe()).isEqualTo("text matching /" + regex + "/");
    }

    @Test
    void mismatchesOfAHugeListAreBounded() {
        Findings findings = Findings.collecting(null);
        JsonNode list = json("[" + "0,".repeat(9_999) + "0]");
        new Quantified(Quantity.EVERY, new Literal(json("1"))).check(list, FieldPath.of("stop"), findings);

        assertThat(findings.mismatches()).hasSize(100);
    }

    @Test
    void schemasReadNothingButThemselves() {
        for (String ref : List.of("https://example.com/a.json", "file:///etc/hosts", "other.json", "#/$defs/none")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ConformsTo.of(json("{\"$ref\": \"" + ref + "\"}")))
                    .withMessageStartingWith("a schema can refer only to its own parts");
        }
    }

    @Test
    void endlessSchemasAreRefused() {
        for (String schema :
                List.of("{\"$ref\": \"#\"}", "{\"allOf\": [{\"$ref\": \"#\"}]}", "{\"not\": {\"$ref\": \"#\"}}")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ConformsTo.of(json(schema)))
                    .withMessage("the schema refers to itself endlessly");
        }
    }

    @Test
    void recursiveSchemaJudgesADeepValue() {
        ConformsTo tree = ConformsTo.of(json("{\"type\": \"array\", \"items\": {\"$ref\": \"#\"}}"));
        assertThat(holds(tree, json("[".repeat(400) + "]".repeat(400)))).isTrue();
        assertThat(holds(tree, json("[".repeat(400) + "1" + "]".repeat(400)))).isFalse();
    }

    @Test
    void schemasPatternsTakeLinearTime() {
        ConformsTo schema = ConformsTo.of(json("{\"pattern\": \"(a+)+$\"}"));
        assertTimeoutPreemptively(
                ofSeconds(20),
                () -> assertThat(holds(schema, TextNode.valueOf("a".repeat(20_000) + "!")))
                        .isFalse());
    }

    @Test
    void noCountIsBelowZero() {
        for (String range : List.of("..-1", "0.2..0.8", "-5..-1")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Size(NumberRange.parse(range)));
            assertThatIllegalArgumentException().isThrownBy(() -> new Tokens(NumberRange.parse(range)));
        }
    }
}
