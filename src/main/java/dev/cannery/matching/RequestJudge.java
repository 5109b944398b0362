package dev.cannery.matching;

import dev.cannery.chat.ChatRequest;
import dev.cannery.contract.Interaction;
import dev.cannery.contract.Turn;
import dev.cannery.matching.index.RuleTable;
import dev.cannery.matching.index.TurnRules;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds one request against many interactions, and does what they share but once. */
final class RequestJudge {
    private static final int FEW = 16;

    private final RuleTable table;
    private final RuleChecker checker;
    private final ChatRequest request;
    private final BitSet possible;
    private final boolean remembers;
    private final HeldRules plain;
    private final Conversation conversation;
    private @Nullable HeldRules inTurn;

    private RequestJudge(
            RuleTable table, RuleChecker checker, ChatRequest request, BitSet possible, boolean remembers) {
        this.table = table;
        this.checker = checker;
        this.request = request;
        this.possible = possible;
        this.remembers = remembers;
        this.plain = new HeldRules(table, checker, request, possible, remembers);
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
            if (rules.allHold(rulesFor(interaction)::holds)
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
                        ? Podium.nearer(missed, placeOf(interaction, i, nearnesses, 1))
                        : missed;
                continue;
            }
            Podium.Place place = placeOf(interaction, i, nearnesses, 0);
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

    private Podium.Place placeOf(Interaction interaction, int turn, List<Nearness> nearnesses, int missingAnswers) {
        TurnRules rules = table.rulesOf(interaction.turns().get(turn));
        HeldRules held = rulesFor(interaction);
        Podium.Tally tally = new Podium.Tally(rules.countUnmentioned(request.body()) + missingAnswers);
        for (int i = 0; i < rules.size(); i++) {
            int rule = rules.rule(i);
            Nearness nearness = nearnesses.get(rule);
            if (held.holds(rule)) {
                tally.holds(nearness.weight());
            } else {
                tally.fails(nearness.weight(), nearness.likenessOf(held.runsFor(rule)));
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
                checker.explain(interaction.turns().get(place.turn()).request(), viewOf(interaction));
        return Stream.concat(missing, ofRules.stream()).toList();
    }

    /** The request as an interaction sees it. */
    private ChatRequest viewOf(Interaction interaction) {
        return interaction.isConversation() ? conversation.sinceLastAnswer() : request;
    }

    private HeldRules rulesFor(Interaction interaction) {
        if (!interaction.isConversation()) {
            return plain;
        }
        if (inTurn == null) {
            // a turn sees less of the request, so nothing more is possible
            inTurn = new HeldRules(table, checker, viewOf(interaction), possible, remembers);
        }
        return inTurn;
    }
}
