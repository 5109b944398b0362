package dev.cannery.internal.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.RecordedRequest;
import dev.cannery.Responder;
import dev.cannery.Response;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedTemplate;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.format.CodeReader;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.contract.template.TemplateException;
import dev.cannery.internal.matching.AnswerCheck;
import dev.cannery.internal.matching.InteractionSet;
import dev.cannery.internal.matching.Match;
import dev.cannery.internal.matching.Miss;
import dev.cannery.internal.matching.MissTable;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.response.MisbehavedResponse;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.response.ResponseRenderer;
import dev.cannery.internal.server.answer.Answer;
import dev.cannery.internal.server.answer.FaultInjector;
import dev.cannery.internal.server.answer.Misdeeds;
import dev.cannery.internal.server.answer.ServerEvent;
import dev.cannery.internal.server.api.AddressAdvice;
import dev.cannery.internal.server.api.Api;
import dev.cannery.internal.server.api.ApiPath;
import dev.cannery.internal.server.api.ApiRefusal;
import dev.cannery.internal.server.api.ModelsApi;
import dev.cannery.internal.server.provider.Authorizer;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.provider.ProviderHeaders;
import dev.cannery.internal.server.provider.Providers;
import dev.cannery.internal.server.provider.ServerError;
import dev.cannery.internal.server.responses.GivenResponse;
import dev.cannery.internal.server.responses.ResponsesApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The immutable part of a server or of one of its scopes: contracts, their providers and their index. State is kept in
 * a {@link Memory}.
 */
final class Program {
    private static final int OK = 200;

    private final Policy policy;
    private final List<LoadedContract> contracts;
    private final InteractionSet interactions;
    private final Providers providers;
    private final ModelsApi models;
    /** The name of the provider that is played if there are no contracts. */
    private final String provider;

    private final @Nullable Responder responder;

    private Program(
            Policy policy,
            List<LoadedContract> contracts,
            Providers providers,
            String provider,
            @Nullable Responder responder) {
        this.policy = policy;
        this.contracts = List.copyOf(contracts);
        this.interactions = InteractionSet.of(contracts, policy.checker());
        this.providers = providers;
        this.models = new ModelsApi(contracts);
        this.provider = provider;
        this.responder = responder;
    }

    private Program(Program other, String provider, Responder responder) {
        this.policy = other.policy;
        this.contracts = other.contracts;
        this.interactions = other.interactions;
        this.providers = contracts.isEmpty() ? policy.providersOf(contracts, provider) : other.providers;
        this.models = other.models;
        this.provider = provider;
        this.responder = responder;
    }

    /**
     * Returns the program of these contracts.
     *
     * @param responder answers what no interaction matches; null for none
     * @throws dev.cannery.internal.source.SourceProblemsException if a contract names an unknown provider
     */
    static Program of(Policy policy, List<LoadedContract> contracts, @Nullable Responder responder) {
        Providers providers = policy.providersOf(contracts, Profile.DEFAULT);
        return new Program(policy, contracts, providers, Profile.DEFAULT, responder);
    }

    /** Returns a program with other contracts and otherwise the same settings. */
    Program with(List<LoadedContract> others) {
        if (others.equals(contracts)) {
            return this;
        }
        // the same providers: their profiles need not be read again
        Providers known = names(others).equals(names(contracts)) ? providers : policy.providersOf(others, provider);
        return new Program(policy, others, known, provider, responder);
    }

    /** Returns a program in which this contract takes precedence over all others. */
    Program withFirst(LoadedContract contract) {
        List<LoadedContract> more = new ArrayList<>(List.of(contract));
        more.addAll(contracts);
        return with(more);
    }

    /**
     * Returns a program with a function that answers requests that match no interaction.
     *
     * @param name the provider to play if there are no contracts
     */
    Program with(Responder function, String name) {
        return new Program(this, name, function);
    }

    private static List<String> names(List<LoadedContract> contracts) {
        return contracts.stream().map(LoadedContract::provider).distinct().toList();
    }

    FaultInjector faults() {
        return policy.faults();
    }

    Authorizer authorizer(Memory memory) {
        return new Authorizer(policy.keys(), memory.limiter());
    }

    List<LoadedContract> contracts() {
        return contracts;
    }

    boolean hasResponder() {
        return responder != null;
    }

    Optional<Match> match(ChatRequest request) {
        return interactions.match(request);
    }

    /** Returns the provider of the matching contract; if none matches, that of the path. */
    Provider providerOf(Optional<Match> match, String path) {
        return providers.of(match.map(found -> interactions.providerOf(found.interaction())), path);
    }

    Provider providerAt(String path) {
        return providers.at(path);
    }

