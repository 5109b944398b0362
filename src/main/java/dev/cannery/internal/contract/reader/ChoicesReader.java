package dev.cannery.internal.contract.reader;

import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedMessage;
import dev.cannery.internal.source.SourceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the choices of an answer, each a text or a map. */
final class ChoicesReader {
    private ChoicesReader() {}

    static List<CannedChoice> read(SourceNode node, Scope scope) {
        List<CannedChoice> choices = new ArrayList<>();
        if (node instanceof SourceNode.Sequence sequence && sequence.items().isEmpty()) {
            scope.complain(node, "choices needs at least one answer");
        }
        Values.forEach(node, scope, (item, itemScope) -> choice(item, itemScope).ifPresent(choices::add));
        return choices;
    }

    private static Optional<CannedChoice> choice(SourceNode node, Scope scope) {
        if (node instanceof SourceNode.Scalar) {
            return Optional.ofNullable(Values.text(node, scope))
                    .map(text -> new CannedChoice(new CannedMessage(text, List.of(), null), null));
        }
        if (node instanceof SourceNode.Mapping mapping && mapping.member("message") != null) {
            scope.complain(
                    node,
                    "a choice is what the model says, as [{content: Hi}]. A whole answer as it is on the wire is written"
                            + " in a file and named by 'stub'");
            return Optional.empty();
        }
        int complaints = scope.problems().count();
        ChoiceDraft draft = new ChoiceDraft();
        Key.readAll("a choice", ChoiceDraft.KEYS, node, scope, draft);
        return scope.problems().count() > complaints
                ? Optional.empty()
                : scope.attempt(node, () -> Optional.of(draft.toChoice()));
    }
}
