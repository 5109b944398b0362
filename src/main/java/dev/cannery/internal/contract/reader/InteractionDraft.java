package dev.cannery.internal.contract.reader;

import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.RequestPattern;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.Verification;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.source.SourceNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has been read of an interaction so far. */
final class InteractionDraft {
    @Nullable
    String name;

    String description = "";
    List<String> tags = List.of();
    List<String> needs = List.of();
    List<String> given = List.of();
    boolean isStrict;
    boolean isPending;
    boolean isFallback;
    boolean isStored;

    private final RuleReader rules;
    private final List<TurnDraft> turns = new ArrayList<>();
    private List<FieldRule> request = List.of();
    private List<CannedResponse> responses = List.of();
    private Verification verification = Verification.SHAPE;

    InteractionDraft(RuleReader rules) {
        this.rules = rules;
    }

    void request(SourceNode value, Scope scope) {
        request = new RequestReader(rules).read(value, scope);
    }

    void response(SourceNode value, Scope scope) {
        responses = ResponseReader.read(value, scope);
    }

    void turns(SourceNode value, Scope scope) {
        if (value instanceof SourceNode.Sequence sequence && sequence.items().isEmpty()) {
            scope.complain(value, "turns needs at least one turn");
        }
        Values.forEach(value, scope, (item, itemScope) -> turns.add(TurnDraft.read(item, itemScope, rules)));
    }

    void verify(SourceNode value, Scope scope) {
        verification = new VerificationReader(rules).read(value, scope);
    }

    /** Complains of what an interaction needs and this one lacks, or has twice. */
    void complainOfGaps(SourceNode.Mapping node, Scope scope) {
        if (!isIn(node, "name")) {
            scope.complain(node, "an interaction needs a name");
        }
        boolean answers = isIn(node, "response");
        boolean converses = isIn(node, "turns");
        if (answers == converses) {
            scope.complain(
                    node,
                    answers
                            ? "an interaction has either 'response' or 'turns', not both"
                            : "an interaction needs a response");
        }
    }

    private static boolean isIn(SourceNode.Mapping node, String key) {
        return Key.isIn(node, key, InteractionReader.KEYS);
    }

    LoadedInteraction toInteraction(SourceLocation source) {
        List<Turn> built = turns.isEmpty()
                ? List.of(new Turn(new RequestPattern(request, isStrict), responses))
                : turns.stream()
                        .map(turn -> turn.toTurn(request, isStrict, turns.size() > 1))
                        .toList();
        return new LoadedInteraction(
                String.valueOf(name),
                source,
                built,
                isFallback,
                isStored,
                new LoadedInteraction.Demands(needs, given, isPending),
                verification,
                new LoadedInteraction.Notes(description, tags));
    }

    /** What has been read of one turn. */
    static final class TurnDraft {
        static final List<Key<TurnDraft>> KEYS = List.of(
                new Key<>(
                        "request",
                        ValueForm.REQUEST,
                        (draft, value, scope) -> draft.request = new RequestReader(draft.rules).read(value, scope)),
                new Key<>(
                        "response",
                        ValueForm.RESPONSE,
                        (draft, value, scope) -> draft.responses = ResponseReader.read(value, scope)));

        private final RuleReader rules;
        private List<FieldRule> request = List.of();
        private List<CannedResponse> responses = List.of();

        private TurnDraft(RuleReader rules) {
            this.rules = rules;
        }

        static TurnDraft read(SourceNode node, Scope scope, RuleReader rules) {
            TurnDraft draft = new TurnDraft(rules);
            Key.readAll("a turn", KEYS, node, scope, draft);
            if (node instanceof SourceNode.Mapping mapping && !Key.isIn(mapping, "response", KEYS)) {
                scope.complain(node, "a turn needs a response");
            }
            return draft;
        }

        /**
         * The turn with the rules that all turns share; its own rule on a part stands in for the shared one. Shared rules
         * judge the conversation, its own ones what is new in it.
         */
        Turn toTurn(List<FieldRule> shared, boolean isStrict, boolean isOneOfSeveral) {
            List<FieldRule> all = new ArrayList<>(shared);
            all.removeIf(rule -> request.stream()
                    .anyMatch(own -> own.part().label().equals(rule.part().label())));
            request.stream().map(rule -> isOneOfSeveral ? ofNews(rule) : rule).forEach(all::add);
            return new Turn(new RequestPattern(all, isStrict), responses);
        }

        private static FieldRule ofNews(FieldRule rule) {
            return rule.part() instanceof RequestPart.Prompt
                    ? new FieldRule(new RequestPart.NextPrompt(), rule.constraint())
                    : rule;
        }
    }
}
