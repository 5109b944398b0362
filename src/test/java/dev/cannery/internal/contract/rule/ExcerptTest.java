package dev.cannery.internal.contract.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.wire.Json;
import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void shortValuesAreShownWhole() {
        assertThat(Excerpt.of(TextNode.valueOf("a\n\"b\"\\\t\u0001"))).isEqualTo("\"a\\n\\\"b\\\"\\\\\\t\\u0001\"");
        assertThat(Excerpt.of(TextNode.valueOf("a\u202Eb\u2028c"))).isEqualTo("\"a\\u202eb\\u2028c\"");
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

    @Test
    void charactersThatNoOneSeesAreEscaped() {
        assertThat(Excerpt.of(TextNode.valueOf("a\u202Eb\u2028c\u00A0d\uFEFF\u200B\uD800")))
                .isEqualTo("\"a\\u202eb\\u2028c\\u00a0d\\ufeff\\u200b\\ud800\"");
        assertThat(Excerpt.of(Json.array().add("a\u202Eb"))).isEqualTo("[\"a\\u202eb\"]");
        assertThat(Excerpt.of(Json.array()
                        .add(Json.object().set("function", Json.object().put("name", "a\nb")))))
                .isEqualTo("a\\nb");
        assertThat(Excerpt.of(TextNode.valueOf("\uD83D\uDC68\u200D\uD83D\uDC69 مرحبا می\u200Cخواهم")))
                .isEqualTo("\"\uD83D\uDC68\u200D\uD83D\uDC69 مرحبا می\u200Cخواهم\"");
    }

    @Test
    void valuesThatLookAlikeWhenCutAreToldApart() {
        String same = "lorem ipsum ".repeat(900);

        assertThat(Excerpt.unlike(TextNode.valueOf(same + "A" + same), TextNode.valueOf(same + "B" + same)))
                .endsWith(" (from character 10801 on \"Alorem ipsum lorem i…\", not \"Blorem ipsum lorem i…\")");
        assertThat(Excerpt.unlike(listed(same, 1, "x"), listed(same, 1.0, "y")))
                .endsWith(
                        " (at list[1].m from character 1 on \"xlorem ipsum lorem i…\", not \"ylorem ipsum lorem i…\")");
        assertThat(Excerpt.unlike(TextNode.valueOf("a"), TextNode.valueOf("b"))).isEqualTo("\"a\"");
    }

    private static JsonNode listed(String text, Number number, String odd) {
        ObjectNode last = Json.object().put("m", odd + text);
        ObjectNode whole = Json.object().put("first", text);
        whole.set("list", Json.array().add(Json.treeOf(number)).add(last).add(text));
        return whole;
    }
}
