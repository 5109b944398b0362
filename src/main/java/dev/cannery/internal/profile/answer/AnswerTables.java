package dev.cannery.internal.profile.answer;

import java.util.List;

/**
 * What the answers of a provider look like.
 *
 * @param completion a whole answer
 * @param chunk one chunk of a streamed answer
 * @param error the body of an error
 * @param borne findings that this provider's answers are known to cause, and that break some clients: warnings
 * @param accepted findings that this provider's answers are known to cause, and that no client was seen to notice: none
 */
public record AnswerTables(
        AnswerTable completion,
        AnswerTable chunk,
        AnswerTable error,
        List<KnownFinding> borne,
        List<KnownFinding> accepted) {
    public AnswerTables {
        borne = List.copyOf(borne);
        accepted = List.copyOf(accepted);
    }

    /** Tables that allow anything. */
    public static final AnswerTables FREE = new AnswerTables(
            new AnswerTable(List.of()), new AnswerTable(List.of()), new AnswerTable(List.of()), List.of(), List.of());
}
