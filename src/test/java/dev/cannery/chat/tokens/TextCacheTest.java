package dev.cannery.chat.tokens;

import static com.knuddels.jtokkit.api.EncodingType.CL100K_BASE;
import static com.knuddels.jtokkit.api.EncodingType.O200K_BASE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextCacheTest {
    private final List<String> asked = new ArrayList<>();

    @Test
    void aKnownTextIsNotCountedAgain() {
        TextCache<Integer> cache = new TextCache<>(10, 100);

        assertThat(cache.of(O200K_BASE, "abc", this::length)).isEqualTo(3);
        assertThat(cache.of(O200K_BASE, "abc", this::length)).isEqualTo(3);

        assertThat(asked).containsExactly("abc");
    }

    @Test
    void eachVocabularyHasItsOwnCount() {
        TextCache<Integer> cache = new TextCache<>(10, 100);

        cache.of(O200K_BASE, "abc", text -> 1);

        assertThat(cache.of(CL100K_BASE, "abc", text -> 2)).isEqualTo(2);
    }

    @Test
    void theTextThatWasNotAskedForTheLongestGoesFirst() {
        TextCache<Integer> cache = new TextCache<>(2, 100);
        for (String text : List.of("a", "b", "a", "c", "a", "b")) {
            cache.of(O200K_BASE, text, this::length);
        }

        assertThat(asked).containsExactly("a", "b", "c", "b");
        assertThat(cache.entries()).isEqualTo(2);
    }

    @Test
    void theCharactersHeldAreBounded() {
        TextCache<Integer> cache = new TextCache<>(100, 10);

        cache.of(O200K_BASE, "123456", this::length);
        cache.of(O200K_BASE, "abcdef", this::length);

        assertThat(cache.characters()).isEqualTo(6);
        assertThat(cache.entries()).isEqualTo(1);
    }

    @Test
    void aTextLongerThanTheBoundIsCountedButNotKept() {
        TextCache<Integer> cache = new TextCache<>(100, 10);
        cache.of(O200K_BASE, "abc", this::length);

        assertThat(cache.of(O200K_BASE, "12345678901", this::length)).isEqualTo(11);

        assertThat(cache.characters()).isEqualTo(3);
    }

    @Test
    void boundsHoldWhenManyThreadsAsk() {
        TextCache<Integer> cache = new TextCache<>(50, 120);

        long wrong = IntStream.range(0, 20_000)
                .parallel()
                .mapToObj(i -> String.valueOf(i % 300))
                .filter(text -> cache.of(O200K_BASE, text, String::length) != text.length())
                .count();

        assertThat(wrong).isZero();
        assertThat(cache.entries()).isLessThanOrEqualTo(50);
        assertThat(cache.characters()).isBetween(1L, 120L);
    }

    private int length(String text) {
        asked.add(text);
        return text.length();
    }
}
