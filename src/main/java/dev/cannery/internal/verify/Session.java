package dev.cannery.internal.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.example.ExampleRequest;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.profile.sign.Recognition;
import dev.cannery.internal.response.ResponseRenderer;
import dev.cannery.internal.target.Budget;
import dev.cannery.internal.target.Endpoint;
import dev.cannery.internal.target.ForeignReply;
import dev.cannery.internal.target.ProviderClient;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.target.RetryingClient;
import dev.cannery.internal.target.Target;
import dev.cannery.internal.verify.check.NotTheApi;
import dev.cannery.internal.verify.check.ReplyCheck;
import dev.cannery.internal.verify.probe.ErrorProbe;
import dev.cannery.internal.verify.request.PlannedRequest;
import dev.cannery.internal.verify.result.Ending;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.VerificationResults;
import dev.cannery.internal.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The state that the cases of one verification share: the target, the budget, and whether to continue. */
final class Session {
    /** The source of the replies so far. */
    private enum Responder {
        FOREIGN,
        API
    }

    private final Target target;
    private final VerificationSettings settings;
    private final RetryingClient client;
    private final Map<ChatEndpoint, ReplyCheck> checks = new EnumMap<>(ChatEndpoint.class);
    private final ResponseRenderer renderer;
    private final Budget budget;
    private final TokenCounter tokens = new TokenCounter();
    private final ResponseSigns responses = new ResponseSigns();
    private final @Nullable ReplyRecorder recorder;
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
    private final Map<ChatEndpoint, Ending> endings = new ConcurrentHashMap<>();
    private final Map<ChatEndpoint, Responder> responders = new ConcurrentHashMap<>();

    Session(Target target, VerificationSettings settings) {
        this.target = target;
        this.settings = settings;
        this.client = new RetryingClient(new ProviderClient(target.endpoint(), settings.timeouts()));
        this.renderer = new ResponseRenderer(tokens);
        for (ChatEndpoint endpoint : ChatEndpoint.values()) {
            Profile profile = target.profile()
                    .at(endpoint)
                    .orElseGet(() ->
                            ProfileReader.read(Profile.DEFAULT).at(endpoint).orElseThrow());
            checks.put(
                    endpoint,
                    endpoint == ChatEndpoint.CHAT_COMPLETIONS
                            ? ReplyCheck.of(profile, renderer)
                            : new ReplyCheck(profile.answers()));
        }
        this.budget = new Budget(settings.budget());
        this.recorder = settings.recordings() == null ? null : new ReplyRecorder(settings.recordings());
    }

    Target target() {
        return target;
    }

    /** Returns the model to request without a contract. */
    String model() {
        return Objects.requireNonNullElse(target.model(), ExampleRequest.MODEL);
    }

    /** Returns the check of the responses of an endpoint. */
    ReplyCheck check(ChatEndpoint endpoint) {
        return Objects.requireNonNull(checks.get(endpoint));
    }

    TokenCounter tokens() {
        return tokens;
    }

    /** Returns the endpoints to which requests are sent, in the order in which they are declared. */
    List<ChatEndpoint> endpoints() {
        return settings.endpoints();
    }

    /** Returns the result, with warnings changed to failures if the settings require it. */
    InteractionResult judged(InteractionResult result) {
        return settings.judged(result);
    }

    Budget budget() {
        return budget;
    }

    /** Returns why nothing more is sent to an endpoint; empty while the verification continues there. */
    Optional<String> end(ChatEndpoint endpoint) {
        return Optional.ofNullable(ending.get())
                .or(() -> Optional.ofNullable(endings.get(endpoint)))
                .map(Ending::reason);
    }

    /** Returns the first ending, of the verification or of one endpoint; null while all of it continues. */
    @Nullable
    Ending ending() {
        Ending whole = ending.get();
        return whole != null
                ? whole
                : endings.entrySet().stream()
                        .min(Map.Entry.comparingByKey())
                        .map(Map.Entry::getValue)
                        .orElse(null);
    }

    /** Ends the verification of an endpoint because it cannot be used. The other endpoint may still be. */
    void end(ChatEndpoint endpoint, String why) {
        endings.putIfAbsent(endpoint, new Ending(Ending.Cause.TARGET, why));
    }

    /** Ends the verification for this reason, unless it has ended already. */
    void end(Ending first) {
        ending.compareAndSet(null, first);
    }

    /** Takes one request from the budget. Returns false and ends the verification if the budget is used up. */
    boolean take() {
        Optional<String> usedUp = budget.take();
        usedUp.ifPresent(words -> end(new Ending(Ending.Cause.BUDGET, words)));
        return usedUp.isEmpty();
    }

    /**
     * Sends a request, after the caller has taken it from the budget.
     *
     * @param isErrorWanted whether an error is expected, so that it is no reason to retry
     * @param name the name of the recording
     */
    Reply send(PlannedRequest request, boolean isErrorWanted, String name) throws InterruptedException {
        ProviderClient asked = client.once().at(request.endpoint()).withQuery(request.query());
        Outgoing out = Outgoing.of(name, request.endpoint(), request.sentBody(), request.headers());
        Reply reply = isErrorWanted ? once(out, asked) : retried(out, asked);
        responses.add(request.toChatRequest(), reply);
        return reply;
    }

