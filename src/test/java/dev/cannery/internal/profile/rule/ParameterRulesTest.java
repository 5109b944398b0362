package dev.cannery.internal.profile.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterRulesTest {
    @Test
    void wordsWithinTwoLettersAreNear() {
        assertThat(ParameterRules.near("stor", List.of("store", "stop", "stream")))
                .containsExactly("stop", "store");
        assertThat(ParameterRules.near("temprature", List.of("temperature"))).containsExactly("temperature");
        assertThat(ParameterRules.near("zzz", List.of("n", "stop"))).isEmpty();
    }

    @Test
    void distanceCountsInsertedRemovedAndReplacedLetters() {
        assertThat(ParameterRules.distance("", "abc")).isEqualTo(3);
        assertThat(ParameterRules.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(ParameterRules.distance("same", "same")).isZero();
    }
}
