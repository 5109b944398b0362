package dev.cannery.internal.contract.reader;

import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedFault;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedTemplate;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.answer.AnswerJudge;
import dev.cannery.internal.contract.answer.AnswerTerms;
import dev.cannery.internal.contract.answer.SchemaCache;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.source.SourceNode;
import java.util.List;

/** Complains of answers that contradict themselves or what the rules of their own interaction say literally. */
final class AnswerReview {

    private final AnswerJudge judge = new AnswerJudge(new SchemaCache());

    /** The interaction, whose answers may have been complained of. */
    LoadedInteraction review(LoadedInteraction interaction, SourceNode node, Scope scope) {
        List<Turn> turns = interaction.turns();
        SourceNode list = child(node, "turns");
        for (int i = 0; i < turns.size(); i++) {
            boolean isInList = list instanceof SourceNode.Sequence;
            SourceNode turn = isInList ? item(list, i) : node;
            Scope place = isInList ? scope.member("turns").element(i) : scope;
            review(turns.get(i), child(turn, "response"), place.member("response"));
        }
        return interaction;
    }

    private void review(Turn turn, SourceNode node, Scope scope) {
        AnswerTerms terms = AnswerTerms.of(turn.request());
        for (int i = 0; i < turn.responses().size(); i++) {
            boolean isInList = node instanceof SourceNode.Sequence;
            SourceNode place = item(node, i);
            Scope placeScope = isInList ? scope.element(i) : scope;
            CannedResponse response = turn.responses().get(i);
            review(terms, response, place, placeScope);
            if (response instanceof CannedTemplate) {
                TemplateStrings.complainOfNames(
                        place, placeScope, turn.request().groupNames());
            }
        }
    }

    private void review(AnswerTerms terms, CannedResponse response, SourceNode node, Scope scope) {
        for (Mismatch mismatch : judge.judge(terms, response)) {
            scope.complain(node, mismatch.sentence() + " (" + mismatch.id().code() + ")");
        }
        if (response instanceof CannedCompletion completion && completion.fault() != null) {
            fault(terms, completion.fault().kind(), node, scope);
        }
    }

    /** A fault of one form is never seen where every request asks for the other. */
    private static void fault(AnswerTerms terms, CannedFault.BreakKind kind, SourceNode node, Scope scope) {
        boolean isSeen = terms.isStreamed().map(kind::canHappenTo).orElse(true);
        if (!isSeen) {
            scope.complain(
                    node,
                    kind.canHappenTo(true)
                            ? "'" + kind.word() + "' breaks a stream, and 'request' asks for none"
                            : "'" + kind.word() + "' breaks a body of JSON, and 'request' asks for a stream");
        }
    }

    private static SourceNode child(SourceNode node, String key) {
        SourceNode child = node instanceof SourceNode.Mapping mapping ? mapping.member(key) : null;
        return child == null ? node : child;
    }

    private static SourceNode item(SourceNode node, int index) {
        return node instanceof SourceNode.Sequence sequence
                        && index < sequence.items().size()
                ? sequence.items().get(index)
                : node;
    }
}
