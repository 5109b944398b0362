package dev.cannery.server;

import dev.cannery.chat.ApiError;
import dev.cannery.chat.ChatRequest;
import dev.cannery.chat.tokens.TokenCounter;
import dev.cannery.contract.Contract;
import dev.cannery.matching.InteractionSet;
import dev.cannery.matching.RuleChecker;
import dev.cannery.response.ResponseRenderer;
import java.util.List;

/** Answers from contracts, which may be replaced while requests are being answered. */
final class ContractResponder implements Responder {
    private final TokenCounter tokens = new TokenCounter();
    private final RuleChecker checker = new RuleChecker(tokens::forModel);
    private final ResponseRenderer renderer = new ResponseRenderer(tokens);
    private final Policy policy;
    private volatile ContractDispatcher dispatcher;

    ContractResponder(List<Contract> contracts, Policy policy) {
        this.policy = policy;
        this.dispatcher = dispatcherOf(contracts);
    }

    @Override
    public Reply respond(ChatRequest request) {
        return dispatcher.dispatch(request).toReply(renderer, request);
    }

    @Override
    public Reply refuse(ChatRequest request, ApiError error) {
        return dispatcher.refuse(request, error).toReply(renderer, request);
    }

    /** Answers from these contracts from now on; every count of successive answers starts anew. */
    void replace(List<Contract> contracts) {
        dispatcher = dispatcherOf(contracts);
    }

    private ContractDispatcher dispatcherOf(List<Contract> contracts) {
        return new ContractDispatcher(
                InteractionSet.of(contracts, checker), new Providers(contracts, policy.profile(), tokens), policy);
    }
}
