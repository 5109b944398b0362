package dev.cannery.internal.server;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.contract.template.TemplateException;
import dev.cannery.internal.matching.AnswerCheck;
import dev.cannery.internal.matching.InteractionSet;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.matching.Miss;
import dev.cannery.internal.matching.MissTable;
import dev.cannery.internal.server.api.AddressAdvice;
import dev.cannery.internal.server.limits.RateLimiter;
import dev.cannery.internal.server.provider.Gate;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.provider.Providers;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Dispatches to the first interaction of the loaded contracts that matches, unless its provider would refuse the request, and
 * counts the calls of each turn.
 */
final class ContractDispatcher implements Dispatcher {
    private static final int OK = 200;

    private final InteractionSet interactions;
    private final Providers providers;
    private final Policy policy;
    private final AnswerCheck answers = new AnswerCheck();
    private final CallCounts calls;

    ContractDispatcher(InteractionSet interactions, Providers providers, Policy policy, CallCounts calls) {
        this.interactions = interactions;
        this.providers = providers;
        this.policy = policy;
        this.calls = calls;
    }

    /** The same dispatcher with other counts, of calls and of requests. */
    ContractDispatcher counting(CallCounts counts, Policy by) {
        return new ContractDispatcher(interactions, providers, by, counts);
    }

    @Override
    public Outcome dispatch(ChatRequest request) {
        Optional<Match> match = interactions.match(request);
        Provider provider = providerOf(match, request);
        Gate.Passage passage =
                policy.gate().admit(request::header, () -> RateLimiter.tokensOf(request), request.model(), provider);
        Outcome outcome = passage.refusal() == null
                ? judge(match, request, provider)
                : new Outcome.Refusal(passage.refusal(), provider);
        return passage.headers().isEmpty() ? outcome : new Outcome.Counted(outcome, passage.headers());
    }

    /** Whether the answer would be a sound completion; nobody is asked for a key, and no interaction's turn passes. */
    boolean completes(ChatRequest request) {
        Optional<Match> match = interactions.match(request);
        if (match.isEmpty()
                || providerOf(match, request).profile().refusalOf(request).isPresent()) {
            return false;
        }
        Turn turn = match.get().turn();
        try {
            CannedResponse next = match.get().fill(at(calls.of(turn), turn), request);
            return next instanceof CannedCompletion completion
                    && completion.fault() == null
                    && completion.head().status() == OK
                    && (policy.isLenient() || answers.check(request, next).isEmpty());
        } catch (TemplateException e) {
            return false;
        }
    }

    /** An address, path and query, at which the provider that answers the request completes chats. */
    String addressFor(ChatRequest request) {
        return providerOf(interactions.match(request), request).profile().exampleAddress();
    }

    private Outcome judge(Optional<Match> match, ChatRequest request, Provider provider) {
        if (!hasRuleOnPath(match)) {
            Optional<ApiError> wrongAddress = provider.profile().refusalOfAddress(request);
            if (wrongAddress.isPresent()) {
                String advice = AddressAdvice.on(request.path(), provider.profile());
                policy.events()
                        .accept(ServerEvent.of(ServerEvent.Kind.ADDRESS, advice).with("path", request.path()));
                return new Outcome.Refusal(wrongAddress.get(), provider);
            }
        }
        Optional<ApiError> refusal = provider.profile().refusalOf(request);
        if (refusal.isPresent()) {
            return new Outcome.Refusal(refusal.get(), provider);
        }
        if (match.isPresent()) {
            return answer(match.get(), request, provider);
        }
        Miss miss = interactions.explain(request);
        return new Outcome.Miss(miss.toApiError(), MissTable.of(miss), provider);
    }

    /** Whether the contract itself says at which address it answers, which may be a gateway's. */
    private static boolean hasRuleOnPath(Optional<Match> match) {
        return match.filter(found -> found.turn().request().rules().stream()
                        .anyMatch(rule -> rule.part() instanceof RequestPart.Path))
                .isPresent();
    }

    /** A refusal in the words of the provider whose contract would answer; no interaction's turn passes. */
    Outcome refuse(ChatRequest request, Function<Provider, CannedError> error) {
        Provider provider = providerOf(interactions.match(request), request);
        return new Outcome.Failure(error.apply(provider), provider);
    }

    private Provider providerOf(Optional<Match> match, ChatRequest request) {
        return providers.of(match.map(found -> interactions.providerOf(found.interaction())), request.path());
    }

    private Outcome answer(Match match, ChatRequest request, Provider provider) {
        LoadedInteraction interaction = match.interaction();
        CannedResponse response;
        try {
            response = match.fill(next(match.turn()), request);
        } catch (TemplateException e) {
            ApiError defect = AnswerCheck.defect(interaction, e);
            report(defect, interaction);
            return new Outcome.Defect(defect, provider);
        }
        List<Mismatch> lies = answers.check(request, response);
        if (!lies.isEmpty()) {
            ApiError defect = AnswerCheck.defect(interaction, lies);
            report(defect, interaction);
            if (!policy.isLenient()) {
                return new Outcome.Defect(defect, provider);
            }
        }
        return new Outcome.Answer(match, response, provider);
    }

    private void report(ApiError defect, LoadedInteraction interaction) {
        policy.events()
                .accept(ServerEvent.of(ServerEvent.Kind.DEFECT, defect.message())
                        .with("interaction", interaction.name()));
    }

    private CannedResponse next(Turn turn) {
        return at(calls.next(turn), turn);
    }

    private static CannedResponse at(long call, Turn turn) {
        List<CannedResponse> responses = turn.responses();
        return responses.get((int) Math.min(call, responses.size() - 1L));
    }
}
