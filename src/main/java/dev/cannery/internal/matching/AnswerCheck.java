package dev.cannery.internal.matching;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.answer.AnswerJudge;
import dev.cannery.internal.contract.answer.AnswerTerms;
import dev.cannery.internal.contract.answer.SchemaCache;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.contract.template.TemplateException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether the canned answer that was chosen may answer the request: JSON that conforms to its {@code response_format},
 * calls of tools that it offers, with arguments that fit. An answer that lies is a defect of the contract; it is for the
 * server to answer with the error of {@link #defect}, or to warn when it is lenient.
 *
 * <p>One instance serves a whole server: it keeps the compiled schemas of the last requests.
 */
public final class AnswerCheck {

    private final AnswerJudge judge = new AnswerJudge(new SchemaCache());

    /** Every way in which the answer does not fit the request, with ids C602 to C606; none when it fits. */
    public List<Mismatch> check(ChatRequest request, CannedResponse response) {
        return judge.judge(AnswerTerms.of(request), response);
    }

    /**
     * The answer to give instead of one that lies: status 500, and in the message which interaction is at fault and how.
     *
     * @param mismatches what {@link #check} found, at least one
     */
    public static ApiError defect(LoadedInteraction interaction, List<Mismatch> mismatches) {
        String sentences = mismatches.stream().map(Mismatch::sentence).collect(Collectors.joining("; "));
        Mismatch first = mismatches.get(0);
        return new ApiError(
                500,
                "contract_defect",
                first.id().code(),
                first.path().toString(),
                "The canned answer of '" + interaction.name() + "' ("
                        + interaction.source().fileAndLine() + ") does not fit the request: " + sentences);
    }

    /** The answer to give instead of one whose templates cannot be filled in. */
    public static ApiError defect(LoadedInteraction interaction, TemplateException fault) {
        return new ApiError(
                500,
                "contract_defect",
                FindingId.TEMPLATE.code(),
                "response",
                "The canned answer of '" + interaction.name() + "' ("
                        + interaction.source().fileAndLine() + ") cannot be given: " + fault.sentence());
    }
}
