package dev.cannery.internal.contract.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.Verification;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceLocation;
import dev.cannery.internal.source.SourceNode;
import dev.cannery.internal.source.SourceValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An interaction: rules on a request and the response to it, or a conversation of several such turns. */
public final class InteractionForm extends MapForm<LoadedInteraction> {
    public static final InteractionForm FORM = new InteractionForm();

    public final Key<String> name = required("name", Form.LINE, "The name, unique in its file.", "title");
    public final Key<String> description = withDefault("description", Form.TEXT, "", "Its purpose, for people.");
    public final Key<List<String>> tags =
            withDefault("tags", Form.NAMES, List.of(), "Labels by which `--tag` selects interactions.");
    public final TurnForm turn = including(TurnForm.FORM);
    public final Key<List<TurnForm.Draft>> turns = withDefault(
            "turns",
            TurnForm.FORM.some("list of turns", "turns needs at least one turn"),
            List.of(),
            "The turns of a conversation, instead of a response.");
    public final Key<Verification> verify = withDefault(
            "verify",
            VerifyForm.FORM,
            Verification.SHAPE,
            "What a real provider must satisfy: `shape` (default) for a valid response, rules on the response, or `false` to skip it.");
    public final Key<List<String>> needs = withDefault(
            "needs",
            Form.NAMES,
            List.of(),
            "Capabilities such as `tools` or `vision`; a provider that lacks one is skipped.");
    public final Key<List<String>> given = withDefault(
            "given",
            Form.NAMES,
            List.of(),
            "States of the environment, such as `quota is exhausted`; a provider for which one is not declared is skipped.");
    public final Key<Boolean> strict =
            withDefault("strict", Form.FLAG, false, "Whether a request field that no rule mentions is a mismatch.");
    public final Key<Boolean> pending = withDefault(
            "pending", Form.FLAG, false, "Whether a failed verification is reported without failing the run.");
    public final Key<Boolean> fallback =
            withDefault("fallback", Form.FLAG, false, "Whether it is considered only if no other interaction matches.");
    public final Key<Boolean> stored = withDefault(
            "stored",
            Form.FLAG,
            false,
            "Whether its completions, which need ids, can be retrieved from the start, as if they had been requested with `store`. An id that begins with `resp_` is that of a Response.");

    private InteractionForm() {
        super("interaction", "an interaction");
    }

    @Override
    void complete(Fields fields) {
        if (fields.lacks(name.word())) {
            fields.map().problem("an interaction needs a name");
        }
        boolean answers = !fields.lacks(turn.response.word());
        if (answers != fields.lacks(turns.word())) {
            fields.map()
                    .problem(
                            answers
                                    ? "an interaction has either 'response' or 'turns', not both"
                                    : "an interaction needs a response");
        }
    }

    @Override
    LoadedInteraction make(Given said) {
        List<TurnForm.Draft> several = said.get(turns);
        List<FieldRule> shared = said.get(turn.request);
        boolean isStrict = said.get(strict);
        List<Turn> built = several.isEmpty()
                ? List.of(turn.make(said).toTurn(List.of(), isStrict, false))
                : several.stream()
                        .map(one -> one.toTurn(shared, isStrict, several.size() > 1))
                        .toList();
        return new LoadedInteraction(
                said.get(name),
                placeOf(said.map()),
                built,
                said.get(fallback),
                said.get(stored),
                new LoadedInteraction.Prerequisites(said.get(needs), said.get(given), said.get(pending)),
                said.get(verify),
                new LoadedInteraction.Notes(said.get(description), said.get(tags)));
    }

    /** Returns the location of the name, where a reader looks for the interaction. */
    private SourceLocation placeOf(SourceValue map) {
        return ((SourceNode.Mapping) map.node())
                .entries().stream()
                        .filter(entry -> entry.key().equals(name.word()))
                        .map(SourceNode.Entry::keyAt)
                        .findFirst()
                        .orElse(map.at());
    }

    @Override
    void write(LoadedInteraction interaction, Tree tree) {
        LoadedInteraction.Prerequisites prerequisites = interaction.prerequisites();
        tree.put(name, interaction.name())
                .put(description, interaction.notes().description())
                .put(tags, interaction.notes().tags())
                .put(needs, prerequisites.needs())
                .put(given, prerequisites.given())
                .put(strict, isStrict(interaction))
                .put(pending, prerequisites.isPending())
                .put(fallback, interaction.isFallback())
                .put(stored, interaction.isStored());
        if (interaction.isConversation()) {
            writeTurns(interaction.turns(), tree);
        } else {
            Turn only = interaction.turns().get(0);
            turn.write(new TurnForm.Draft(only.request().rules(), only.responses()), tree);
        }
        tree.put(verify, interaction.verification());
    }

    private static boolean isStrict(LoadedInteraction interaction) {
        boolean isStrict = interaction.turns().get(0).request().isStrict();
        if (interaction.turns().stream().anyMatch(turn -> turn.request().isStrict() != isStrict)) {
            throw new IllegalArgumentException("all turns of '" + interaction.name()
                    + "' must be strict, or none, because a file sets 'strict' once for the interaction");
        }
        return isStrict;
    }

    private void writeTurns(List<Turn> all, Tree tree) {
        List<FieldRule> shared = new ArrayList<>();
        List<List<FieldRule>> own = all.stream()
                .<List<FieldRule>>map(turn -> new ArrayList<>(turn.request().rules()))
                .toList();
        Optional<FieldRule> next = nextShared(own);
        while (next.isPresent()) {
            FieldRule rule = next.get();
            shared.add(rule);
            own.forEach(rules -> rules.remove(rule));
            next = nextShared(own);
        }
        if (own.stream().flatMap(List::stream).anyMatch(rule -> rule.part() instanceof RequestPart.Prompt)) {
            throw new IllegalArgumentException(
                    "a rule of one turn must use NextPrompt; a rule on Prompt must be shared by all turns");
        }
        List<TurnForm.Draft> drafts = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            drafts.add(new TurnForm.Draft(own.get(i), all.get(i).responses()));
        }
        tree.put(turn.request, shared).put(turns, drafts);
    }

    /**
     * Returns the next rule to write above the turns: one with which all turns begin, or one on the prompt of the conversation,
     * which is only possible there because a turn's own prompt rule is on its next prompt.
     */
    private static Optional<FieldRule> nextShared(List<List<FieldRule>> turns) {
        return turns.stream()
                .flatMap(rules -> rules.stream().limit(1))
                .filter(rule -> turns.stream().allMatch(rules -> begins(rules, rule)))
                .findFirst();
    }

    private static boolean begins(List<FieldRule> rules, FieldRule rule) {
        boolean isOverridden = rule.part() instanceof RequestPart.Prompt
                && rules.stream().anyMatch(own -> own.part() instanceof RequestPart.NextPrompt);
        return isOverridden || (!rules.isEmpty() && rules.get(0).equals(rule));
    }

    @Override
    JsonNode schema(Schemas schemas) {
        List<Key<?>> free =
                keys().stream().filter(key -> !key.equals(turn.response)).toList();
        ObjectNode schema = schemas.map(keys()).setAll(Schemas.needed(free));
        schema.putArray("oneOf")
                .add(Schemas.required(List.of(turn.response.word())))
                .add(Schemas.required(List.of(turns.word())));
        return schema;
    }
}
