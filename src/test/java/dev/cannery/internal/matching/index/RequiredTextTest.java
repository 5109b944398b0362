package dev.cannery.internal.matching.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredTextTest {
    private static final int CASES = 20_000;
    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "k",
            "é",
            "\u212A",
            "1",
            ".",
            "\\.",
            "^",
            "$",
            "[ab]",
            "[^k]",
            "[]a]",
            "\\d",
            "\\b",
            "(ab)",
            "(a|b)",
            "(?:bk)",
            "(?i)",
            "(?i:k)",
            "(?P<n>ab)",
            "a{2}",
            "b{0,1}",
            "{",
            "}",
            "a{b}",
            "|",
            "*",
            "+",
            "?",
            "(",
            ")",
            "\\x61",
            "\\Qa|b\\E",
            "\\pL",
            "[[:alpha:]]");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "weather weather",
                "^weather$ weather",
                "(?i)weather weather",
                "\\bINV-\\d+ INV-",
                "a+bc+d bc",
                "colou?r colo",
                "colors? color",
                "(?is)bonjour.*monde bonjour",
                "^(Paris|Rome)$ Paris,Rome",
                "Rome|Par(is)? Rome,Par",
                "[a-z]{3,10}-weekly -weekly",
                "v1\\.2 v1.2",
            })
    void aTextOfEveryMatchIsFound(String regex, String required) {
        assertThat(RequiredText.of(regex, false)).containsExactly(required.split(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\d+", ".*", "(a|)", "a?", "a*b?", "[ab]", "a|\\d", "\\Qab\\E", "(?i)é", "\\x41b", "()"})
    void nothingIsRequiredWhereThatIsNotSure(String regex) {
        assertThat(RequiredText.of(regex, false)).isEmpty();
    }

    @Test
    void everyTextThatMatchesHoldsARequiredOne() {
        int guarded = 0;
        for (int i = 0; i < CASES; i++) {
            String regex = joined(PIECES, 6);
            Pattern pattern = compiled(regex);
            List<String> required =
                    pattern == null ? List.of() : RequiredText.of(pattern.pattern(), pattern.flags() != 0);
            guarded += required.isEmpty() ? 0 : 1;
            for (int j = 0; j < 20 && pattern != null && !required.isEmpty(); j++) {
                String text = joined(List.of("a", "A", "b", "k", "K", "\u212A", "é", "É", "1", ".", "{", "}"), 6);
                if (pattern.matcher(text).find()) {
                    String folded = new String(CaseFolding.fold(text));
                    assertThat(required)
                            .as("seed %d: /%s/ in %s", seed, regex, text)
                            .anyMatch(piece -> folded.contains(CaseFolding.fragmentOf(piece)));
                }
            }
        }
        assertThat(guarded).as("expressions that require a text, seed %d", seed).isGreaterThan(CASES / 20);
    }

    private String joined(List<String> pieces, int atMost) {
        return IntStream.rangeClosed(0, random.nextInt(atMost))
                .mapToObj(i -> pieces.get(random.nextInt(pieces.size())))
                .collect(Collectors.joining());
    }

    private static @Nullable Pattern compiled(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (com.google.re2j.PatternSyntaxException e) {
            return null;
        }
    }

    @Test
    void lettersThatAnyComparisonTakesForAlikeFoldAlike() {
        for (char first = 0; first < Character.MAX_VALUE; first++) {
            String letter = String.valueOf(first);
            char small = Character.toLowerCase(first);
            char capital = Character.toUpperCase(first);

            assertThat(Stream.of(small, capital)
                            .filter(other -> letter.equalsIgnoreCase(String.valueOf(other)))
                            .map(CaseFolding::fold))
                    .as(letter)
                    .containsOnly(CaseFolding.fold(first));
        }
    }
}
