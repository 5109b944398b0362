package dev.cannery.internal.chat.tokens;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The boundaries of user-perceived characters in one text. A letter with its accents, a family of emoji or a flag is one
 * character, however many {@code char}s it takes. The rules are those of the JDK's Unicode version, which differ for a few
 * scripts: Devanagari conjuncts are one character from Java 20 on.
 */
public final class CharacterBreaks {
    // Not BreakIterator: that of Java 17 cuts emoji at their joiners.
    private static final Pattern CHARACTER = Pattern.compile("\\X");

    private final int length;
    /** The index of each beginning; null when a character begins at every index. */
    private final @Nullable BitSet starts;

    private CharacterBreaks(int length, @Nullable BitSet starts) {
        this.length = length;
        this.starts = starts;
    }

    /** Returns the breaks of this text. */
    public static CharacterBreaks of(String text) {
        if (isPlain(text)) {
            return new CharacterBreaks(text.length(), null);
        }
        BitSet starts = new BitSet(text.length() + 1);
        Matcher matcher = CHARACTER.matcher(text);
        while (matcher.find()) {
            starts.set(matcher.start());
        }
        starts.set(text.length());
        return new CharacterBreaks(text.length(), starts);
    }

    /** Whether the text can be split before this index; includes 0 and the text's length. */
    public boolean isBreak(int index) {
        return starts == null || starts.get(index);
    }

    /**
     * Returns the index after a number of characters from a break.
     *
     * @param index a break, less than the text's length
     * @param count the number of characters, at least 1; fewer if the text ends earlier
     */
    public int after(int index, int count) {
        if (starts == null) {
            return Math.min(length - index, count) + index;
        }
        int end = index;
        for (int i = 0; i < count && end < length; i++) {
            end = starts.nextSetBit(end + 1);
        }
        return end;
    }

    /** Whether each char is a character: in Latin-1 only a carriage return and its line feed are joined. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c > '\u00ff') {
                return false;
            }
        }
        return true;
    }
}
