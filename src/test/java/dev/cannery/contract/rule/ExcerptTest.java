package dev.cannery.contract.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.chat.Json;
import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void shortValuesAreShownWhole() {
        assertThat(Excerpt.of(TextNode.valueOf("a\n\"b\"\\\t\u0001"))).isEqualTo("\"a\\n\\\"b\\\"\\\\\\t\\u0001\"");
        assertThat(Excerpt.of(Json.treeOf(1.5))).isEqualTo("1.5");
        assertThat(Excerpt.of(MissingNode.getInstance())).isEqualTo("missing");
        assertThat(Excerpt.of(Json.object())).isEqualTo("{}");
    }

    @Test
    void longTextsAreCutInTheMiddle() {
        String shown = Excerpt.of(TextNode.valueOf("a".repeat(1000) + "the end"), 20);

        assertThat(shown)
                .isEqualTo("\"aaaaaaaaaaaaa…e end\"".replace("…e end", "… end"))
                .hasSize(20);
    }

    @Test
    void noCharacterIsCutInHalf() {
        String faces = "\uD83D\uDE00".repeat(100);
        for (int length = 8; length < 40; length++) {
            String shown = Excerpt.of(TextNode.valueOf("x".repeat(length % 2) + faces), length);

            assertThat(shown.codePoints().filter(point -> point >= 0xD800 && point <= 0xDFFF))
                    .as(shown)
                    .isEmpty();
            assertThat(shown.length()).isLessThanOrEqualTo(length);
        }
    }
}
