package dev.cannery.internal.matching;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.matching.index.RuleTable;
import dev.cannery.internal.matching.index.TurnRules;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Matches one request against many interactions, checking shared rules only once. */
final class RequestMatcher {
    private static final int FEW = 16;

    private final List<LoadedInteraction> interactions;
    private final RuleTable table;
    private final RuleChecker checker;
    private final ChatRequest request;
    private final ObjectNode fields;
    private final HeldRules held;
    private final Conversation conversation;

    private RequestMatcher(
            List<LoadedInteraction> interactions,
            RuleTable table,
            RuleChecker checker,
            ChatRequest request,
            BitSet possible,
            boolean remembers) {
        this.interactions = interactions;
        this.table = table;
        this.checker = checker;
        this.request = request;
        this.fields = request.fieldsOnce();
        this.held = new HeldRules(table, checker, request, possible, remembers);
        this.conversation = new Conversation(request);
    }

    /** Creates a judge for all interactions. */
    static RequestMatcher ofAll(
            List<LoadedInteraction> interactions, RuleTable table, RuleChecker checker, ChatRequest request) {
        return new RequestMatcher(interactions, table, checker, request, table.possible(request), true);
    }

    /** Returns the turn that answers: the last matching turn of the first matching interaction among the candidates. */
    static Optional<Match> firstMatch(
            List<LoadedInteraction> interactions, RuleTable table, RuleChecker checker, ChatRequest request) {
        BitSet possible = table.possible(request);
        int[] candidates = table.candidates(possible);
        RequestMatcher judge =
                new RequestMatcher(interactions, table, checker, request, possible, candidates.length > FEW);
        for (int candidate : candidates) {
            int turn = judge.matchingTurn(candidate);
            if (turn >= 0) {
                return Optional.of(new Match(interactions.get(candidate), turn));
            }
        }
        return Optional.empty();
    }

    /** Returns the matching turn, trying the last one first, because it proves more of the conversation; -1 for none. */
    private int matchingTurn(int interaction) {
        for (int i = table.turnsOf(interaction) - 1; i >= 0; i--) {
            TurnRules rules = table.rulesOf(interaction, i);
            if (rules.allHold(held::holds) && rules.countUnmentioned(fields) == 0 && hasReached(interaction, i)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Adds the nearest turn of an interaction: the one that matches, otherwise the last one that the conversation has reached, unless
     * one whose earlier responses differ slightly is nearer.
     *
     * @param interaction its index in the list
     * @param nearness the nearness to the rules
     */
    void addNearestTurn(int interaction, Nearness nearness, TopMatches nearest) {
        TopMatches.Rank reached = null;
        TopMatches.Rank missed = null;
        for (int i = table.turnsOf(interaction) - 1; i >= 0; i--) {
            if (!hasReached(interaction, i)) {
                missed = conversation.isUnderWay()
                        ? TopMatches.nearer(missed, guessedRankOf(interaction, i, nearness, 1))
                        : missed;
                continue;
            }
            TopMatches.Rank rank = guessedRankOf(interaction, i, nearness, 0);
            if (rank.failing() == 0) {
                nearest.add(rank);
                return;
            }
            reached = reached == null ? rank : reached;
        }
        if (reached != null) {
            nearest.add(missed == null ? reached : TopMatches.nearer(reached, missed));
        }
    }

    /** Returns the rank of the same turn with an exact text comparison, which is too slow for all. */
    TopMatches.Rank judgedClosely(TopMatches.Rank rank, Nearness nearness) {
        int missing = hasReached(rank.interaction(), rank.turn()) ? 0 : 1;
        return rankOf(rank.interaction(), rank.turn(), nearness, missing, nearness::likeness);
    }

    private TopMatches.Rank guessedRankOf(int interaction, int turn, Nearness nearness, int missingAnswers) {
        return rankOf(interaction, turn, nearness, missingAnswers, nearness::guessedLikeness);
    }

    private TopMatches.Rank rankOf(
            int interaction, int turn, Nearness nearness, int missingAnswers, Likeness likeness) {
        TurnRules rules = table.rulesOf(interaction, turn);
        TopMatches.Tally tally = new TopMatches.Tally(rules.countUnmentioned(fields) + missingAnswers);
        for (int i = 0; i < rules.size(); i++) {
            int rule = rules.rule(i);
            if (!held.holds(rule)) {
                tally.fails(nearness.weight(rule), likeness.of(rule, held.textFor(rule)));
            } else if (!held.judgesNothing(rule)) {
                tally.holds(nearness.weight(rule));
            }
        }
        return tally.rankOf(interaction, turn);
    }

    /** Whether the conversation has reached the turn. The first turn can follow anything, and most interactions have no other. */
    private boolean hasReached(int interaction, int turn) {
        return turn == 0 || conversation.hasReached(interactions.get(interaction), turn);
    }

    /** Returns the outcome of each rule of the turn, after the missing response if there is one. */
    List<RuleOutcome> explain(TopMatches.Rank rank) {
        LoadedInteraction interaction = interactions.get(rank.interaction());
        Stream<RuleOutcome> missing = conversation.missingBefore(interaction, rank.turn()).stream()
                .map(answer -> answer.judge(interaction, request.messages()).asSentIn(request));
        List<RuleOutcome> ofRules =
                checker.explain(interaction.turns().get(rank.turn()).request(), request);
        return Stream.concat(missing, ofRules.stream()).toList();
    }

    private interface Likeness {
        double of(int rule, SentText sent);
    }
}
