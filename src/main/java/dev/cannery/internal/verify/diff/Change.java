package dev.cannery.internal.verify.diff;

import dev.cannery.internal.source.SourceLocation;

/**
 * One thing that changed between two states of contracts.
 *
 * @param kind what kind of change it is
 * @param title the contract and the interaction, as {@code weather-agent: asks for the weather}
 * @param source where the interaction is written, in its new state where there is one
 * @param part which part of it, as {@code temperature} or {@code response}; empty for the whole
 * @param before what it was, in words
 * @param after what it is now, in words
 */
public record Change(Kind kind, String title, SourceLocation source, String part, String before, String after) {
    /** The change in a line. */
    public String sentence() {
        String what = part.isEmpty() ? "" : "  " + part;
        String values = before.isEmpty() && after.isEmpty() ? "" : "  " + after + ", was " + before;
        return kind.word() + "  " + title + " (" + source.fileAndLine() + ")" + what + values;
    }

    /** What kinds of change there are. */
    public enum Kind {
        /** A new interaction. */
        ADDED("added", false, true),
        /** An interaction that is gone. */
        REMOVED("removed", true, false),
        /** A rule on the request that allows less. */
        TIGHTER("tighter", true, true),
        /** A rule on the request that allows more. */
        LOOSER("looser", false, true),
        /** A rule on the request that allows something else. */
        OTHER("changed", true, true),
        /** Only the value to build a request with. */
        EXAMPLE("example", false, true),
        /** An answer with other words. */
        ANSWER("answer", false, true),
        /** An answer of another kind. */
        ANSWER_KIND("kind", true, true),
        /** What a provider must satisfy became more. */
        PROMISE_TIGHTER("promises more", false, true),
        /** What a provider must satisfy became less, or something else. */
        PROMISE_LOOSER("promises less", true, true);

        private final String word;
        private final boolean breaks;
        private final boolean needsVerification;

        Kind(String word, boolean breaks, boolean needsVerification) {
            this.word = word;
            this.breaks = breaks;
            this.needsVerification = needsVerification;
        }

        /** The kind in a word. */
        public String word() {
            return word;
        }

        /** Whether a consumer that kept the old contract could break. */
        public boolean mayBreak() {
            return breaks;
        }

        /** Whether providers must be verified again. */
        public boolean needsVerification() {
            return needsVerification;
        }
    }
}
