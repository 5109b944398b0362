package dev.cannery.internal.profile.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
    @Test
    void wordsWithinTwoLettersAreNear() {
        assertThat(Spelling.near("stor", List.of("store", "stop", "stream"))).containsExactly("stop", "store");
        assertThat(Spelling.near("temprature", List.of("temperature"))).containsExactly("temperature");
        assertThat(Spelling.near("zzz", List.of("n", "stop"))).isEmpty();
    }

    @Test
    void distanceCountsInsertedRemovedAndReplacedLetters() {
        assertThat(Spelling.distance("", "abc")).isEqualTo(3);
        assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Spelling.distance("same", "same")).isZero();
    }
}
