package dev.cannery.matching.index;

import dev.cannery.chat.ChatRequest;
import dev.cannery.contract.FieldRule;
import dev.cannery.contract.Interaction;
import dev.cannery.contract.RequestPart;
import dev.cannery.contract.Turn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rules of all interactions, each once, however many share it, and from this many interactions on an index of them. */
public final class RuleTable {
    /** Fewer interactions are tried one by one in less time than an index takes. */
    private static final int WORTH_AN_INDEX = 12;

    private final List<FieldRule> rules;
    private final List<RequestPart> parts;
    private final int[] partOfRule;
    private final IdentityHashMap<Turn, TurnRules> turns;
    private final @Nullable RuleIndex index;
    private final Candidates candidates;

    private RuleTable(List<Interaction> interactions, Numbering<FieldRule> rules) {
        Numbering<RequestPart> parts = new Numbering<>();
        this.turns = new IdentityHashMap<>();
        for (Interaction interaction : interactions) {
            interaction.turns().forEach(turn -> turns.put(turn, TurnRules.of(turn.request(), rules::numberOf)));
        }
        this.rules = rules.values;
        this.partOfRule = this.rules.stream()
                .mapToInt(rule -> parts.numberOf(rule.part()))
                .toArray();
        this.parts = parts.values;
        this.index = interactions.size() < WORTH_AN_INDEX ? null : RuleIndex.of(this.rules);
        this.candidates = Candidates.of(interactions, this);
    }

    /** The rules of these interactions. */
    public static RuleTable of(List<Interaction> interactions) {
        return new RuleTable(interactions, new Numbering<>());
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

    /** The rules of a turn. */
    public TurnRules rulesOf(Turn turn) {
        return Objects.requireNonNull(turns.get(turn), "a turn of this set");
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
