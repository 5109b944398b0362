package dev.cannery.internal.chat.tokens;

import com.knuddels.jtokkit.api.EncodingType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Cuts a text so that no part holds an unbroken piece of more than {@value #LIMIT} characters. The tokenizer's time and memory
 * grow much faster than the length of a piece: one of 2 million letters took it 13 seconds and gigabytes.
 *
 * <p>Texts of words, numbers and signs stay whole. A longer piece is cut each {@value #LIMIT} characters, so its count may be
 * off by a token for each cut.
 */
final class UnbrokenRuns {
    static final int LIMIT = 128;

    private UnbrokenRuns() {}

    /** The parts of a text in order; joined again, they are the text. */
    static List<String> cut(EncodingType encoding, String text) {
        if (text.length() <= LIMIT || isSurelyBroken(text)) {
            return List.of(text);
        }
        List<String> parts = new ArrayList<>();
        int start = 0;
        Matcher piece = VocabularyReader.piece(encoding).matcher(text);
        while (piece.find()) {
            if (piece.end() - piece.start() > LIMIT) {
                add(parts, text, start, piece.start());
                addWindows(parts, text, piece.start(), piece.end());
                start = piece.end();
            }
        }
        add(parts, text, start, text.length());
        return parts;
    }

    private static void addWindows(List<String> parts, String text, int from, int to) {
        int start = from;
        while (start < to) {
            int end = Math.min(to, start + LIMIT);
            boolean splitsPair = end < to && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end));
            end = splitsPair ? end - 1 : end;
            add(parts, text, start, end);
            start = end;
        }
    }

    private static void add(List<String> parts, String text, int from, int to) {
        if (from < to) {
            parts.add(text.substring(from, to));
        }
    }

    /**
     * Whether a piece ends at least each {@value #LIMIT} characters, seen without the tokenizer's pattern: at every digit, and
     * where a letter of ASCII is followed by a sign or a space of ASCII.
     */
    private static boolean isSurelyBroken(String text) {
        int last = 0;
        boolean afterLetter = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean digit = c >= '0' && c <= '9';
            if (digit || (afterLetter && !letter && c < 0x80 && c != '\'')) {
                last = i;
            } else if (i - last >= LIMIT) {
                return false;
            }
            afterLetter = letter;
        }
        return true;
    }
}
