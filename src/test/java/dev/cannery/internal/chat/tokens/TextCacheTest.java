package dev.cannery.internal.chat.tokens;

import static com.knuddels.jtokkit.api.EncodingType.CL100K_BASE;
import static com.knuddels.jtokkit.api.EncodingType.O200K_BASE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextCacheTest {
    @Test
    void eachVocabularyHasItsOwnCount() {
        TextCache<Integer> cache = new TextCache<>(10, 100);

        cache.of(O200K_BASE, "abc", text -> 1);

        assertThat(cache.of(CL100K_BASE, "abc", text -> 2)).isEqualTo(2);
        assertThat(cache.of(O200K_BASE, "abc", text -> 3)).isEqualTo(1);
    }

    @Test
    void theCharactersHeldAreBounded() {
        TextCache<Integer> cache = new TextCache<>(100, 10);

        cache.of(O200K_BASE, "123456", String::length);
        cache.of(O200K_BASE, "abcdef", String::length);
        cache.of(O200K_BASE, "12345678901", String::length);

        assertThat(cache.characters()).isEqualTo(6);
        assertThat(cache.entries()).isEqualTo(1);
    }
}
