package dev.cannery.internal.chat.tokens;

/** Texts with half a surrogate pair: JSON can escape one, UTF-8 cannot say it, and the tokenizer fails on it. */
final class SurrogateHalves {
    private SurrogateHalves() {}

    /** The text of the same length with a question mark for each half, as {@code String.getBytes} writes it. */
    static String replaced(String text) {
        StringBuilder sound = null;
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            if (Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                i++;
                continue;
            }
            sound = sound == null ? new StringBuilder(text) : sound;
            sound.setCharAt(i, '?');
        }
        return sound == null ? text : sound.toString();
    }
}
