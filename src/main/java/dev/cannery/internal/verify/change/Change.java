package dev.cannery.internal.verify.change;

import dev.cannery.internal.source.SourceLocation;

/**
 * A change between two versions of contracts.
 *
 * @param kind the kind of change
 * @param title the contract and the interaction, such as {@code weather-agent: asks for the weather}
 * @param source the location of the interaction, in the new version if it still exists
 * @param part the changed part, such as {@code temperature} or {@code response}; empty for the whole interaction
 * @param before the old value as text
 * @param after the new value as text
 */
public record Change(Kind kind, String title, SourceLocation source, String part, String before, String after) {
    /** Returns the change as one line. */
    public String sentence() {
        String what = part.isEmpty() ? "" : "  " + part;
        String values = before.isEmpty() && after.isEmpty() ? "" : "  " + after + ", was " + before;
        return kind.word() + "  " + title + " (" + source.fileAndLine() + ")" + what + values;
    }

    /** The kinds of changes. */
    public enum Kind {
        /** A new interaction. */
        ADDED("added", false, true),
        /** A removed interaction. */
        REMOVED("removed", true, false),
        /** A rule on the request that allows less. */
        TIGHTER("tighter", true, true),
        /** A rule on the request that allows more. */
        LOOSER("looser", false, true),
        /** A rule on the request that allows other values. */
        OTHER("changed", true, true),
        /** Only the example value, with which requests are built. */
        EXAMPLE("example", false, true),
        /** A response with other content. */
        RESPONSE("response", false, true),
        /** A response of another kind. */
        RESPONSE_KIND("response kind", true, true),
        /** Providers must satisfy more than before. */
        VERIFIES_MORE("verifies more", false, true),
        /** Providers must satisfy less than before, or something else. */
        VERIFIES_LESS("verifies less", true, true);

        private final String word;
        private final boolean breaks;
        private final boolean needsVerification;

        Kind(String word, boolean breaks, boolean needsVerification) {
            this.word = word;
            this.breaks = breaks;
            this.needsVerification = needsVerification;
        }

        /** Returns the kind as text. */
        public String word() {
            return word;
        }

        /** Whether a consumer that relied on the old contract could break. */
        public boolean mayBreak() {
            return breaks;
        }

        /** Whether providers must be verified again. */
        public boolean needsVerification() {
            return needsVerification;
        }
    }
}
