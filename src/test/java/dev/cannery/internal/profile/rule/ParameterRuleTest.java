package dev.cannery.internal.profile.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterRuleTest {
    @Test
    void wordsWithinTwoLettersAreNear() {
        assertThat(ParameterRule.near("stor", List.of("store", "stop", "stream")))
                .containsExactly("stop", "store");
        assertThat(ParameterRule.near("temprature", List.of("temperature"))).containsExactly("temperature");
        assertThat(ParameterRule.near("zzz", List.of("n", "stop"))).isEmpty();
    }

    @Test
    void distanceCountsInsertedRemovedAndReplacedLetters() {
        assertThat(ParameterRule.distance("", "abc")).isEqualTo(3);
        assertThat(ParameterRule.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(ParameterRule.distance("same", "same")).isZero();
    }
}
