package dev.cannery.internal.chat.tokens;

import static com.knuddels.jtokkit.api.EncodingType.CL100K_BASE;
import static com.knuddels.jtokkit.api.EncodingType.O200K_BASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.knuddels.jtokkit.api.EncodingType;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnbrokenRunsTest {
    private static final int LENGTH = 20_000;

    /** Each is an alphabet: its characters are repeated, and mixed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                ".",
                " ",
                "\n",
                "\t",
                "\u00a0",
                "xyz",
                "XYZ",
                "aA",
                "x'",
                "\u4f60\u597d\u4e16\u754c",
                "\u0e19\u0e49\u0e33",
                "\u0928\u092e\u0938\u094d",
                "\uD83D\uDE00\uD83D\uDC68\u200D",
                "/\n",
                ".\u0301",
                "\u001c.",
                "\u200d",
                "a\u0301.",
                "\uD83D",
                "!?#-=",
                " \n\r\t"
            })
    void noPartHoldsALongPiece(String alphabet) {
        for (EncodingType encoding : List.of(O200K_BASE, CL100K_BASE)) {
            for (String text : List.of(alphabet.repeat(LENGTH / alphabet.length()), mixed(alphabet))) {
                List<String> parts = UnbrokenRuns.cut(encoding, text);

                assertThat(String.join("", parts)).isEqualTo(text);
                assertThat(parts)
                        .allSatisfy(part ->
                                assertThat(longestPiece(encoding, part)).isLessThanOrEqualTo(UnbrokenRuns.LIMIT));
            }
        }
    }

    @Test
    void ordinaryTextStaysWhole() {
        String words = "It was a bright cold day in April, and the clocks were striking 13. ".repeat(100);
        String json = "{\"id\":\"a1b2c3d4\",\"items\":[1,2,3],\"note\":\"none\"},".repeat(100);
        String chinese = "\u4f60\u597d\uff0c\u4e16\u754c\u3002".repeat(500);

        for (String text : List.of(words, json, chinese, "", "x".repeat(UnbrokenRuns.LIMIT))) {
            assertThat(UnbrokenRuns.cut(O200K_BASE, text)).containsExactly(text);
            assertThat(UnbrokenRuns.cut(CL100K_BASE, text)).containsExactly(text);
        }
    }

    @Test
    void onlyTheLongPieceOfATextIsCut() {
        String long300 = "=".repeat(300);

        assertThat(UnbrokenRuns.cut(O200K_BASE, "Title\n" + long300 + "\nThe end."))
                .containsExactly("Title\n", "=".repeat(128), "=".repeat(128), "=".repeat(44) + "\n", "The end.");
    }

    @Test
    void aSurrogatePairIsNeverCut() {
        String emoji = " \uD83D\uDE00".substring(1).repeat(500);

        for (String part : UnbrokenRuns.cut(O200K_BASE, "." + emoji)) {
            assertThat(SurrogateHalves.replaced(part)).isEqualTo(part);
        }
    }

    /** The tokenizer alone takes much longer, and more memory than there is. */
    @ParameterizedTest
    @ValueSource(strings = {"x", ".", " ", "\n", "\u4f60", "\uD83D\uDE00"})
    void halfAMegabyteWithoutABreakIsCountedAndCut(String character) {
        String text = character.repeat((1 << 19) / character.length());
        TokenCounter counter = new TokenCounter(0, 0);

        assertTimeout(Duration.ofSeconds(60), () -> {
            assertThat(counter.tokens("gpt-4o", text)).isPositive();
            assertThat(counter.beginning("gpt-4o", text, 10)).isNotEmpty();
        });
    }

    private static String mixed(String alphabet) {
        int[] characters = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        new Random(28).ints(LENGTH, 0, characters.length).forEach(index -> text.appendCodePoint(characters[index]));
        return text.toString();
    }

    private static int longestPiece(EncodingType encoding, String part) {
        int longest = 0;
        Matcher piece = VocabularyReader.piece(encoding).matcher(part);
        while (piece.find()) {
            longest = Math.max(longest, piece.end() - piece.start());
        }
        return longest;
    }
}
