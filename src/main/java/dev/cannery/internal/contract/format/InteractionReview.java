package dev.cannery.internal.contract.format;

import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedFault;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedTemplate;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPattern;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.answer.AnswerTerms;
import dev.cannery.internal.contract.answer.ResponseValidator;
import dev.cannery.internal.contract.answer.SchemaCache;
import dev.cannery.internal.contract.example.ExampleRequest;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceValue;
import java.util.List;
import java.util.Optional;

/**
 * Reports responses that contradict themselves or the rules of their own interaction, and interactions whose completions cannot
 * be stored from the start.
 */
final class InteractionReview {
    private static final InteractionForm FORM = InteractionForm.FORM;

    private final ResponseValidator judge = new ResponseValidator(new SchemaCache());

    /**
     * Reports the problems of an interaction.
     *
     * @param value where the interaction is defined
     */
    void review(LoadedInteraction interaction, SourceValue value) {
        List<Turn> turns = interaction.turns();
        SourceValue list = child(value, FORM.turns);
        for (int i = 0; i < turns.size(); i++) {
            SourceValue turn = list.isList() ? list.items().get(i) : value;
            review(turns.get(i), child(turn, FORM.turn.response));
        }
        if (interaction.isStored()) {
            unstorable(interaction)
                    .ifPresent(problem -> child(value, FORM.stored).problem("'stored' " + problem));
        }
    }

    /** Reports the problems of a response to any request. */
    void review(CannedResponse answer, SourceValue value) {
        review(new Turn(RequestPattern.of(List.of()), List.of(answer)), value);
    }

    private void review(Turn turn, SourceValue response) {
        AnswerTerms terms = AnswerTerms.of(turn.request());
        for (int i = 0; i < turn.responses().size(); i++) {
            SourceValue place = response.isList() ? response.items().get(i) : response;
            CannedResponse answer = turn.responses().get(i);
            review(terms, answer, place);
            if (answer instanceof CannedTemplate) {
                TemplateReview.names(place, turn.request().groupNames());
            }
        }
    }

    private void review(AnswerTerms terms, CannedResponse answer, SourceValue value) {
        for (Mismatch mismatch : judge.judge(terms, answer)) {
            value.problem(mismatch.sentence() + " (" + mismatch.id().code() + ")");
        }
        if (answer instanceof CannedCompletion completion && completion.fault() != null) {
            fault(terms, completion.fault().kind(), value);
        }
    }

    /** Reports a fault that never occurs because every request asks for the other form. */
    private static void fault(AnswerTerms terms, CannedFault.BreakKind kind, SourceValue value) {
        boolean isSeen = terms.isStreamed().map(kind::canHappenTo).orElse(true);
        if (!isSeen) {
            value.problem("'" + kind.word() + "' breaks "
                    + (kind.canHappenTo(true)
                            ? "a stream, but 'request' does not ask for one"
                            : "a JSON body, but 'request' asks for a stream"));
        }
    }

    /** Returns the value of a key, or the map if the key is absent, with the key's path. */
    private static SourceValue child(SourceValue map, Key<?> key) {
        SourceNode child = map.node() instanceof SourceNode.Mapping mapping ? mapping.member(key.word()) : null;
        return map.member(key.word(), child == null ? map.node() : child);
    }

    private static Optional<String> unstorable(LoadedInteraction interaction) {
        if (interaction.isConversation()) {
            return Optional.of("does not apply to a conversation. Write the interaction with 'response'");
        }
        List<CannedResponse> responses = interaction.turns().get(0).responses();
        Optional<String> ofResponses = responses.stream()
                .flatMap(response -> unstorable(response).stream())
                .findFirst();
        if (ofResponses.isPresent()) {
            return ofResponses;
        }
        long ids = responses.stream()
                .map(response -> ((CannedCompletion) response).identity().id())
                .distinct()
                .count();
        if (ids < responses.size()) {
            return Optional.of("needs a different 'id' in each response");
        }
        List<String> missing = ExampleRequest.missingIn(interaction);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("needs a request that can be built: " + String.join(" and ", missing)
                        + (missing.size() == 1 ? " needs" : " need") + " an 'example'");
    }

    private static Optional<String> unstorable(CannedResponse response) {
        if (!(response instanceof CannedCompletion completion) || !completion.isValid()) {
            return Optional.of("needs a response that is a valid completion, not a template");
        }
        return completion.identity().id() == null
                ? Optional.of(
                        "needs the 'id' of the completion. Write it in the response, such as 'id: chatcmpl-1', or 'id: resp_1' for the Responses API")
                : Optional.empty();
    }
}
