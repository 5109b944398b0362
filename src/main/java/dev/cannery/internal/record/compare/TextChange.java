package dev.cannery.internal.record.compare;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.contract.rule.Excerpt;

/** Describes how a text has changed. */
final class TextChange {
    private static final int WIDTH = 60;

    private TextChange() {}

    /** Returns the change in a clause, such as {@code grew by "Be brief."}. */
    static String words(String before, String now) {
        int start = commonStart(before, now);
        int end = commonEnd(before, now, start);
        String lost = before.substring(start, before.length() - end);
        String added = now.substring(start, now.length() - end);
        if (lost.isBlank() && !added.isBlank()) {
            return "grew by " + quoted(added.strip());
        }
        if (added.isBlank() && !lost.isBlank()) {
            return "lost " + quoted(lost.strip());
        }
        if (lost.isBlank()) {
            return "differs in white space";
        }
        return quoted(lost.strip()) + " → " + quoted(added.strip());
    }

    private static String quoted(String text) {
        return Excerpt.of(TextNode.valueOf(text), WIDTH);
    }

    /** Returns how many characters are the same at the beginning, up to the end of a word. */
    private static int commonStart(String before, String now) {
        int shorter = Math.min(before.length(), now.length());
        int same = 0;
        while (same < shorter && before.charAt(same) == now.charAt(same)) {
            same++;
        }
        boolean isInWord = isOfWord(before, same) || isOfWord(now, same);
        while (same < shorter && same > 0 && isInWord && isOfWord(before, same - 1)) {
            same--;
        }
        return same;
    }

    private static int commonEnd(String before, String now, int start) {
        int shorter = Math.min(before.length(), now.length()) - start;
        int same = 0;
        while (same < shorter && before.charAt(before.length() - 1 - same) == now.charAt(now.length() - 1 - same)) {
            same++;
        }
        boolean isInWord = isOfWord(before, before.length() - 1 - same) || isOfWord(now, now.length() - 1 - same);
        while (same < shorter && same > 0 && isInWord && isOfWord(before, before.length() - same)) {
            same--;
        }
        return same;
    }

    private static boolean isOfWord(String text, int index) {
        return index >= 0 && index < text.length() && Character.isLetterOrDigit(text.charAt(index));
    }
}
