package dev.cannery.internal.matching;

import dev.cannery.internal.contract.rule.TextMatch;

/**
 * The text of a rule, for similarity comparisons.
 *
 * @param text the text in lower case, only its beginning if it is long
 * @param startsAnywhere whether other text may precede it
 * @param endsAnywhere whether other text may follow it
 */
record WantedText(SentText text, boolean startsAnywhere, boolean endsAnywhere) {
    /** The maximum number of letters that {@link SentText#distanceTo} compares. */
    private static final int LONGEST = 64;

    /** The share of equal letters up to which two texts are not similar, because that many are equal by accident. */
    private static final double BY_CHANCE = 0.4;

    /** The similarity of texts that differ only in case, which is still a mismatch. */
    static final double NEARLY = 0.95;

    /** The weight of equal words in another order, compared with equal letters. */
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