    /** Returns the provider's refusal of an address that it does not have, or of a request that it does not accept. */
    Optional<Answer> review(ChatRequest request, Optional<Match> match, Provider provider) {
        if (!hasRuleOnPath(match)) {
            Optional<ApiError> wrongAddress = provider.profile().refusalOfAddress(request);
            if (wrongAddress.isPresent()) {
                String advice = AddressAdvice.on(request.path(), provider.profile());
                return Optional.of(Answer.refusal(wrongAddress.get(), provider)
                        .reporting(
                                ServerEvent.of(ServerEvent.Kind.ADDRESS, advice).with("path", request.path())));
            }
        }
        // what a contract answers does not depend on a template of the provider
        ChatRequest reviewed = match.isPresent() ? request.withKnownPrompt() : request;
        return provider.profile().refusalOf(reviewed).map(error -> Answer.refusal(error, provider));
    }

    /** Whether the contract has a rule for the path, which may be that of a gateway. */
    private static boolean hasRuleOnPath(Optional<Match> match) {
        return match.filter(found -> found.turn().request().rules().stream()
                        .anyMatch(rule -> rule.part() instanceof RequestPart.Path))
                .isPresent();
    }

    /** Counts a response of the interaction and returns it; an error if it does not fit the request. */
    Answer respond(Match match, ChatRequest request, Provider provider, Memory memory, Misdeeds injected) {
        LoadedInteraction interaction = match.interaction();
        long call = memory.countCall(match.turn());
        CannedResponse response;
        try {
            response = match.fill(at(call, match.turn()), request);
        } catch (TemplateException e) {
            return defect(AnswerCheck.defect(interaction, e), interaction, provider);
        }
        List<Mismatch> mismatches = policy.answers().check(request, response);
        Misdeeds misdeeds = misdeeds(response, call, injected);
        if (mismatches.isEmpty()) {
            return given(new Answer.Cause.Matched(match), response, misdeeds, request, provider, memory);
        }
        Answer defect = defect(AnswerCheck.defect(interaction, mismatches), interaction, provider);
        return policy.isLenient()
                ? given(new Answer.Cause.Matched(match), response, misdeeds, request, provider, memory)
                        .reporting(defect.notice())
                : defect;
    }

    private static CannedResponse at(long call, Turn turn) {
        List<CannedResponse> responses = turn.responses();
        return responses.get((int) Math.min(call, responses.size() - 1L));
    }

    private static Answer defect(ApiError defect, LoadedInteraction interaction, Provider provider) {
        RenderedResponse response = ServerError.of(defect).render(provider);
        return Answer.own(response, provider.errorHeaders(defect.status()))
                .reporting(ServerEvent.of(ServerEvent.Kind.DEFECT, defect.message())
                        .with("interaction", interaction.name()));
    }

    /**
     * Returns the response of the user's function; empty if there is no function, or if it returns none.
     *
     * @param received the request as recordings contain it
     * @throws IllegalArgumentException if the response would not be valid in a contract of this provider
     */
    Optional<Answer> compute(
            ChatRequest request,
            Supplier<RecordedRequest> received,
            Provider provider,
            Memory memory,
            Misdeeds injected) {
        Response computed = responder == null ? null : responder.respond(received.get());
        if (computed == null) {
            return Optional.empty();
        }
        CannedResponse response = CodeReader.of(provider.style().errors()).response(computed.toJson());
        CannedResponse filled =
                response instanceof CannedTemplate template ? template.fill(request, Map.of()) : response;
        return Optional.of(
                given(new Answer.Cause.Computed(), filled, misdeeds(filled, 0, injected), request, provider, memory));
    }

    private Misdeeds misdeeds(CannedResponse response, long call, Misdeeds injected) {
        return response instanceof CannedCompletion completion
                ? injected.after(completion.misbehaviours(), policy.faults().seed() + call)
                : Misdeeds.NONE;
    }

    private Answer given(
            Answer.Cause cause,
            CannedResponse response,
            Misdeeds misdeeds,
            ChatRequest request,
            Provider provider,
            Memory memory) {
        String seed = cause instanceof Answer.Cause.Matched matched
                ? matched.match().interaction().name()
                : "";
        if (response instanceof CannedCompletion completion && request.endpoint() == ChatEndpoint.RESPONSES) {
            Optional<ObjectNode> begun = memory.responses()
                    .remember(new GivenResponse(policy.renderer(), completion, request, seed, provider.style()));
            if (begun.isPresent()) {
                RenderedResponse queued = ResponseRenderer.renderObject(begun.get(), provider.style());
                return Answer.because(cause, queued, provider.headers());
            }
        } else if (response instanceof CannedCompletion completion
                && request.field("store").asBoolean(false)) {
            memory.stored().add(request, policy.renderer().wholeBody(completion, request, seed, provider.style()));
        }
        if (response instanceof CannedCompletion completion) {
            Optional<MisbehavedResponse> planned =
                    memory.planned().tryOn(word -> misbehave(completion, misdeeds.and(word), request, seed, provider));
            if (planned.isPresent() || !misdeeds.words().isEmpty()) {
                MisbehavedResponse misbehaved =
                        planned.orElseGet(() -> misbehave(completion, misdeeds, request, seed, provider));
                return Answer.because(cause, misbehaved.response(), provider.headers())
                        .spoiled(misbehaved.response(), misbehaved.words());
            }
        }
        RenderedResponse rendered = policy.renderer().render(response, request, seed, provider.style());
        return Answer.because(cause, rendered, headers(response, rendered.status(), provider));
    }

