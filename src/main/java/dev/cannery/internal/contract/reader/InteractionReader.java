package dev.cannery.internal.contract.reader;

import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.source.SourceNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one interaction, with the file's defaults under it. */
final class InteractionReader {
    /** The keys of an interaction. */
    static final List<Key<InteractionDraft>> KEYS = List.of(
            new Key<>("name", ValueForm.NAME, (draft, value, scope) -> draft.name = Values.line(value, scope)),
            new Key<>(
                    "description",
                    ValueForm.TEXT,
                    (draft, value, scope) -> Values.give(Values.text(value, scope), text -> draft.description = text)),
            new Key<>("tags", ValueForm.NAMES, (draft, value, scope) -> draft.tags = Values.texts(value, scope)),
            new Key<>("request", ValueForm.REQUEST, (draft, value, scope) -> draft.request(value, scope)),
            new Key<>("response", ValueForm.RESPONSE, (draft, value, scope) -> draft.response(value, scope)),
            new Key<>("turns", ValueForm.TURNS, (draft, value, scope) -> draft.turns(value, scope)),
            new Key<>("verify", ValueForm.VERIFY, (draft, value, scope) -> draft.verify(value, scope)),
            new Key<>("needs", ValueForm.NAMES, (draft, value, scope) -> draft.needs = Values.texts(value, scope)),
            new Key<>("given", ValueForm.NAMES, (draft, value, scope) -> draft.given = Values.texts(value, scope)),
            new Key<>("strict", ValueForm.TRUTH, (draft, value, scope) -> draft.isStrict = isTrue(value, scope)),
            new Key<>("pending", ValueForm.TRUTH, (draft, value, scope) -> draft.isPending = isTrue(value, scope)),
            new Key<>("fallback", ValueForm.TRUTH, (draft, value, scope) -> draft.isFallback = isTrue(value, scope)),
            new Key<>("stored", ValueForm.TRUTH, (draft, value, scope) -> draft.isStored = isTrue(value, scope)));

    private final RuleReader rules;
    private final AnswerReview answers = new AnswerReview();
    private final SourceNode.@Nullable Mapping defaults;

    InteractionReader(RuleReader rules, SourceNode.@Nullable Mapping defaults) {
        this.rules = rules;
        this.defaults = defaults;
    }

    private static boolean isTrue(SourceNode value, Scope scope) {
        return Boolean.TRUE.equals(Values.truth(value, scope));
    }

    /** Complains of what is wrong in the defaults alone; an answer of which they are a part is judged as a whole. */
    static void judgeDefaults(SourceNode.Mapping defaults, RuleReader rules, Scope scope) {
        SourceNode response = defaults.member("response");
        List<String> others = KEYS.stream()
                .map(Key::word)
                .filter(word -> !word.equals("response"))
                .toList();
        Key.readAll("an interaction", KEYS, defaults.only(others), scope, new InteractionDraft(rules));
        if (response instanceof SourceNode.Mapping) {
            Key.readAll("response", ResponseDraft.KEYS, response, scope.member("response"), new ResponseDraft());
        }
    }

    Optional<LoadedInteraction> read(SourceNode node, Scope scope) {
        int complaints = scope.problems().count();
        SourceNode merged = defaults == null ? node : Defaults.under(node, defaults);
        InteractionDraft draft = new InteractionDraft(rules);
        Key.readAll("an interaction", KEYS, merged, scope, draft);
        if (merged instanceof SourceNode.Mapping mapping) {
            draft.complainOfGaps(mapping, scope);
        }
        if (scope.problems().count() > complaints) {
            return Optional.empty();
        }
        return scope.attempt(node, () -> Optional.of(draft.toInteraction(placeOf(node))))
                .map(interaction -> answers.review(interaction, merged, scope))
                .map(interaction -> StoredReview.review(interaction, merged, scope));
    }

    /** The line of the name, where a reader looks for the interaction. */
    private static SourceLocation placeOf(SourceNode node) {
        if (node instanceof SourceNode.Mapping mapping) {
            for (SourceNode.Entry entry : mapping.entries()) {
                if (entry.key().equals("name")) {
                    return entry.keyAt();
                }
            }
        }
        return node.at();
    }
}
