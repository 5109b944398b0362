package dev.cannery.internal.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentTextTest {
    /** The same distance as the table that is taught at school. */
    private static int distance(String wanted, String text, boolean startsAnywhere, boolean endsAnywhere) {
        int[][] table = new int[wanted.length() + 1][text.length() + 1];
        for (int i = 0; i <= wanted.length(); i++) {
            for (int j = 0; j <= text.length(); j++) {
                if (i == 0) {
                    table[i][j] = startsAnywhere ? 0 : j;
                } else if (j == 0) {
                    table[i][j] = i;
                } else {
                    boolean isSame = wanted.charAt(i - 1) == text.charAt(j - 1);
                    int least = Math.min(table[i - 1][j], table[i][j - 1]) + 1;
                    least = Math.min(least, table[i - 1][j - 1] + (isSame ? 0 : 1));
                    boolean isSwapped = i > 1
                            && j > 1
                            && wanted.charAt(i - 1) == text.charAt(j - 2)
                            && wanted.charAt(i - 2) == text.charAt(j - 1);
                    table[i][j] = isSwapped ? Math.min(least, table[i - 2][j - 2] + 1) : least;
                }
            }
        }
        int least = table[wanted.length()][text.length()];
        for (int j = 0; endsAnywhere && j <= text.length(); j++) {
            least = Math.min(least, table[wanted.length()][j]);
        }
        return least;
    }

    @Test
    void theDistanceIsThatOfTheTable() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String wanted = word(random, 1 + random.nextInt(random.nextBoolean() ? 8 : 64));
            String text = word(random, random.nextInt(random.nextBoolean() ? 8 : 80));
            boolean starts = random.nextBoolean();
            boolean ends = random.nextBoolean();
            assertThat(SentText.of(text).distanceTo(wanted, starts, ends))
                    .as("'%s' in '%s' (%s, %s), seed %d", wanted, text, starts, ends, seed)
                    .isEqualTo(distance(wanted, text, starts, ends));
        }
    }

    private static String word(Random random, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "Hello, hello, 0.9, 1",
        "weather, wether in Bern, 0.7, 0.9",
        "pairs, Paris, 0.6, 0.9",
        "zebra, hello, 0, 0.1"
    })
    void likenessIsThatOfLettersAndWords(String wanted, String text, double from, double to) {
        WantedText part = new WantedText(SentText.of(wanted), true, true);

        assertThat(part.likeness(SentText.of(text))).isBetween(from, to);
    }

    @Test
    void aLongTextIsLookedAtInItsBeginning() {
        assertThat(SentText.of("x".repeat(1_000_000)).letters()).hasSizeLessThan(1_000);
    }
}
