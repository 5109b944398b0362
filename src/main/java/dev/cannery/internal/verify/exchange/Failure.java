package dev.cannery.internal.verify.exchange;

import dev.cannery.internal.chat.FindingId;

/**
 * Why an answer did not come, or not to its end.
 *
 * @param id what happened
 * @param words the same for people, short, as {@code no such host}
 * @param wanted what should have been, and what to mend where that can be told
 */
public record Failure(FindingId id, String words, String wanted) {
    Failure(FindingId id, String words) {
        this(id, words, "a whole answer");
    }
}
