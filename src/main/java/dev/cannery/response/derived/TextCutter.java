package dev.cannery.response.derived;

import dev.cannery.chat.tokens.CharacterBreaks;
import dev.cannery.chat.tokens.TokenCounter;
import dev.cannery.contract.Pacing.Cut;
import java.util.ArrayList;
import java.util.List;

/** Cuts texts into the pieces of a stream, never inside a character as people see it. */
public final class TextCutter {
    private final Cut cut;
    private final TokenCounter tokens;
    private final String model;

    /**
     * A cutter for one answer.
     *
     * @param model the model whose tokenizer cuts, when the cut is by token
     */
    public TextCutter(Cut cut, TokenCounter tokens, String model) {
        this.cut = cut;
        this.tokens = tokens;
        this.model = model;
    }

    /** The pieces; joined again, they are the text. */
    public List<String> pieces(String text) {
        if (cut instanceof Cut.BySize bySize) {
            return bySize(text, bySize.size());
        }
        if (cut instanceof Cut.ByPieces byPieces && byPieces.text().startsWith(text)) {
            return within(text.length(), byPieces.pieces());
        }
        return cut instanceof Cut.ByWord ? byWord(text) : tokens.pieces(model, text);
    }

    /** The first of the pieces, so many characters together: the request may have cut the text. */
    private static List<String> within(int length, List<String> pieces) {
        List<String> first = new ArrayList<>();
        int left = length;
        for (String piece : pieces) {
            if (left > 0) {
                first.add(piece.substring(0, Math.min(left, piece.length())));
                left -= piece.length();
            }
        }
        return first;
    }

    private static List<String> bySize(String text, int size) {
        CharacterBreaks breaks = CharacterBreaks.of(text);
        List<String> pieces = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int end = breaks.after(start, size);
            pieces.add(text.substring(start, end));
            start = end;
        }
        return pieces;
    }

    private static List<String> byWord(String text) {
        CharacterBreaks breaks = CharacterBreaks.of(text);
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 1; i < text.length(); i++) {
            boolean blanksBegin = Character.isWhitespace(text.charAt(i)) && !Character.isWhitespace(text.charAt(i - 1));
            if (blanksBegin && breaks.isBreak(i)) {
                pieces.add(text.substring(start, i));
                start = i;
            }
        }
        if (start < text.length()) {
            pieces.add(text.substring(start));
        }
        return pieces;
    }
}