    private MisbehavedResponse misbehave(
            CannedCompletion completion, Misdeeds misdeeds, ChatRequest request, String seed, Provider provider) {
        return policy.renderer()
                .misbehave(completion, misdeeds.words(), misdeeds.number(), request, seed, provider.style());
    }

    /** Returns no headers for a response that does not come from a provider, such as the page of a gateway. */
    private static ProviderHeaders headers(CannedResponse response, int status, Provider provider) {
        if (response instanceof CannedCompletion) {
            return provider.headers();
        }
        return response instanceof CannedError ? provider.errorHeaders(status) : ProviderHeaders.NONE;
    }

    /** Returns the explanation of why nothing matches. */
    Answer explain(ChatRequest request, Provider provider) {
        Miss miss = interactions.explain(request);
        ApiError error = miss.toApiError();
        String report = MissTable.of(miss);
        return Answer.because(
                        new Answer.Cause.Missed(report),
                        ServerError.of(error).render(provider),
                        provider.errorHeaders(error.status()))
                .reporting(ServerEvent.of(ServerEvent.Kind.MISS, report)
                        .with("path", request.path())
                        .with("status", error.status()));
    }

    /** Answers a request from the script of a test; empty if there is none. */
    Optional<Answer> scripted(ChatRequest request) {
        return Optional.ofNullable(policy.scripted()).map(script -> script.apply(request));
    }

    /** Answers a request to a path of the API other than chat completions. */
    Answer answerApi(Call call, Provider provider, Memory memory) {
        try {
            if (call.target().kind() == ApiPath.Kind.RESPONSES) {
                ResponsesApi responses = new ResponsesApi(memory.responses(), policy.renderer());
                return Answer.own(responses.answer(call.toApiRequest(), provider.profile()), provider.headers());
            }
            ObjectNode body = new Api(models, memory.stored()).answer(call.toApiRequest(), provider.profile());
            return Answer.own(ResponseRenderer.renderObject(body, provider.style()), provider.headers());
        } catch (ApiRefusal e) {
            return Answer.refusal(e.error(), provider);
        }
    }

    /** Answers a request to an unknown path, and reports where the API is. */
    Answer noSuchPath(Call call, Provider provider) {
        Profile profile = provider.profile();
        Answer refusal = Answer.refusal(AddressAdvice.refusal(call.method(), call.path(), profile), provider);
        // browsers request icons and the like by themselves
        boolean isOfClient = !call.method().equals("GET") || ApiPath.isNear(call.path());
        String advice = AddressAdvice.on(call.method(), call.path(), call.root(), profile);
        return isOfClient
                ? refusal.reporting(
                        ServerEvent.of(ServerEvent.Kind.ADDRESS, advice).with("path", call.path()))
                : refusal;
    }

    /** Whether the contracts would answer this request with a valid completion. Nothing is counted. */
    boolean completes(ChatRequest request, Memory memory) {
        Optional<Match> match = match(request);
        if (match.isEmpty()
                || providerOf(match, request.path())
                        .profile()
                        .refusalOf(request)
                        .isPresent()) {
            return false;
        }
        Turn turn = match.get().turn();
        try {
            CannedResponse next = match.get().fill(at(memory.callsOf(turn), turn), request);
            return next instanceof CannedCompletion completion
                    && completion.isValid()
                    && completion.head().status() == OK
                    && (policy.isLenient()
                            || policy.answers().check(request, next).isEmpty());
        } catch (TemplateException e) {
            return false;
        }
    }

    /** Returns the address, path and query, at which the provider that answers the request completes chats. */
    String addressFor(ChatRequest request) {
        return providerOf(match(request), request.path()).profile().exampleAddress();
    }

    /** Returns the completions that these contracts declare as stored. */
    List<Seed> seedsOf(List<LoadedContract> some) {
        return some.stream()
                .flatMap(contract -> Seed.of(contract, providers, policy.renderer()).stream())
                .toList();
    }
}
