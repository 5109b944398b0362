package dev.cannery.internal.server.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChaosTest {
    @Test
    void eachFateComesAboutAsOftenAsItsProbabilitySays() {
        List<String> fates = fates(Chaos.parse("429=0.25, reset=0.05", 7));

        assertThat(fates.stream().filter("429"::equals).count()).isBetween(2_300L, 2_700L);
        assertThat(fates.stream().filter("reset"::equals).count()).isBetween(400L, 600L);
    }

    @Test
    void theFateOfARequestDependsOnTheSeedAndItsNumberAlone() {
        assertThat(fates(Chaos.parse("429=0.5", 7))).isEqualTo(fates(Chaos.parse("429=0.5", 7)));
        assertThat(fates(Chaos.parse("429=0.5", 7))).isNotEqualTo(fates(Chaos.parse("429=0.5", 8)));
    }

    @Test
    void nothingHappensWithoutARisk() {
        assertThat(Chaos.NONE.of(1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429=0.6,reset=0.5 | the probabilities of chaos must not add up to more than 1, were 1.1",
                "429=1.5 | expected a probability from 0 to 1, was '1.5'",
                "429=-1 | expected a probability from 0 to 1, was '-1'",
                "429=often | expected a probability from 0 to 1, was 'often'",
                "429 | invalid chaos '429'. Expected FAULT=PROBABILITY,… such as 429=0.05,reset=0.01",
                "rest=0.1 | unknown fault 'rest'. Did you mean 'reset'?",
                "stal after 3=0.1 | unknown fault 'stal'. Did you mean 'stall'?",
                "302=0.1 | an error status is 400 to 599, was 302"
            })
    void whatCannotBeReadIsSaid(String text, String sentence) {
        assertThatThrownBy(() -> Chaos.parse(text, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    private static List<String> fates(Chaos chaos) {
        return LongStream.range(0, 10_000)
                .mapToObj(n -> chaos.of(n).map(Chaos.Risk::word).orElse("none"))
                .toList();
    }
}
