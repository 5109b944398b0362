package dev.cannery.internal.profile.rule;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.profile.shape.Inspection;
import java.util.List;
import java.util.Optional;

/** Reviews what a client sends back of a conversation, whatever its provider accepts. */
public final class HistoryReview {
    private static final List<NamedRule> DUTIES =
            List.of(ToolRule.TOOL_SEQUENCE, HistoryRule.HISTORY_ARGUMENTS, HistoryRule.EMPTY_ASSISTANT);

    private HistoryReview() {}

    /** Returns the first duty that the request breaks; empty if it breaks none. */
    public static Optional<Broken> brokenDuty(ChatRequest request) {
        ReviewedRequest subject = new ReviewedRequest(request.asMeant(), Setting.NONE);
        for (NamedRule duty : DUTIES) {
            Inspection inspection = new Inspection(true);
            duty.apply(subject, inspection);
            List<ApiError> errors = inspection.errors();
            if (!errors.isEmpty()) {
                return Optional.of(new Broken(duty.meaning(), errors.get(0).message()));
            }
        }
        return Optional.empty();
    }

    /**
     * A broken duty.
     *
     * @param duty what has to hold
     * @param message what is wrong, with its place
     */
    public record Broken(String duty, String message) {}
}
