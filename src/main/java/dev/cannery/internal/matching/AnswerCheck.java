package dev.cannery.internal.matching;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.answer.AnswerTerms;
import dev.cannery.internal.contract.answer.ResponseValidator;
import dev.cannery.internal.contract.answer.SchemaCache;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.contract.template.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks whether a canned response is possible for a request: JSON that conforms to its {@code response_format}, calls of tools
 * that it offers, with valid arguments. Otherwise the contract has a defect; the server then responds with the error of {@link
 * #defect}, or only warns when it is lenient.
 *
 * <p>One instance serves a whole server, because it caches compiled schemas.
 */
public final class AnswerCheck {

    private final ResponseValidator judge = new ResponseValidator(new SchemaCache());

    /** Returns every contradiction between the response and the request, with ids C602 to C606 and C628; empty when it fits. */
    public List<Mismatch> check(ChatRequest request, CannedResponse response) {
        List<Mismatch> mismatches = judge.judge(AnswerTerms.of(request), response);
        if (request.endpoint() == ChatEndpoint.RESPONSES && response instanceof CannedCompletion completion) {
            mismatches = new ArrayList<>(mismatches);
            withoutCounterpart(completion).forEach(mismatches::add);
        }
        return mismatches;
    }

    /** Returns what a Response cannot hold. */
    private static Stream<Mismatch> withoutCounterpart(CannedCompletion completion) {
        return completion.choices().stream()
                .limit(1)
                .filter(choice -> choice.message().audio() != null)
                .map(choice -> new Mismatch(
                        FindingId.NOT_AT_ENDPOINT,
                        FieldPath.of("response").member("audio"),
                        "a text or calls, because the Responses API has no audio",
                        TextNode.valueOf("audio")));
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
