package dev.cannery.internal.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedCacheTest {
    private final List<String> asked = new ArrayList<>();

    @Test
    void whatIsKnownIsNotAskedForAgain() {
        BoundedCache<String, Integer> cache = weighed(10, 100);

        assertThat(cache.of("abc", this::length)).isEqualTo(3);
        assertThat(cache.of("abc", this::length)).isEqualTo(3);

        assertThat(asked).containsExactly("abc");
        assertThat(cache.find("abc")).isEqualTo(3);
        assertThat(cache.find("ab")).isNull();
    }

    @Test
    void whatWasNotAskedForTheLongestGoesFirst() {
        BoundedCache<String, Integer> cache = weighed(2, 100);
        for (String text : List.of("a", "b", "a", "c", "a", "b")) {
            cache.of(text, this::length);
        }

        assertThat(asked).containsExactly("a", "b", "c", "b");
        assertThat(cache.entries()).isEqualTo(2);
    }

    @Test
    void whatEntriesWeighTogetherIsBounded() {
        BoundedCache<String, Integer> cache = weighed(100, 10);

        cache.of("123456", this::length);
        cache.of("abcdef", this::length);

        assertThat(cache.weight()).isEqualTo(6);
        assertThat(cache.find("123456")).isNull();
    }

    @Test
    void whatWeighsTooMuchDrivesNothingOut() {
        BoundedCache<String, Integer> cache = weighed(100, 10);
        cache.of("abc", this::length);

        assertThat(cache.of("12345678901", this::length)).isEqualTo(11);

        assertThat(cache.weight()).isEqualTo(3);
        assertThat(cache.find("abc")).isEqualTo(3);
    }

    @Test
    void whatIsPutAgainWeighsOnce() {
        BoundedCache<String, Integer> cache = weighed(100, 100);

        cache.put("abc", 1);
        cache.put("abc", 2);

        assertThat(cache.weight()).isEqualTo(3);
        assertThat(cache.find("abc")).isEqualTo(2);
    }

    @Test
    void boundsHoldWhenManyThreadsAsk() {
        BoundedCache<String, Integer> cache = weighed(50, 120);

        long wrong = IntStream.range(0, 20_000)
                .parallel()
                .mapToObj(i -> String.valueOf(i % 300))
                .filter(text -> cache.of(text, String::length) != text.length())
                .count();

        assertThat(wrong).isZero();
        assertThat(cache.entries()).isLessThanOrEqualTo(50);
        assertThat(cache.weight()).isBetween(1L, 120L);
    }

    private static BoundedCache<String, Integer> weighed(int entries, long characters) {
        return new BoundedCache<>(entries, characters, (text, length) -> text.length());
    }

    private int length(String text) {
        asked.add(text);
        return text.length();
    }
}
