package dev.cannery.internal.chat.tokens;

import java.util.ArrayList;
import java.util.List;

/** Cuts one text at its tokens, where a token's end is the end of a character too. */
final class TokenCutter {
    private final String text;
    private int end;
    /** Bytes of the tokens so far that are not yet a whole code point. */
    private int owedBytes;

    TokenCutter(String text) {
        this.text = text;
    }

    /**
     * Returns where the first tokens end, and a character with them.
     *
     * @param tokens the bytes of each token of the text
     * @param limit how many tokens, at most
     */
    List<Integer> ends(List<byte[]> tokens, int limit) {
        CharacterBreaks breaks = CharacterBreaks.of(text);
        List<Integer> ends = new ArrayList<>(tokens.size());
        for (byte[] token : tokens.subList(0, Math.max(0, Math.min(limit, tokens.size())))) {
            advance(token.length);
            if (owedBytes == 0 && breaks.isBreak(end)) {
                ends.add(end);
            }
        }
        return ends;
    }

    private void advance(int bytes) {
        owedBytes += bytes;
        while (end < text.length() && owedBytes >= bytesAt(end)) {
            owedBytes -= bytesAt(end);
            end += Character.charCount(text.codePointAt(end));
        }
    }

    /** How long the code point is in UTF-8; half a surrogate pair is encoded as one question mark. */
    private int bytesAt(int index) {
        int codePoint = text.codePointAt(index);
        if (codePoint < 0x80 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
