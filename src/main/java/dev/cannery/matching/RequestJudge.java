package dev.cannery.matching;

import dev.cannery.chat.ChatRequest;
import dev.cannery.contract.Interaction;
import dev.cannery.contract.Turn;
import dev.cannery.matching.index.RuleTable;
import dev.cannery.matching.index.TurnRules;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;

/** Holds one request against many interactions, and does what they share but once. */
final class RequestJudge {
    private static final int FEW = 16;

    private final RuleTable table;
    private final RuleChecker checker;
    private final ChatRequest request;
    private final HeldRules held;
    private final Conversation conversation;

    private RequestJudge(
            RuleTable table, RuleChecker checker, ChatRequest request, BitSet possible, boolean remembers) {
        this.table = table;
        this.checker = checker;
        this.request = request;
        this.held = new HeldRules(table, checker, request, possible, remembers);
        this.conversation = new Conversation(request);
    }

    /** A judge who is asked about all interactions. */
    static RequestJudge ofAll(RuleTable table, RuleChecker checker, ChatRequest request) {
        return new RequestJudge(table, checker, request, table.possible(request), true);
    }

    /** The turn that answers: of the first interaction that matches, among those worth trying, the last such turn. */
    static Optional<Match> firstMatch(
            List<Interaction> interactions, RuleTable table, RuleChecker checker, ChatRequest request) {
        BitSet possible = table.possible(request);
        int[] candidates = table.candidates(possible);
        RequestJudge judge = new RequestJudge(table, checker, request, possible, candidates.length > FEW);
        for (int candidate : candidates) {
            Interaction interaction = interactions.get(candidate);
            int turn = judge.matchingTurn(interaction);
            if (turn >= 0) {
                return Optional.of(new Match(interaction, turn));
            }
        }
        return Optional.empty();
    }

    /** The last turn first: it proves more of the conversation than an earlier one, whose rules may be few; -1 for none. */
    private int matchingTurn(Interaction interaction) {
        List<Turn> turns = interaction.turns();
        for (int i = turns.size() - 1; i >= 0; i--) {
            TurnRules rules = table.rulesOf(turns.get(i));
            if (rules.allHold(held::holds)
                    && rules.countUnmentioned(request.body()) == 0
                    && conversation.hasReached(interaction, i)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Adds the turn that answers; or else the last one that the conversation has reached, for it proves more of it, unless
     * one whose earlier answers are not quite as they were given is nearer.
     *
     * @param nearnesses the nearness to each rule, by its number
     */
    void addNearestTurn(Interaction interaction, List<Nearness> nearnesses, Podium nearest) {
        Podium.Place reached = null;
        Podium.Place missed = null;
        for (int i = interaction.turns().size() - 1; i >= 0; i--) {
            if (!conversation.hasReached(interaction, i)) {
                missed = conversation.isUnderWay()
                        ? Podium.nearer(missed, guessedPlaceOf(interaction, i, nearnesses, 1))
                        : missed;
                continue;
            }
            Podium.Place place = guessedPlaceOf(interaction, i, nearnesses, 0);
            if (place.failing() == 0) {
                nearest.add(place);
                return;
            }
            reached = reached == null ? place : reached;
        }
        if (reached != null) {
            nearest.add(missed == null ? reached : Podium.nearer(reached, missed));
        }
    }

    /** The same turn where texts are compared as people would; there is no time to do so with all. */
    Podium.Place judgedClosely(Podium.Place place, List<Nearness> nearnesses) {
        int missing = conversation.hasReached(place.interaction(), place.turn()) ? 0 : 1;
        return placeOf(place.interaction(), place.turn(), nearnesses, missing, Nearness::likeness);
    }

    private Podium.Place guessedPlaceOf(
            Interaction interaction, int turn, List<Nearness> nearnesses, int missingAnswers) {
        return placeOf(interaction, turn, nearnesses, missingAnswers, Nearness::guessedLikeness);
    }

    private Podium.Place placeOf(
            Interaction interaction,
            int turn,
            List<Nearness> nearnesses,
            int missingAnswers,
            ToDoubleBiFunction<Nearness, SentText> likeness) {
        TurnRules rules = table.rulesOf(interaction.turns().get(turn));
        Podium.Tally tally = new Podium.Tally(rules.countUnmentioned(request.body()) + missingAnswers);
        for (int i = 0; i < rules.size(); i++) {
            int rule = rules.rule(i);
            Nearness nearness = nearnesses.get(rule);
            if (!held.holds(rule)) {
                tally.fails(nearness.weight(), likeness.applyAsDouble(nearness, held.textFor(rule)));
            } else if (!held.judgesNothing(rule)) {
                tally.holds(nearness.weight());
            }
        }
        return tally.placeOf(interaction, turn);
    }

    /** What each rule of the turn found, behind the answer that the conversation lacks for it. */
    List<RuleOutcome> explain(Podium.Place place) {
        Interaction interaction = place.interaction();
        Stream<RuleOutcome> missing = conversation.missingBefore(interaction, place.turn()).stream()
                .map(answer -> answer.judge(interaction, request.messages()));
        List<RuleOutcome> ofRules =
                checker.explain(interaction.turns().get(place.turn()).request(), request);
        return Stream.concat(missing, ofRules.stream()).toList();
    }
}
