package dev.cannery.profile.answer;

import dev.cannery.chat.FindingId;
import java.util.List;
import java.util.Set;

/**
 * What the answers of a provider look like.
 *
 * @param completion a whole answer
 * @param chunk one chunk of a streamed answer
 * @param error the body of an error
 * @param borne findings that this provider's answers are known to give rise to, and that clients bear
 */
public record AnswerTables(AnswerTable completion, AnswerTable chunk, AnswerTable error, Set<FindingId> borne) {
    public AnswerTables {
        borne = Set.copyOf(borne);
    }

    /** Tables that allow anything. */
    public static final AnswerTables FREE = new AnswerTables(
            new AnswerTable(List.of()), new AnswerTable(List.of()), new AnswerTable(List.of()), Set.of());
}
