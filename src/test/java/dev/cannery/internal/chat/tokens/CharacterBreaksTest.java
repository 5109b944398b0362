package dev.cannery.internal.chat.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharacterBreaksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uD83D\uDE00",
                "e\u0301\u0323",
                "\r\n",
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66",
                "\uD83D\uDC4D\uD83C\uDFFD",
                "\uD83C\uDDE9\uD83C\uDDEA",
                "\u2764\uFE0F",
                "\u1112\u1161\u11AB"
            })
    void whatPeopleSeeAsOneCharacterHasNoBreakInside(String character) {
        CharacterBreaks breaks = CharacterBreaks.of("a" + character + "b");

        assertThat(breaks.after(1, 1)).isEqualTo(1 + character.length());
        for (int i = 2; i <= character.length(); i++) {
            assertThat(breaks.isBreak(i)).as("at %s", i).isFalse();
        }
        assertThat(breaks.isBreak(1 + character.length())).isTrue();
    }

    @Test
    void plainTextMayBeCutAnywhere() {
        CharacterBreaks breaks = CharacterBreaks.of("Grüße\n");

        for (int i = 0; i <= 6; i++) {
            assertThat(breaks.isBreak(i)).isTrue();
        }
        assertThat(breaks.after(2, 3)).isEqualTo(5);
    }

    @Test
    void latinOneIsReallyPlain() {
        StringBuilder text = new StringBuilder();
        for (char c = 0; c <= 0xff; c++) {
            text.append(c == '\r' ? ' ' : c);
        }

        assertThat(Pattern.compile("\\X").matcher(text).results()).hasSize(256);
    }

    @Test
    void aCountBeyondTheEndStopsThere() {
        assertThat(CharacterBreaks.of("ab").after(1, Integer.MAX_VALUE)).isEqualTo(2);
        assertThat(CharacterBreaks.of("\u4F60\u597D").after(1, Integer.MAX_VALUE))
                .isEqualTo(2);
    }

    @Test
    void halfASurrogatePairIsACharacter() {
        assertThat(CharacterBreaks.of("\uD83Dx").after(0, 1)).isEqualTo(1);
    }
}
