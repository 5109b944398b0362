package dev.cannery.verify.exchange;

import dev.cannery.chat.FindingId;

/**
 * Why an answer did not come, or not to its end.
 *
 * @param id what happened
 * @param words the same for people, as {@code no such host}
 */
public record Failure(FindingId id, String words) {
    /** Whether the provider as a whole is to blame, so that further requests are in vain. */
    public boolean isOfTheTarget() {
        return id == FindingId.UNREACHABLE || id == FindingId.NO_ANSWER;
    }
}
