package dev.cannery.internal.matching;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.MessageText;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The beginning of a text in lower case, for similarity comparisons. */
final class SentText {
    /** The maximum length that is compared: a long prompt must not make a miss slow. */
    private static final int LONGEST = 512;

    private final String letters;
    private @Nullable Runs runs;
    private @Nullable Set<String> words;

    private SentText(String text) {
        char[] folded = text.substring(0, Math.min(text.length(), LONGEST)).toCharArray();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = Character.toLowerCase(folded[i]);
        }
        this.letters = new String(folded);
    }

    static SentText of(String text) {
        return new SentText(text);
    }

    /** Returns the text of a value; empty for anything that is not a text. */
    static SentText of(JsonNode value) {
        JsonNode text = MessageText.ofContent(value);
        return new SentText(text.isTextual() ? text.textValue() : "");
    }

    String letters() {
        return letters;
    }

    Runs runs() {
        Runs known = runs;
        if (known == null) {
            known = new Runs(letters);
            runs = known;
        }
        return known;
    }

    Set<String> words() {
        Set<String> known = words;
        if (known == null) {
            known = new TreeSet<>();
            for (String word : letters.split("[^\\p{L}\\p{N}]+", -1)) {
                if (!word.isEmpty()) {
                    known.add(word);
                }
            }
            words = known;
        }
        return known;
    }

    /**
     * The pairs and triples of adjacent letters in a text, as a bit set. A typing error changes few of them, and comparing two sets
     * takes no time. The start and the end of the text count as letters.
     */
    static final class Runs {
        /** The number of longs with the bits. */
        static final int SIZE = 16;

        private static final char END = '\n';

        private final long[] bits = new long[SIZE];
        private final int count;

        Runs(String letters) {
            char before = END;
            char last = letters.isEmpty() ? END : letters.charAt(0);
            add(before, last, (char) 0);
            for (int i = 1; i <= letters.length(); i++) {
                char next = i < letters.length() ? letters.charAt(i) : END;
                add(last, next, (char) 0);
                add(before, last, next);
                before = last;
                last = next;
            }
            this.count = letters.isEmpty() ? 0 : common(bits, 0);
        }

        private void add(char first, char second, char third) {
            int run = (first * 31 + second) * 31 + third;
            run ^= run >>> 11;
            bits[run >>> 6 & SIZE - 1] |= 1L << run;
        }

        int count() {
            return count;
        }

        void copyTo(long[] table, int start) {
            System.arraycopy(bits, 0, table, start, SIZE);
        }

        /** Returns how many of these n-grams are in the entry of a table that starts at this index. */
        int common(long[] table, int start) {
            int common = 0;
            for (int i = 0; i < SIZE; i++) {
                common += Long.bitCount(bits[i] & table[start + i]);
            }
            return common;
        }
    }

    /**
     * Returns the minimum number of letters to insert, delete, replace or swap to turn one text into the other. The algorithm of
     * Myers and Hyyrö keeps a column of the distance table in the bits of two longs, so that each letter of the other text takes a few
     * operations.
     *
     * @param wanted the target text, at most 64 letters
     * @param startsAnywhere whether letters before it cost nothing
     * @param endsAnywhere whether letters after it cost nothing
     */
    int distanceTo(String wanted, boolean startsAnywhere, boolean endsAnywhere) {
        Map<Character, Long> places = new HashMap<>();
        for (int i = 0; i < wanted.length(); i++) {
            places.merge(wanted.charAt(i), 1L << i, (one, other) -> one | other);
        }
        long end = 1L << (wanted.length() - 1);
        long up = -1;
        long down = 0;
        long diagonal = 0;
        long sameBefore = 0;
        int distance = wanted.length();
        int least = distance;
        for (int i = 0; i < letters.length(); i++) {
            long same = places.getOrDefault(letters.charAt(i), 0L);
            long swapped = ((~diagonal & same) << 1) & sameBefore;
            diagonal = (((same & up) + up) ^ up) | same | down | swapped;
            long rises = down | ~(diagonal | up);
            long falls = diagonal & up;
            distance += (rises & end) != 0 ? 1 : 0;
            distance -= (falls & end) != 0 ? 1 : 0;
            rises = rises << 1 | (startsAnywhere ? 0 : 1);
            up = falls << 1 | ~(diagonal | rises);
            down = rises & diagonal;
            sameBefore = same;
            least = Math.min(least, distance);
        }
        return endsAnywhere ? least : distance;
    }
}
