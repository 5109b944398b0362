package dev.cannery.internal.response.derived;

import dev.cannery.internal.chat.tokens.CharacterBreaks;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.Pacing.Cut;
import java.util.ArrayList;
import java.util.List;

/** Cuts texts into the pieces of a stream, never inside a character as people see it. */
public final class TextCutter {
    /** How many characters the first piece of one of several calls has. */
    private static final int SMALLEST = 4;

    private final Cut cut;
    private final TokenCounter tokens;
    private final String model;
    private int nextPiece;

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
        List<String> given = cut instanceof Cut.ByPieces byPieces ? given(text, byPieces.pieces()) : List.of();
        if (!given.isEmpty()) {
            return given;
        }
        return cut instanceof Cut.ByWord ? byWord(text) : tokens.pieces(model, text);
    }

    /**
     * The pieces of what one of several calls is given: the live API cuts it by 4, 5, 6, 4, … characters (87 of 87 streams
     * recorded from 2024-12 to 2026-08), where nothing else is wanted.
     */
    public List<String> piecesOfParallel(String text) {
        if (!(cut instanceof Cut.ByToken)) {
            return pieces(text);
        }
        CharacterBreaks breaks = CharacterBreaks.of(text);
        List<String> pieces = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int end = breaks.after(start, SMALLEST + pieces.size() % 3);
            pieces.add(text.substring(start, end));
            start = end;
        }
        return pieces;
    }

    /** The text as it is cut behind what was cut before, or else anywhere in the pieces; none when it is not among them. */
    private List<String> given(String text, List<String> pieces) {
        for (int i = 0; i < pieces.size(); i++) {
            int from = (nextPiece + i) % pieces.size();
            List<String> taken = taken(text, pieces.subList(from, pieces.size()));
            if (!taken.isEmpty()) {
                nextPiece = from + taken.size();
                return taken;
            }
        }
        return List.of();
    }

    /** The first of the pieces as far as they make up the text, whose end the request may have cut; none when they do not. */
    private static List<String> taken(String text, List<String> pieces) {
        List<String> taken = new ArrayList<>();
        String left = text;
        for (String piece : pieces) {
            if (left.isEmpty() || !(left.startsWith(piece) || piece.startsWith(left))) {
                break;
            }
            String part = piece.length() <= left.length() ? piece : left;
            taken.add(part);
            left = left.substring(part.length());
        }
        return left.isEmpty() ? taken : List.of();
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
