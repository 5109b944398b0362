package dev.cannery.internal.matching.index;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPart;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The distinct rules of all interactions, with an index if there are many interactions. */
public final class RuleTable {
    /** The number of interactions from which on an index is faster than trying them one by one. */
    private static final int WORTH_AN_INDEX = 12;

    private final List<FieldRule> rules;
    private final List<RequestPart> parts;
    private final int[] partOfRule;
    /** By the interaction's index and then by turn: looking turns up took a third of an explained miss. */
    private final TurnRules[][] turns;

    private final @Nullable RuleIndex index;
    private final Candidates candidates;

    private RuleTable(List<LoadedInteraction> interactions, Numbering<FieldRule> rules) {
        Numbering<RequestPart> parts = new Numbering<>();
        this.turns = interactions.stream()
                .map(interaction -> rulesOf(interaction, rules))
                .toArray(TurnRules[][]::new);
        this.rules = Collections.unmodifiableList(rules.values);
        this.partOfRule = this.rules.stream()
                .mapToInt(rule -> parts.numberOf(rule.part()))
                .toArray();
        this.parts = parts.values;
        this.index = interactions.size() < WORTH_AN_INDEX ? null : RuleIndex.of(this.rules);
        this.candidates = Candidates.of(interactions.size(), this);
    }

    /** Creates the table of these interactions' rules. */
    public static RuleTable of(List<LoadedInteraction> interactions) {
        return new RuleTable(interactions, new Numbering<>());
    }

    /** Returns all rules, by number. */
    public List<FieldRule> rules() {
        return rules;
    }

    /** Returns the number of distinct rules. */
    public int size() {
        return rules.size();
    }

    /** Returns the rule with this number. */
    public FieldRule rule(int rule) {
        return rules.get(rule);
    }

    /** Returns the number of the part of the request that the rule checks. */
    public int partOf(int rule) {
        return partOfRule[rule];
    }

    /** Returns the parts of a request that rules check, by number. */
    public List<RequestPart> parts() {
        return parts;
    }

    private static TurnRules[] rulesOf(LoadedInteraction interaction, Numbering<FieldRule> rules) {
        return interaction.turns().stream()
                .map(turn -> TurnRules.of(turn.request(), rules::numberOf))
                .toArray(TurnRules[]::new);
    }

    /** Returns the rules of a turn of the interaction with this index. */
    public TurnRules rulesOf(int interaction, int turn) {
        return turns[interaction][turn];
    }

    /** Returns the number of turns of the interaction with this index. */
    public int turnsOf(int interaction) {
        return turns[interaction].length;
    }

    /** Whether the index can rule the rule out without checking it. */
    boolean isGuarded(int rule) {
        return index != null && index.isGuarded(rule);
    }

    /** Returns the rules that could hold for the request; the caller may modify the set. */
    public BitSet possible(ChatRequest request) {
        if (index != null) {
            return index.possible(request);
        }
        BitSet all = new BitSet(rules.size());
        all.set(0, rules.size());
        return all;
    }

    /** Returns the indexes of the interactions, in order, that could match when at most these rules hold. */
    public int[] candidates(BitSet possible) {
        return candidates.of(possible);
    }

    /** Numbers equal values alike, in the order of their first occurrence. */
    private static final class Numbering<T> {
        private final Map<T, Integer> numbers = new HashMap<>();
        private final List<T> values = new ArrayList<>();

        int numberOf(T value) {
            Integer known = numbers.putIfAbsent(value, values.size());
            if (known == null) {
                values.add(value);
            }
            return known == null ? values.size() - 1 : known;
        }
    }
}
