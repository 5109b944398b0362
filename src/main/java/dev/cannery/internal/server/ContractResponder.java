package dev.cannery.internal.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.example.ExampleRequest;
import dev.cannery.internal.matching.InteractionSet;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.matching.RuleChecker;
import dev.cannery.internal.response.ResponseRenderer;
import dev.cannery.internal.server.api.Api;
import dev.cannery.internal.server.api.ApiRefusal;
import dev.cannery.internal.server.api.ApiRequest;
import dev.cannery.internal.server.api.ModelsApi;
import dev.cannery.internal.server.api.StoredCompletions;
import dev.cannery.internal.server.provider.Gate;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.provider.Providers;
import dev.cannery.internal.server.provider.SentHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Answers from contracts, which may be replaced while requests are being answered. */
final class ContractResponder implements Responder {
    private final TokenCounter tokens;
    /** Counts what is reported, which may be an estimate; rules and cuts are always exact. */
    private final TokenCounter reported;

    private final RuleChecker checker;
    private final ResponseRenderer renderer;
    private final Policy policy;
    private final StoredCompletions stored;
    private volatile Loaded loaded;

    ContractResponder(List<LoadedContract> contracts, Policy policy, StoredCompletions stored) {
        this.policy = policy;
        this.stored = stored;
        this.tokens = new TokenCounter();
        this.reported = policy.estimatesUsage() ? TokenCounter.estimating() : tokens;
        this.checker = new RuleChecker(tokens::forModel);
        this.renderer = ResponseRenderer.reporting(tokens, reported);
        this.loaded = load(contracts);
        store(loaded.seeds);
    }

    private ContractResponder(ContractResponder other, List<LoadedContract> contracts) {
        this.policy = other.policy.another();
        this.stored = other.stored.another();
        this.tokens = other.tokens;
        this.reported = other.reported;
        this.checker = other.checker;
        this.renderer = other.renderer;
        Loaded theirs = other.loaded;
        this.loaded = contracts.equals(theirs.contracts) ? counting(theirs, anew(theirs)) : load(contracts, theirs);
        store(loaded.seeds);
    }

    @Override
    public Reply respond(ChatRequest request) {
        Outcome outcome = loaded.dispatcher.dispatch(request);
        Reply reply = outcome.toReply(renderer, request);
        if (request.field("store").asBoolean(false)) {
            outcome.completion(renderer, request).ifPresent(whole -> stored.add(request, whole));
        }
        return reply;
    }

