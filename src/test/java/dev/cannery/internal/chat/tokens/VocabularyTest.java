package dev.cannery.internal.chat.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
    private static final String[] PIECES = {
        "Hello",
        "WORLD",
        "iPhone",
        "don't",
        "WE'LL",
        "x'S",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\t",
        "1",
        "1234567",
        "//",
        "\n/",
        "...",
        "{\"a\":1}",
        "ß",
        "Ünïcödé",
        "e\u0301",
        "日本語",
        "Ελλάδα",
        "Ǆ",
        "ʰ",
        "שלום",
        "नमस्ते",
        "٣",
        "½",
        "👩‍👩‍👧",
        "\u00a0",
        "\u2028",
        "\u200b",
        "\u0000",
        "\uffff",
        "—",
        "a",
        "Z"
    };
    private static final Encoding THEIRS = VocabularyReader.ofLibrary(EncodingType.O200K_BASE);
    private static final Encoding OURS = Vocabulary.of(EncodingType.O200K_BASE);

    /** The library is asked by its own reader and by its own pattern. */
    @Test
    void countsAsTheLibraryDoesByItself() {
        Random random = new Random(20);
        for (int i = 0; i < 3_000; i++) {
            String text = random.ints(1 + random.nextInt(20), 0, PIECES.length)
                    .mapToObj(piece -> PIECES[piece])
                    .collect(Collectors.joining());
            assertThat(OURS.encodeOrdinary(text)).as(text).isEqualTo(THEIRS.encodeOrdinary(text));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255, 256, 100_000, 199_997})
    void knowsTheBytesOfATokenByItsRank(int rank) {
        IntArrayList token = new IntArrayList();
        token.add(rank);
        assertThat(OURS.decodeBytes(token)).isEqualTo(THEIRS.decodeBytes(token));
    }

    @Test
    void aTableIsReadWithAndWithoutALastLineBreak() {
        assertThat(table("YQ== 0\nYmM= 12\n")).isEqualTo(Map.of("a", 0, "bc", 12));
        assertThat(table("YQ== 0\nYmM= 12")).isEqualTo(Map.of("a", 0, "bc", 12));
        assertThat(table("")).isEmpty();
    }

    private static Map<String, Integer> table(String file) {
        return TokenTable.parse(file.getBytes(StandardCharsets.UTF_8)).entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> new String(entry.getKey(), StandardCharsets.UTF_8), Map.Entry::getValue));
    }
}
