package dev.cannery.internal.wire;

import java.util.Locale;

/** Formats parts of sentences and commands. */
public final class Words {
    private Words() {}

    /** Returns a count with its noun, such as {@code 1 request} or {@code 2 requests}. */
    public static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** Returns the name of a constant in files and reports: in lower case. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the name of a constant as profiles write it: in lower case, with dashes. */
    public static String dashed(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the text as one argument of a shell command. */
    public static String shellArgument(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
