package dev.cannery.internal.profile.answer;

import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceValue;
import java.util.List;

/**
 * The schemas of a provider's answers.
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

    /** Reads {@code answer_schema}. */
    public static AnswerTables read(SourceValue value) {
        Fields fields = value.fields("answer_schema");
        AnswerTables tables = new AnswerTables(
                AnswerTable.read(fields, "completion"),
                AnswerTable.read(fields, "chunk"),
                AnswerTable.read(fields, "error"),
                KnownFinding.read(fields.items("bears")),
                KnownFinding.read(fields.items("accepts")));
        fields.end();
        return tables;
    }

    /** Tables that allow anything. */
    public static final AnswerTables FREE = new AnswerTables(
            new AnswerTable(List.of()), new AnswerTable(List.of()), new AnswerTable(List.of()), List.of(), List.of());
}
