package dev.cannery.internal.matching;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.answer.AnswerTerms;
import dev.cannery.internal.contract.answer.ResponseValidator;
import dev.cannery.internal.contract.answer.SchemaCache;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.contract.template.TemplateException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Checks whether a canned response is possible for a request: JSON that conforms to its {@code response_format}, calls of tools
 * that it offers, with valid arguments. Otherwise the contract has a defect; the server then responds with the error of {@link
 * #defect}, or only warns when it is lenient.
 *
 * <p>One instance serves a whole server, because it caches compiled schemas.
 */
public final class AnswerCheck {

    private final ResponseValidator judge = new ResponseValidator(new SchemaCache());

    /** Returns every contradiction between the response and the request, with ids C602 to C606; empty when it fits. */
    public List<Mismatch> check(ChatRequest request, CannedResponse response) {
        return judge.judge(AnswerTerms.of(request), response);
    }

    /**
     * Returns the error to send instead of such a response: status 500, with the interaction and the problems in the message.
     *
     * @param mismatches the result of {@link #check}, at least one
     */
    public static ApiError defect(LoadedInteraction interaction, List<Mismatch> mismatches) {
        String sentences = mismatches.stream().map(Mismatch::sentence).collect(Collectors.joining("; "));
        Mismatch first = mismatches.get(0);
        return new ApiError(
                500,
                "contract_defect",
                first.id().code(),
                first.path().toString(),
                "The canned response of '" + interaction.name() + "' ("
                        + interaction.source().fileAndLine() + ") does not fit the request: " + sentences);
    }

    /** Returns the error to send instead of a response whose templates cannot be filled in. */
    public static ApiError defect(LoadedInteraction interaction, TemplateException fault) {
        return new ApiError(
                500,
                "contract_defect",
                FindingId.TEMPLATE.code(),
                "response",
                "The canned response of '" + interaction.name() + "' ("
                        + interaction.source().fileAndLine() + ") cannot be rendered: " + fault.sentence());
    }
}
