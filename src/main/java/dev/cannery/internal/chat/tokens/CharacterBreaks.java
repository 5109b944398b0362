package dev.cannery.internal.chat.tokens;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the characters of one text begin as people see them: a letter with its accents, a family of emoji or a flag is one
 * character, however many {@code char}s it takes. The rules are those of the Unicode version that the JDK knows, which differ
 * for a few scripts: the conjuncts of Devanagari are one character from Java 20 on.
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

    /** The breaks of this text. */
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

    /** Whether the text may be cut ahead of this index, 0 and the text's length included. */
    public boolean isBreak(int index) {
        return starts == null || starts.get(index);
    }

    /**
     * The index behind so many characters from a break.
     *
     * @param index a break, below the text's length
     * @param count how many characters, 1 or more; fewer when the text ends before
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

    /** Whether each char is a character: in Latin-1 nothing joins but a carriage return and its line feed. */
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
