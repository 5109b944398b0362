package dev.cannery.internal.contract.format;

import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.RequestPattern;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.source.Fields;
import java.util.ArrayList;
import java.util.List;

/** One turn of a conversation: the rules on its request, and its responses. */
public final class TurnForm extends MapForm<TurnForm.Draft> {
    public static final TurnForm FORM = new TurnForm();

    public final Key<List<FieldRule>> request = withDefault(
            "request",
            RequestForm.FORM,
            List.of(),
            "Rules by request field. Other fields are not checked.",
            "when",
            "match");
    public final Key<List<CannedResponse>> response = required(
            "response",
            ResponseForm.LIST,
            "The response: a text, a map, or a list of successive responses, of which the last repeats.",
            "then",
            "reply",
            "answer");

    /**
     * A turn without the rules that all turns share.
     *
     * @param request its own rules
     * @param responses its responses
     */
    record Draft(List<FieldRule> request, List<CannedResponse> responses) {
        /**
         * Returns the turn with the rules that all turns share; its own rule on a part replaces the shared one. Shared rules apply to
         * the whole conversation, its own ones only to what is new in it.
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

    private TurnForm() {
        super("turn", "a turn");
    }

    @Override
    void complete(Fields fields) {
        if (fields.lacks(response.word())) {
            fields.map().problem("a turn needs a response");
        }
    }

    @Override
    Draft make(Given given) {
        return new Draft(given.get(request), given.get(response));
    }

    @Override
    void write(Draft turn, Tree tree) {
        tree.put(request, turn.request).always(response, turn.responses);
    }
}