    @Override
    public Reply respond(ApiRequest request) {
        Loaded used = loaded;
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
    public Reply refuse(String path, SentHeaders headers, ApiError error) {
        Provider provider = providerAt(path);
        Gate.Passage passage = policy.gate().admit(headers, () -> 0, "", provider);
        return Reply.of(passage.refusal() == null ? error : passage.refusal(), provider)
                .with(passage.headers());
    }

    @Override
    public Reply refuse(ChatRequest request, Function<Provider, CannedError> error) {
        return loaded.dispatcher.refuse(request, error).toReply(renderer, request);
    }

    /** Whether the answer would be a sound completion; nothing is counted. */
    boolean completes(ChatRequest request) {
        return loaded.dispatcher.completes(request);
    }

    /** An address, path and query, at which the provider that answers the request completes chats. */
    String addressFor(ChatRequest request) {
        return loaded.dispatcher.addressFor(request);
    }

    /** Answers from these contracts from now on; every count of successive answers starts anew. */
    void replace(List<LoadedContract> contracts) {
        loaded.seeds.forEach(seed -> stored.remove(seed.id()));
        loaded = load(contracts);
        store(loaded.seeds);
    }

    @Override
    public Provider providerAt(String path) {
        return loaded.providers.at(path);
    }

    /** Asks this contract ahead of all others from now on; what the others counted stays. */
    synchronized void putFirst(LoadedContract contract) {
        List<LoadedContract> more = new ArrayList<>(List.of(contract));
        more.addAll(loaded.contracts);
        Loaded next = load(more, loaded);
        store(seedsOf(List.of(contract), next.providers));
        loaded = counting(next, new CallCounts(next.interactions.interactions(), loaded.calls));
    }

    /** A responder of the same server with other contracts, which counts and stores for itself. */
    ContractResponder with(List<LoadedContract> contracts) {
        return new ContractResponder(this, contracts);
    }

    /** Forgets the completions that clients stored, changed or deleted: those of the contracts are there as at the start. */
    void resetStored() {
        stored.clear();
        store(loaded.seeds);
    }

    /** Forgets the completions that were stored. */
    void forgetStored() {
        stored.clear();
    }

    List<LoadedContract> contracts() {
        return loaded.contracts;
    }

    /** How often a turn of the contracts has answered. */
    long callsOf(Turn turn) {
        return loaded.calls.of(turn);
    }

    /** Loads contracts after others; of one provider as those, they need not read its profile again. */
    private Loaded load(List<LoadedContract> contracts, Loaded before) {
        boolean isSame = providersOf(contracts).equals(providersOf(before.contracts));
        return load(contracts, isSame ? before.providers : policy.providersOf(contracts, reported));
    }

    private static List<String> providersOf(List<LoadedContract> contracts) {
        return contracts.stream().map(LoadedContract::provider).distinct().toList();
    }

    private Loaded load(List<LoadedContract> contracts) {
        return load(contracts, policy.providersOf(contracts, reported));
    }

    private Loaded load(List<LoadedContract> contracts, Providers providers) {
        InteractionSet interactions = InteractionSet.of(contracts, checker);
        CallCounts calls = new CallCounts(interactions.interactions());
        return new Loaded(
                List.copyOf(contracts),
                interactions,
                providers,
                calls,
                new ContractDispatcher(interactions, providers, policy, calls),
                new Api(new ModelsApi(contracts), stored),
                seedsOf(contracts, providers));
    }

    private List<Seed> seedsOf(List<LoadedContract> contracts, Providers providers) {
        List<Seed> seeds = new ArrayList<>();
        for (LoadedContract contract : contracts) {
            contract.interactions().stream()
                    .filter(LoadedInteraction::isStored)
                    .forEach(interaction -> addSeeds(interaction, contract.provider(), providers, seeds));
        }
        return seeds;
    }

    private void addSeeds(LoadedInteraction interaction, String name, Providers providers, List<Seed> seeds) {
        Match match = new Match(interaction, 0);
        ChatRequest request = ExampleRequest.of(match.turn()).toChatRequest();
        Provider provider = providers.of(Optional.of(name), request.path());
        for (CannedResponse response : match.turn().responses()) {
            String id = ((CannedCompletion) response).identity().id();
            new Outcome.Answer(match, response, provider)
                    .completion(renderer, request)
                    .ifPresent(whole -> seeds.add(new Seed(String.valueOf(id), request, new String(whole, UTF_8))));
        }
    }

    private void store(List<Seed> seeds) {
        seeds.forEach(seed -> stored.add(seed.request(), seed.completion().getBytes(UTF_8)));
    }

    private static CallCounts anew(Loaded shared) {
        return new CallCounts(shared.interactions.interactions());
    }

    /** The same contracts, which cost nothing to index again, with the counts and the store of this responder. */
    private Loaded counting(Loaded same, CallCounts counts) {
        return new Loaded(
                same.contracts,
                same.interactions,
                same.providers,
                counts,
                same.dispatcher.counting(counts, policy),
                same.api.storing(stored),
                same.seeds);
    }

    private record Loaded(
            List<LoadedContract> contracts,
            InteractionSet interactions,
            Providers providers,
            CallCounts calls,
            ContractDispatcher dispatcher,
            Api api,
            List<Seed> seeds) {}

    /**
     * A completion that is stored from the start.
     *
     * @param id its id
     * @param request the request that it answers
     * @param completion its body, as text
     */
    private record Seed(String id, ChatRequest request, String completion) {}
}
