package dev.cannery.server;

import dev.cannery.chat.ApiError;
import dev.cannery.chat.ChatRequest;
import dev.cannery.contract.CannedResponse;
import dev.cannery.contract.Contract;
import dev.cannery.contract.Interaction;
import dev.cannery.matching.RuleChecker;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Dispatches to the first interaction of the loaded contracts that matches, and counts its calls. */
final class ContractDispatcher implements Dispatcher {
    private final List<Turn> turns;

    ContractDispatcher(List<Contract> contracts) {
        this.turns = contracts.stream()
                .flatMap(contract -> contract.interactions().stream())
                .map(Turn::new)
                .toList();
    }

    @Override
    public Outcome dispatch(ChatRequest request) {
        for (Turn turn : turns) {
            if (RuleChecker.check(turn.interaction.request(), request).isPass()) {
                return new Outcome.Match(turn.interaction.name(), turn.next());
            }
        }
        return explain(request);
    }

    /** The one place where a miss gets its words. */
    private Outcome.Miss explain(ChatRequest request) {
        String message = "No interaction matched POST " + request.path() + " (" + turns.size() + " loaded).";
        return new Outcome.Miss(
                new ApiError(404, "no_matching_interaction", null, null, message),
                "no interaction matches POST " + request.path() + "      (" + turns.size() + " loaded)");
    }

    /** An interaction and how often it answered since it was loaded. */
    private static final class Turn {
        final Interaction interaction;
        private final AtomicInteger calls = new AtomicInteger();

        Turn(Interaction interaction) {
            this.interaction = interaction;
        }

        CannedResponse next() {
            List<CannedResponse> responses = interaction.responses();
            int last = responses.size() - 1;
            // The count stops at the last answer, which repeats, and so can never overflow.
            return responses.get(last == 0 ? 0 : calls.getAndUpdate(count -> Math.min(count + 1, last)));
        }
    }
}
