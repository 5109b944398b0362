package dev.cannery.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private final Problems problems = new Problems();

    private enum Level {
        LOW,
        VERY_HIGH
    }

    private SourceValue value(String yaml) {
        return SourceValue.of(new SourceParser("a.yaml", problems).parse(yaml).get(0), problems);
    }

    private Fields fields(String yaml) {
        return value(yaml).fields("a target");
    }

    private List<String> reported() {
        return problems.sorted().stream().map(SourceProblem::sentence).toList();
    }

    @Test
    void givesEachKeyInTheFormThatIsAskedFor() {
        Fields fields = fields("{url: http://a, slow: true, most: 3, ratio: 0.5, states: [a, b], level: very_high}");

        assertThat(fields.text("url")).isEqualTo("http://a");
        assertThat(fields.flag("slow", false)).isTrue();
        assertThat(fields.wholeNumber("most", 0)).isEqualTo(3);
        assertThat(fields.number("ratio")).isEqualByComparingTo("0.5");
        assertThat(fields.names("states")).containsExactly("a", "b");
        assertThat(fields.placeOf("level").word("level", Level.class)).contains(Level.VERY_HIGH);
        fields.end();
        assertThat(reported()).isEmpty();
    }

    @Test
    void givesDefaultsForKeysThatAreNotThere() {
        Fields fields = fields("{}");

        assertThat(fields.text("url")).isNull();
        assertThat(fields.text("url", "b")).isEqualTo("b");
        assertThat(fields.flag("slow", true)).isTrue();
        assertThat(fields.wholeNumber("most", 7)).isEqualTo(7);
        assertThat(fields.number("ratio")).isNull();
        assertThat(fields.names("states")).isEmpty();
        assertThat(fields.items("states")).isEmpty();
        assertThat(fields.lacks("url")).isTrue();
        assertThat(reported()).isEmpty();
    }

    @Test
    void reportsValuesOfAnotherKindWithTheirPlaceAndPath() {
        Fields fields = fields("{url: 1, slow: yes, most: -1, ratio: x, states: a, level: lov}");

        fields.text("url");
        fields.flag("slow", false);
        fields.wholeNumber("most", 0);
        fields.number("ratio");
        fields.names("states");
        fields.placeOf("level").word("level", Level.class);

        assertThat(reported())
                .containsExactly(
                        "a.yaml:1:7 url: expected a text, was 1. Write it in quotes: \"1\"",
                        "a.yaml:1:16 slow: expected true or false, was the text 'yes'. Did you mean true?",
                        "a.yaml:1:27 most: expected a whole number of at least 0, was -1",
                        "a.yaml:1:38 ratio: expected a number, was the text 'x'",
                        "a.yaml:1:49 states: expected a list, was the text 'a'. Did you mean [a]?",
                        "a.yaml:1:59 level: unknown level 'lov'. Did you mean 'low'?");
    }

    @Test
    void reportsKeysThatWereNotAskedForWithTheNearestOne() {
        Fields fields = fields("{ulr: a, colour: red}");

        fields.text("url");
        fields.end();

        assertThat(reported())
                .containsExactly(
                        "a.yaml:1:2: unknown key 'ulr' in a target. Did you mean 'url'?",
                        "a.yaml:1:10: unknown key 'colour' in a target. Expected one of url");
    }

    @Test
    void knowsWordsOfOtherToolsThatMeanAKey() {
        Fields fields = value("{when: {}}")
                .fields(
                        "an interaction",
                        (word, known) -> word.equals("when")
                                ? Optional.of(new Fields.Meaning("request", "request: {…}"))
                                : Optional.empty());

        assertThat(fields.lacks("request")).isFalse();
        assertThat(fields.lacks("response")).isTrue();
        fields.end();

        assertThat(reported())
                .containsExactly("a.yaml:1:2: unknown key 'when' in an interaction. Did you mean 'request: {…}'?");
    }

    @Test
    void aKeyThatIsMisspeltIsNotMissing() {
        Fields fields = fields("{ulr: a}");

        assertThat(fields.lacks("url")).isFalse();
    }

    @Test
    void knowsEveryKeyOfAMapOfNames() {
        Fields fields = fields("{b: 1, a: 2}");

        Map<String, SourceValue> all = fields.all();
        fields.end();

        assertThat(all.keySet()).containsExactly("b", "a");
        assertThat(all)
                .hasEntrySatisfying("a", value -> assertThat(value.path()).isEqualTo("a"));
        assertThat(reported()).isEmpty();
    }

    @Test
    void whatIsNoMapHasNoFields() {
        Fields fields = fields("[1]");

        assertThat(fields.has("url")).isFalse();
        fields.end();

        assertThat(reported()).containsExactly("a.yaml:1:1: a target must be a map, was a list");
    }

    @Test
    void leadsToValuesInside() {
        SourceValue inside = fields("{a: {b: [x, {c: 1}]}}")
                .placeOf("a")
                .fields("a")
                .items("b")
                .get(1)
                .fields("")
                .placeOf("c");

        assertThat(inside.path()).isEqualTo("a.b[1].c");
        assertThat(inside.at()).hasToString("a.yaml:1:17");
    }

    @Test
    void refusedArgumentsAreAProblemOfTheValue() {
        Optional<String> made = value("x").attempt(() -> {
            throw new IllegalArgumentException("not this");
        });

        assertThat(made).isEmpty();
        assertThat(reported()).containsExactly("a.yaml:1:1: not this");
    }

    @Test
    void problemsBeyondTheLimitAreCounted() {
        SourceValue value = value("x");
        for (int line = 1; line <= 1_002; line++) {
            value.problem(new SourceLocation("a.yaml", line, 1), "wrong");
            value.problem(new SourceLocation("a.yaml", 1, 1), "wrong");
        }

        assertThat(problems.sorted()).hasSize(1_000);
        assertThat(problems.leftOut()).isEqualTo(2);
        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOf(SourceProblemsException.class)
                .hasMessageEndingWith("\nand 2 more problems");
    }
}
