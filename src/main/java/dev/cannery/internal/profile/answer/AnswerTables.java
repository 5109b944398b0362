package dev.cannery.internal.profile.answer;

import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceValue;
import java.util.List;

/**
 * The schemas of a provider's responses.
 *
 * @param completion a whole completion
 * @param chunk one chunk of a streamed completion
 * @param error the body of an error
 * @param tolerated findings that this provider is known to cause and that break some clients; reported as warnings
 * @param accepted findings that this provider is known to cause and that no client is known to notice; not reported
 */
public record AnswerTables(
        AnswerTable completion,
        AnswerTable chunk,
        AnswerTable error,
        List<KnownFinding> tolerated,
        List<KnownFinding> accepted) {
    public AnswerTables {
        tolerated = List.copyOf(tolerated);
        accepted = List.copyOf(accepted);
    }

    /** Reads {@code answer_schema}. */
    public static AnswerTables read(SourceValue value) {
        Fields fields = value.fields("answer_schema");
        AnswerTables tables = new AnswerTables(
                AnswerTable.read(fields, "completion"),
                AnswerTable.read(fields, "chunk"),
                AnswerTable.read(fields, "error"),
                KnownFinding.read(fields.items("tolerates")),
                KnownFinding.read(fields.items("accepts")));
        fields.end();
        return tables;
    }

    /** Schemas that allow anything. */
    public static final AnswerTables FREE = new AnswerTables(
            new AnswerTable(List.of()), new AnswerTable(List.of()), new AnswerTable(List.of()), List.of(), List.of());
}
