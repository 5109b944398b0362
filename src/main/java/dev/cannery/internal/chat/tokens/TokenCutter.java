package dev.cannery.internal.chat.tokens;

import java.util.ArrayList;
import java.util.List;

/** Splits one text at those token ends that are also character boundaries. */
final class TokenCutter {
    private final String text;
    private int end;
    /** The bytes of the tokens so far that do not form a complete code point yet. */
    private int owedBytes;

    TokenCutter(String text) {
        this.text = text;
    }

    /**
     * Returns the token ends that are also character boundaries.
     *
     * @param tokens the bytes of each token of the text
     * @param limit the maximum number of tokens
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

    /** Returns the length of the code point in UTF-8; an unpaired surrogate is encoded as one question mark. */
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
