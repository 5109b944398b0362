package dev.cannery.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.chat.ApiError;
import dev.cannery.chat.ChatRequest;
import dev.cannery.chat.tokens.TokenCounter;
import dev.cannery.contract.Contract;
import dev.cannery.matching.InteractionSet;
import dev.cannery.matching.RuleChecker;
import dev.cannery.response.ResponseRenderer;
import dev.cannery.server.api.Api;
import dev.cannery.server.api.ApiRefusal;
import dev.cannery.server.api.ApiRequest;
import dev.cannery.server.api.ModelsApi;
import dev.cannery.server.api.StoredCompletions;
import dev.cannery.server.provider.Gate;
import dev.cannery.server.provider.Provider;
import dev.cannery.server.provider.Providers;
import java.util.List;
import java.util.function.Function;

/** Answers from contracts, which may be replaced while requests are being answered. */
final class ContractResponder implements Responder {
    private final TokenCounter tokens = new TokenCounter();
    private final RuleChecker checker = new RuleChecker(tokens::forModel);
    private final ResponseRenderer renderer = new ResponseRenderer(tokens);
    private final Policy policy;
    private final StoredCompletions stored;
    private volatile State state;

    ContractResponder(List<Contract> contracts, Policy policy, StoredCompletions stored) {
        this.policy = policy;
        this.stored = stored;
        this.state = stateOf(contracts);
    }

    @Override
    public Reply respond(ChatRequest request) {
        Outcome outcome = state.dispatcher.dispatch(request);
        Reply reply = outcome.toReply(renderer, request);
        if (request.field("store").asBoolean(false)) {
            outcome.completion(renderer, request).ifPresent(whole -> stored.add(request, whole));
        }
        return reply;
    }

    @Override
    public Reply respond(ApiRequest request) {
        State used = state;
        Provider provider = used.providers.at(request.path());
        Gate.Passage passage = policy.gate().admit(request.headers(), () -> 0, "", provider);
        if (passage.refusal() != null) {
            return Reply.of(passage.refusal(), provider).with(passage.headers());
        }
        try {
            ObjectNode body = used.api.answer(request, provider.profile());
            return Reply.of(ResponseRenderer.renderObject(body, provider.style()), provider.head())
                    .with(passage.headers());
        } catch (ApiRefusal e) {
            return Reply.of(e.error(), provider).with(passage.headers());
        }
    }

    @Override
    public Reply refuse(ChatRequest request, Function<Provider, ApiError> error) {
        return state.dispatcher.refuse(request, error).toReply(renderer, request);
    }

    /** Reads the table of tokens that most models count by, which takes longer than all else of a first answer. */
    void warmUp() {
        tokens.tokens("", " ");
    }

    /** Answers from these contracts from now on; every count of successive answers starts anew. */
    void replace(List<Contract> contracts) {
        state = stateOf(contracts);
    }

    @Override
    public Provider providerAt(String path) {
        return state.providers.at(path);
    }

    private State stateOf(List<Contract> contracts) {
        Providers providers = policy.providersOf(contracts, tokens);
        return new State(
                new ContractDispatcher(InteractionSet.of(contracts, checker), providers, policy),
                providers,
                new Api(new ModelsApi(contracts), stored));
    }

    /** What is replaced together. */
    private record State(ContractDispatcher dispatcher, Providers providers, Api api) {}
}
