package dev.cannery.internal.contract.reader;

import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.source.SourceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code response}: a text, a map, or a list of successive answers. */
final class ResponseReader {
    private ResponseReader() {}

    static List<CannedResponse> read(SourceNode node, Scope scope) {
        if (!(node instanceof SourceNode.Sequence sequence)) {
            return one(node, scope).map(List::of).orElse(List.of());
        }
        if (sequence.items().isEmpty()) {
            scope.complain(node, "a list of answers needs at least one");
        }
        List<CannedResponse> responses = new ArrayList<>();
        Values.forEach(node, scope, (item, itemScope) -> one(item, itemScope).ifPresent(responses::add));
        return responses;
    }

    static Optional<CannedResponse> one(SourceNode node, Scope scope) {
        if (node instanceof SourceNode.Scalar scalar && scalar.value().isNull()) {
            scope.complain(
                    node, "nothing is answered here: write a text, a map of an answer's keys, or a list of answers");
            return Optional.empty();
        }
        if (node instanceof SourceNode.Scalar) {
            return Optional.ofNullable(Values.text(node, scope)).map(CannedCompletion::ofText);
        }
        int complaints = scope.problems().count();
        ResponseDraft draft = new ResponseDraft();
        Key.readAll("response", ResponseDraft.KEYS, node, scope, draft);
        if (draft.isTemplate()) {
            TemplateStrings.complainOfSyntax(node, scope);
        }
        if (scope.problems().count() > complaints) {
            return Optional.empty();
        }
        return scope.attempt(node, () -> Optional.of(draft.toResponse()));
    }
}
