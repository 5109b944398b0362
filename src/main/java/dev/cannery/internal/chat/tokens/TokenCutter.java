package dev.cannery.internal.chat.tokens;

import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.util.ArrayList;
import java.util.List;

/** Cuts one text at its tokens, where a token's end is the end of a character too. */
final class TokenCutter {
    private final String text;
    private int end;
    /** Bytes of the tokens so far that are not yet a whole code point. */
    private int owedBytes;

    private TokenCutter(String text) {
        this.text = text;
    }

    static List<String> cut(EncodingType type, String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int end : ends(type, text, Integer.MAX_VALUE)) {
            pieces.add(text.substring(start, end));
            start = end;
        }
        return pieces;
    }

    /** The longest beginning of at most so many tokens. */
    static String beginning(EncodingType type, String text, int limit) {
        List<Integer> ends = ends(type, text, limit);
        return ends.isEmpty() ? "" : text.substring(0, ends.get(ends.size() - 1));
    }

    /** The bytes in UTF-8 of each token; one may end inside a character. */
    static List<byte[]> bytes(EncodingType type, String text) {
        Encoding encoding = Vocabulary.of(type);
        IntArrayList token = new IntArrayList(1);
        List<byte[]> bytes = new ArrayList<>();
        for (String part : UnbrokenRuns.cut(type, SurrogateHalves.replaced(text))) {
            IntArrayList tokens = encoding.encodeOrdinary(part);
            for (int i = 0; i < tokens.size(); i++) {
                token.clear();
                token.add(tokens.get(i));
                bytes.add(encoding.decodeBytes(token));
            }
        }
        return bytes;
    }

    /** Where the first tokens end, so many at most, and a character with them. */
    private static List<Integer> ends(EncodingType type, String text, int limit) {
        TokenCutter cutter = new TokenCutter(text);
        CharacterBreaks breaks = CharacterBreaks.of(text);
        List<byte[]> tokens = bytes(type, text);
        List<Integer> ends = new ArrayList<>(tokens.size());
        for (byte[] token : tokens.subList(0, Math.max(0, Math.min(limit, tokens.size())))) {
            cutter.advance(token.length);
            if (cutter.owedBytes == 0 && breaks.isBreak(cutter.end)) {
                ends.add(cutter.end);
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
