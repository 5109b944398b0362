package dev.cannery.profile.answer;

import java.util.List;

/**
 * What the answers of a provider look like.
 *
 * @param completion a whole answer
 * @param chunk one chunk of a streamed answer
 * @param error the body of an error
 */
public record AnswerTables(AnswerTable completion, AnswerTable chunk, AnswerTable error) {
    /** Tables that allow anything. */
    public static final AnswerTables FREE =
            new AnswerTables(new AnswerTable(List.of()), new AnswerTable(List.of()), new AnswerTable(List.of()));
}
