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

/** The rules of all interactions, each once, however many share it, and from this many interactions on an index of them. */
public final class RuleTable {
    /** Fewer interactions are tried one by one in less time than an index takes. */
    private static final int WORTH_AN_INDEX = 12;

    private final List<FieldRule> rules;
    private final List<RequestPart> parts;
    private final int[] partOfRule;
    /** By the interaction's place in the list, then by the turn: to look turns up took a third of an explained miss. */
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

    /** The rules of these interactions. */
    public static RuleTable of(List<LoadedInteraction> interactions) {
        return new RuleTable(interactions, new Numbering<>());
    }

    /** All rules, by their numbers. */
    public List<FieldRule> rules() {
        return rules;
    }

    /** How many different rules there are. */
    public int size() {
        return rules.size();
    }

    /** The rule of this number. */
    public FieldRule rule(int rule) {
        return rules.get(rule);
    }

    /** The number of the part of the request that the rule judges. */
    public int partOf(int rule) {
        return partOfRule[rule];
    }

    /** The parts of a request that rules judge, by their numbers. */
    public List<RequestPart> parts() {
        return parts;
    }

    private static TurnRules[] rulesOf(LoadedInteraction interaction, Numbering<FieldRule> rules) {
        return interaction.turns().stream()
                .map(turn -> TurnRules.of(turn.request(), rules::numberOf))
                .toArray(TurnRules[]::new);
    }

    /** The rules of a turn of the interaction at this place in the list. */
    public TurnRules rulesOf(int interaction, int turn) {
        return turns[interaction][turn];
    }

    /** How many turns the interaction at this place in the list has. */
    public int turnsOf(int interaction) {
        return turns[interaction].length;
    }

    /** Whether the index can tell that the rule does not hold. */
    boolean isGuarded(int rule) {
        return index != null && index.isGuarded(rule);
    }

    /** The rules that could hold of the request; the caller's own. */
    public BitSet possible(ChatRequest request) {
        if (index != null) {
            return index.possible(request);
        }
        BitSet all = new BitSet(rules.size());
        all.set(0, rules.size());
        return all;
    }

    /** The interactions, by their places in the list and in its order, that could match when at most these rules hold. */
    public int[] candidates(BitSet possible) {
        return candidates.of(possible);
    }

    /** Numbers equal values alike, in the order in which they are first seen. */
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
