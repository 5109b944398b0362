package dev.cannery.internal.record;

import dev.cannery.internal.wire.Secrets;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the parts of a text that are the same whenever a program runs. */
final class StableText {
    private static final String MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*";

    /** Text that differs from run to run: dates, times, ids, long numbers, and redacted values. */
    private static final Pattern VOLATILE = Pattern.compile(String.join(
            "|",
            Pattern.quote(Secrets.REDACTED),
            "\\d{4}-\\d{2}-\\d{2}(?:[T ][\\d:.,+Z-]*)?",
            "\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}",
            "\\d{1,2}:\\d{2}(?::\\d{2})?(?: ?[AaPp][Mm])?",
            "(?:\\d{1,2}\\.? )?" + MONTH + " (?:\\d{1,2}(?:st|nd|rd|th)?,? )?\\d{4}",
            "\\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\\b",
            "\\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\\b",
            "\\b(?=[0-9a-f]*\\d)(?=\\d*[a-f])[0-9a-f]{10,}\\b",
            "\\d{7,}",
            "data:[a-z]+/[^\\s\"']+",
            "[A-Za-z0-9+/=_-]{60,}"));

    private static final int SHORTEST = 4;

    private StableText() {}

    /** Whether the whole text is the same in every run. */
    static boolean isStable(String text) {
        return !VOLATILE.matcher(text).find();
    }

    /**
     * Returns the first line that says enough, without what differs from run to run; empty if there is none.
     *
     * @param sent the text as it was sent
     * @param clean the text without secrets, in which the line must be, too
     * @param longest the maximum length
     */
    static Optional<String> excerpt(String sent, String clean, int longest) {
        boolean isJson =
                sent.stripLeading().startsWith("{") || sent.stripLeading().startsWith("[");
        return Stream.of(VOLATILE.split(sent))
                // the texts in JSON, which may be printed with other spaces the next time
                .flatMap(part -> Stream.of(part.split(isJson ? "[\"\\\\\\r\\n]" : "\\R")))
                .map(String::strip)
                .filter(part -> part.chars().filter(Character::isLetterOrDigit).count() >= SHORTEST)
                .map(part -> cut(part, longest))
                .filter(clean::contains)
                // the first of the longest
                .max(Comparator.comparingInt(part -> Math.min(part.length(), longest / 2)));
    }

    /** Cuts a text at the end of a sentence or a word. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int sentence = text.lastIndexOf(". ", longest - 1);
        int word = text.lastIndexOf(' ', longest);
        int end = sentence > longest / 2 ? sentence + 1 : word > longest / 2 ? word : longest;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).strip();
    }
}
