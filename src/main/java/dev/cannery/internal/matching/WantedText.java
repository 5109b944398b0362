package dev.cannery.internal.matching;

import dev.cannery.internal.contract.rule.TextMatch;

/**
 * A text that a rule asks for, and how like another text is to it.
 *
 * @param text the text in small letters, its beginning when it is long
 * @param startsAnywhere whether other text may stand before it
 * @param endsAnywhere whether other text may stand after it
 */
record WantedText(SentText text, boolean startsAnywhere, boolean endsAnywhere) {
    /** As many letters as {@link SentText#distanceTo} compares. */
    private static final int LONGEST = 64;

    /** Two texts of which so many letters are the same are not alike: as many are by chance. */
    private static final double BY_CHANCE = 0.4;

    /** The same letters in the other case are near, and yet a mismatch. */
    static final double NEARLY = 0.95;

    /** The same words in another order are a little less like than the same letters. */
    private static final double OF_WORDS = 0.9;

    static WantedText whole(String text) {
        return new WantedText(SentText.of(text), false, false);
    }

    static WantedText of(TextMatch match) {
        return new WantedText(
                SentText.of(match.text()),
                match.place() != TextMatch.Place.START,
                match.place() != TextMatch.Place.END);
    }

    boolean isWhole() {
        return !startsAnywhere && !endsAnywhere;
    }

    double likeness(SentText sent) {
        return Math.max(ofLetters(sent), OF_WORDS * ofWords(sent));
    }

    private double ofLetters(SentText sent) {
        String wanted = text.letters();
        if (wanted.isEmpty() || sent.letters().isEmpty()) {
            return 0;
        }
        boolean isCut = wanted.length() > LONGEST;
        String beginning = isCut ? wanted.substring(0, LONGEST) : wanted;
        int distance = sent.distanceTo(beginning, startsAnywhere, endsAnywhere || isCut);
        int longest = isWhole() && !isCut
                ? Math.max(beginning.length(), sent.letters().length())
                : beginning.length();
        double same = 1 - (double) distance / longest;
        return NEARLY * Math.max(0, (same - BY_CHANCE) / (1 - BY_CHANCE));
    }

    private double ofWords(SentText sent) {
        int same = text.words().stream()
                .filter(sent.words()::contains)
                .mapToInt(String::length)
                .sum();
        int all = lettersOf(text);
        int most = isWhole() ? Math.max(all, lettersOf(sent)) : all;
        return most == 0 ? 0 : (double) same / most;
    }

    private static int lettersOf(SentText text) {
        return text.words().stream().mapToInt(String::length).sum();
    }
}