    /**
     * Sends a request without a contract, after the caller has taken it from the budget.
     *
     * @param name the name of the recording
     */
    Reply send(ChatRequest request, String name) throws InterruptedException {
        ProviderClient asked = client.once().at(request.endpoint());
        Reply reply = retried(Outgoing.of(name, request.endpoint(), request.sentBody(), Map.of()), asked);
        responses.add(request, reply);
        return reply;
    }

    private Reply retried(Outgoing out, ProviderClient asked) throws InterruptedException {
        return noted(
                new RetryingClient(asked).send(out.bytes(), out.headers, busy -> !isQuota(busy) && take()), out, asked);
    }

    private Reply once(Outgoing out, ProviderClient asked) throws InterruptedException {
        return noted(asked.send(out.bytes(), out.headers), out, asked);
    }

    private Reply noted(Reply reply, Outgoing out, ProviderClient asked) throws InterruptedException {
        if (recorder != null) {
            recorder.record(out.name, target, out.endpoint, out.shown, reply);
        }
        noteResponder(reply, out, asked);
        return reply;
    }

    /**
     * A request on its way.
     *
     * @param name the name of its recording
     * @param shown the body as recordings show it
     * @param text the body as it is sent
     */
    private record Outgoing(
            String name, ChatEndpoint endpoint, ObjectNode shown, String text, Map<String, String> headers) {
        static Outgoing of(String name, ChatEndpoint endpoint, ObjectNode body, Map<String, String> headers) {
            return new Outgoing(name, endpoint, body, Json.compact(body), headers);
        }

        byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Reports a reply that, like all before it at this endpoint, is not from the API. Returns whether it is such a reply. */
    boolean isForeign(ChatEndpoint endpoint, Reply reply, FindingList findings) {
        boolean isForeign = responders.get(endpoint) == Responder.FOREIGN && ForeignReply.is(reply);
        if (isForeign) {
            NotTheApi.report(endpoint, reply, target.endpoint().at(endpoint).shownAddress(), findings);
        }
        return isForeign;
    }

    /**
     * Updates the source of the replies of an endpoint. Until the API has replied once, the request is sent again after a reply that
     * is not from the API.
     */
    private void noteResponder(Reply reply, Outgoing out, ProviderClient asked) throws InterruptedException {
        boolean isOdd = ForeignReply.is(reply);
        if (isOdd && !responders.containsKey(out.endpoint)) {
            boolean isOddAgain = !take() || ForeignReply.is(asked.send(out.bytes(), out.headers));
            responders.putIfAbsent(out.endpoint, isOddAgain ? Responder.FOREIGN : Responder.API);
        } else if (!isOdd && reply.status() != 0) {
            responders.put(out.endpoint, Responder.API);
        }
    }

    /** Returns a message on the first recording that could not be written; empty if all were. */
    Optional<String> recordingFault() {
        return recorder == null ? Optional.empty() : recorder.fault();
    }

    /** Returns the target as reports show it. */
    VerificationResults.TargetFacts facts() {
        Endpoint.@Nullable ApiKey key = target.endpoint().key();
        String model = target.model();
        return new VerificationResults.TargetFacts(
                target.name(),
                addresses(),
                target.profile().name(),
                model == null ? "" : model,
                key == null ? "" : key.name(),
                key == null ? "" : key.header(),
                responses.looksLike(),
                responses.traits(target.profile(), renderer));
    }

    private SortedMap<ChatEndpoint, String> addresses() {
        SortedMap<ChatEndpoint, String> addresses = new TreeMap<>();
        endpoints()
                .forEach(endpoint ->
                        addresses.put(endpoint, target.endpoint().at(endpoint).shownAddress()));
        return addresses;
    }

    /** Returns the provider that the responses so far look like. */
    Optional<Recognition> recognized() {
        return responses.recognized();
    }

    /** Sends a request that the target must refuse, after the caller has taken it from the budget. */
    Reply send(ErrorProbe probe) throws InterruptedException {
        Endpoint.ApiKey key = target.endpoint().key();
        ProviderClient client = this.client.once().at(probe.endpoint());
        ProviderClient asked = probe.hasWrongKey() && key != null
                ? client.withKey(new Endpoint.ApiKey(key.name(), key.header(), ErrorProbe.WRONG_KEY))
                : client;
        Outgoing out = new Outgoing(probe.name(), probe.endpoint(), probe.shown(), probe.body(), Map.of());
        Reply reply = retried(out, asked);
        responses.add(reply);
        return reply;
    }

    /** Whether the quota is exhausted, so that retrying is pointless. */
    private static boolean isQuota(Reply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8).contains("insufficient_quota");
    }
}
