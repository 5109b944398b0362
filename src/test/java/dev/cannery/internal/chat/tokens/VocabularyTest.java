package dev.cannery.internal.chat.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
    private static final Pattern CHARACTER = Pattern.compile("[\\s\\S]");

    /** The library is the oracle: its own reader, its own expressions and its own merge. */
    @ParameterizedTest
    @EnumSource
    void cutsTextsAsTheLibraryDoes(Encoding encoding) {
        Random random = new Random(20);
        for (int i = 0; i < 3_000; i++) {
            String text = random.ints(1 + random.nextInt(20), 0, PIECES.length)
                    .mapToObj(piece -> PIECES[piece])
                    .collect(Collectors.joining());
            assertCutAsByTheLibrary(encoding, text);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cutsLongPiecesAsTheLibraryDoes(Encoding encoding) {
        Random random = new Random(21);
        for (String alphabet :
                List.of("x", "xyz", "aeinrst", "=", "!?#-=", " ", "\u4f60\u597d\u4e16\u754c", "\u0e19\u0e49\u0e33")) {
            for (int length : List.of(63, 64, 65, 300, 2_000)) {
                String text = random.ints(length, 0, alphabet.length())
                        .mapToObj(index -> alphabet.substring(index, index + 1))
                        .collect(Collectors.joining());
                assertCutAsByTheLibrary(encoding, text);
            }
        }
    }

    @Test
    void cutsRareCharactersAsTheLibraryDoes() {
        Random random = new Random(22);
        String text =
                random.ints(2_000, 0x4e00, 0x9fff).mapToObj(Character::toString).collect(Collectors.joining());
        assertCutAsByTheLibrary(Encoding.O200K, text);
    }

    private static void assertCutAsByTheLibrary(Encoding encoding, String text) {
        List<byte[]> tokens = encoding.vocabulary().tokens(text);

        assertThat(tokens)
                .as(text)
                .usingElementComparator((one, other) -> java.util.Arrays.compare(one, other))
                .isEqualTo(libraryTokens(encoding, text));
        assertThat(encoding.vocabulary().count(text)).as(text).isEqualTo(tokens.size());
    }

    private static List<byte[]> libraryTokens(Encoding encoding, String text) {
        com.knuddels.jtokkit.api.Encoding library = library(encoding);
        List<byte[]> bytes = new ArrayList<>();
        for (int rank : library.encodeOrdinary(text).toArray()) {
            IntArrayList token = new IntArrayList();
            token.add(rank);
            bytes.add(library.decodeBytes(token));
        }
        return bytes;
    }

    private static com.knuddels.jtokkit.api.Encoding library(Encoding encoding) {
        return encoding == Encoding.O200K ? Library.O200K : Library.CL100K;
    }

    private static final class Library {
        private static final com.knuddels.jtokkit.api.Encoding O200K =
                Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
        private static final com.knuddels.jtokkit.api.Encoding CL100K =
                Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
    }

    @Test
    void halfASurrogatePairIsAQuestionMark() {
        assertThat(cut("a\ud83d b\ude00")).isEqualTo(cut("a? b?"));
    }

    private static List<String> cut(String text) {
        return Encoding.O200K.vocabulary().tokens(text).stream()
                .map(token -> new String(token, StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void aTableIsReadWithAndWithoutALastLineBreak() {
        for (String end : List.of("\n", "")) {
            Vocabulary vocabulary = vocabulary("YQ== 0\nYg== 1\nYWI= 2" + end);
            assertThat(vocabulary.tokens("abba")).extracting(String::new).containsExactly("a", "b", "b", "a");
            assertThat(vocabulary.count("ab")).isEqualTo(2);
        }
    }

    private static Vocabulary vocabulary(String file) {
        return VocabularyReader.parse(file.getBytes(StandardCharsets.UTF_8), CHARACTER);
    }

    /** The library's merge takes more than ten seconds and gigabytes for each. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "xyz", ".", " ", "\n", "\u4f60", "\uD83D\uDE00", "\ud83d", "a\u0301."})
    void twoMegabytesWithoutABreakAreCountedAndCut(String characters) {
        String text = characters.repeat((2 << 20) / characters.length());
        TokenCounter counter = new TokenCounter(0, 0);

        assertTimeout(Duration.ofSeconds(60), () -> {
            assertThat(counter.tokens("gpt-4o", text)).isPositive();
            assertThat(counter.beginning("gpt-4o", text, 10)).isNotEmpty();
        });
    }
}
