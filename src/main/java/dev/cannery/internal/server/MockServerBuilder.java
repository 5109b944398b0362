package dev.cannery.internal.server;

import dev.cannery.Contract;
import dev.cannery.Responder;
import dev.cannery.ServerStartException;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.server.answer.Answer;
import dev.cannery.internal.server.answer.ServerEvent;
import dev.cannery.internal.server.host.BindAddress;
import dev.cannery.internal.server.journal.Journal;
import dev.cannery.internal.server.limits.RateLimit;
import dev.cannery.internal.server.transport.BodyBounds;
import dev.cannery.internal.wire.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Configures and starts a {@link MockServer}. */
public final class MockServerBuilder {
    private List<LoadedContract> contracts = List.of();
    private BindAddress address = new BindAddress("127.0.0.1", 0);
    private Journal.Bounds journal = Journal.Bounds.usual();
    private BodyBounds bodies = new BodyBounds(Json.MAX_BYTES, Duration.ofSeconds(30));
    private Consumer<ServerEvent> events = event -> {};
    private @Nullable Consumer<ServerEvent> accesses;
    private @Nullable Consumer<String> whenBroken;
    private @Nullable Path stubs;
    private @Nullable String adminToken;
    private @Nullable Responder responder;
    private @Nullable Function<ChatRequest, Answer> scripted;
    private @Nullable Upstream upstream;
    private @Nullable Profile profile;
    private List<String> apiKeys = List.of();
    private boolean isLenient;
    private boolean estimatesUsage;
    private TransportOptions transport = TransportOptions.PLAIN;
    private @Nullable RateLimit rateLimit;

    MockServerBuilder() {}

    /** Sets the contracts, by precedence: the first interaction that matches answers. */
    public MockServerBuilder contracts(List<? extends Contract> contracts) {
        this.contracts = contracts.stream().map(LoadedContract::of).toList();
        return this;
    }

    /** Sets the port; 0, the default, selects a free one. */
    public MockServerBuilder port(int port) {
        address = new BindAddress(address.host(), port);
        return this;
    }

    /**
     * Sets the host name or address to listen on, 127.0.0.1 by default. An address that other machines can reach
     * requires an admin token.
     */
    public MockServerBuilder bindAddress(String host) {
        address = new BindAddress(host, address.port());
        return this;
    }

    /** Sets a folder of WireMock stubs, which contains {@code mappings} and {@code __files}; none by default. */
    public MockServerBuilder stubs(Path folder) {
        stubs = folder;
        return this;
    }

    /**
     * Sets the bounds of the journal. The default is 10,000 exchanges and about 64 MiB, or an eighth of the maximum
     * heap if that is less. The oldest exchanges are dropped first.
     *
     * @param entries the maximum number of exchanges
     * @param bytes the approximate maximum size in memory
     */
    public MockServerBuilder journal(int entries, long bytes) {
        journal = new Journal.Bounds(entries, bytes);
        return this;
    }

    /**
     * Sets the limits for request bodies: 32 MiB and 30 seconds by default. A larger body gets status 413, a slower one
     * 408.
     *
     * @param bytes the maximum size
     * @param timeout the maximum time for the body to arrive
     */
    public MockServerBuilder bodies(int bytes, Duration timeout) {
        bodies = new BodyBounds(bytes, timeout);
        return this;
    }

    /** Sets the token that the admin API requires, as {@code Authorization: Bearer} or {@code x-cannery-token}. */
    public MockServerBuilder adminToken(String token) {
        if (token.isBlank()) {
            throw new IllegalArgumentException("admin token must not be blank");
        }
        adminToken = token;
        return this;
    }

    /** Checks every request against this profile instead of the profile of each contract. */
    public MockServerBuilder profile(Profile provider) {
        profile = provider;
        return this;
    }

    /**
     * Accepts only requests with one of these keys, as a bearer token or as {@code api-key}. By default any key is
     * accepted, or none.
     */
    public MockServerBuilder apiKeys(List<String> keys) {
        apiKeys = List.copyOf(keys);
        return this;
    }

    /**
     * Limits the rate of requests. Excess requests get the provider's 429, and every response has headers that report
     * what is left. By default there is no limit.
     */
    public MockServerBuilder rateLimit(RateLimit limit) {
        rateLimit = limit;
        return this;
    }

    /**
     * Sends responses that do not fit their request, such as a call of a tool that the request does not offer, with a
     * warning. By default such a request gets status 500, because the contract is wrong.
     */
    public MockServerBuilder lenient() {
        isLenient = true;
        return this;
    }

    /**
     * Estimates usage that a contract does not state, as one token per four characters. Meant for load tests in which all
     * prompts differ. By default tokens are counted exactly.
     */
    public MockServerBuilder estimatesUsage() {
        estimatesUsage = true;
        return this;
    }

    /**
     * Sets TLS, allowed origins, speed, random faults and the grace period; {@link TransportOptions#PLAIN} by default.
     */
    public MockServerBuilder transport(TransportOptions options) {
        transport = options;
        return this;
    }

    /**
     * Sets a listener for messages to users, such as a request that matched nothing. Repeated messages are counted, and
     * passed on as one line at the 10th, 100th, 1,000th, … repetition. Serving threads call the listener, so it must
     * not block. By default there is none.
     */
    public MockServerBuilder notices(Consumer<String> listener) {
        return events(event -> listener.accept(event.message()));
    }

    /** Sets a listener as {@link #notices} does, for structured events. Of the two methods, the last call counts. */
    public MockServerBuilder events(Consumer<ServerEvent> listener) {
        events = listener;
        return this;
    }

    /** Sets a listener for finished requests. Serving threads call it, so it must not block. By default there is none. */
    public MockServerBuilder accesses(Consumer<ServerEvent> listener) {
        accesses = listener;
        return this;
    }

    /**
     * Sets a listener for the failure of a thread that the server depends on. It is called once, by that thread, with a
     * message. By default the message goes to {@link #notices}, and the server no longer answers.
     */
    public MockServerBuilder whenBroken(Consumer<String> listener) {
        whenBroken = listener;
        return this;
    }

    /**
     * Sets a function that answers requests that match no interaction; WireMock's stubs come after it. By default there
     * is none.
     */
    public MockServerBuilder responder(Responder function) {
        responder = function;
        return this;
    }

    /** Sets a provider to which chat requests are forwarded: all of them, or those that match no interaction. */
    public MockServerBuilder upstream(Upstream provider) {
        upstream = provider;
        return this;
    }

    /** Answers every request with a function, for tests of the transport. */
    MockServerBuilder scripted(Function<ChatRequest, Answer> function) {
        scripted = function;
        return this;
    }

    /**
     * Starts the server.
     *
     * @throws ServerStartException if it cannot start, with the reason in one sentence
     */
    public MockServer start() {
        Consumer<String> ending = whenBroken == null
                ? sentence -> events.accept(ServerEvent.of(ServerEvent.Kind.FAILURE, sentence))
                : whenBroken;
        return ServerAssembly.start(new ServerSettings(
                contracts,
                responder,
                profile,
                apiKeys,
                rateLimit,
                isLenient,
                estimatesUsage,
                address,
                transport,
                bodies,
                journal,
                stubs,
                adminToken,
                new Memory.Listeners(events, accesses),
                ending,
                scripted,
                upstream));
    }
}
