package dev.cannery.internal.server;

import dev.cannery.Contract;
import dev.cannery.internal.chat.BoundedCache;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.server.api.StoredCompletions;
import dev.cannery.internal.server.limits.RateLimit;
import dev.cannery.internal.server.limits.RateLimiter;
import dev.cannery.internal.server.provider.ApiKeys;
import dev.cannery.internal.server.provider.Gate;
import dev.cannery.internal.server.tls.Identity;
import dev.cannery.internal.server.transport.BodyBounds;
import dev.cannery.internal.server.transport.Link;
import dev.cannery.internal.server.transport.Pacer;
import dev.cannery.internal.wire.Json;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Configures and starts a {@link MockChatServer}. */
public final class MockChatServerBuilder {
    private static final int MOST_STORED = 1_000;
    private static final long HEAVIEST_STORED = 64L << 20;

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
    private @Nullable Profile profile;
    private List<String> apiKeys = List.of();
    private boolean isLenient;
    private boolean estimatesUsage;
    private Wire wire = Wire.PLAIN;
    private @Nullable RateLimit rateLimit;

    MockChatServerBuilder() {}

    /** What to answer from, in this order: the first interaction that matches answers. */
    public MockChatServerBuilder contracts(List<? extends Contract> contracts) {
        this.contracts = contracts.stream().map(LoadedContract::of).toList();
        return this;
    }

    /** The port; 0, the default, takes any that is free. */
    public MockChatServerBuilder port(int port) {
        address = new BindAddress(address.host(), port);
        return this;
    }

    /** The name or address to listen on, 127.0.0.1 by default; any that others can reach requires an admin token. */
    public MockChatServerBuilder bindAddress(String host) {
        address = new BindAddress(host, address.port());
        return this;
    }

    /** A folder of WireMock stubs, with {@code mappings} and {@code __files} in it; none by default. */
    public MockChatServerBuilder stubs(Path folder) {
        stubs = folder;
        return this;
    }

    /**
     * How much is remembered of past exchanges: 10,000 of them by default and about 64 MiB, or an eighth of what memory the
     * JVM may take when that is less. The oldest go first.
     *
     * @param entries how many exchanges at most
     * @param bytes about how much memory they may take
     */
    public MockChatServerBuilder journal(int entries, long bytes) {
        journal = new Journal.Bounds(entries, bytes);
        return this;
    }

    /**
     * What the body of a request may be: 32 MiB and 30 seconds by default; a larger one is answered with 413, a slower one
     * with 408.
     *
     * @param bytes its largest size
     * @param timeout how long it may take to arrive
     */
    public MockChatServerBuilder bodies(int bytes, Duration timeout) {
        bodies = new BodyBounds(bytes, timeout);
        return this;
    }

    /** What the admin API then asks for, as {@code Authorization: Bearer} or {@code x-cannery-token}. */
    public MockChatServerBuilder adminToken(String token) {
        if (token.isBlank()) {
            throw new IllegalArgumentException("admin token must not be blank");
        }
        adminToken = token;
        return this;
    }

    /** Judges every request by this profile, whatever provider its contract names; by default each contract's own judges. */
    public MockChatServerBuilder profile(Profile provider) {
        profile = provider;
        return this;
    }

    /** Answers only requests that carry one of these keys, as a bearer token or as {@code api-key}; by default any will do. */
    public MockChatServerBuilder apiKeys(List<String> keys) {
        apiKeys = List.copyOf(keys);
        return this;
    }

    /**
     * Answers no more requests than this, and the others with 429 as the provider does; what is left is told in the headers
     * of every answer. By default any number is answered.
     */
    public MockChatServerBuilder rateLimit(RateLimit limit) {
        rateLimit = limit;
        return this;
    }

    /**
     * Serves answers that do not fit their request with a notice, such as a call of a tool that was not offered; by default
     * they are answered with status 500, because they are a defect of the contract.
     */
    public MockChatServerBuilder lenient() {
        isLenient = true;
        return this;
    }

    /**
     * Reports a token for each four characters where a contract gives no usage, and limits rates by the same; for load tests
     * whose prompts all differ. By default tokens are counted.
     */
    public MockChatServerBuilder estimatesUsage() {
        estimatesUsage = true;
        return this;
    }

    /** TLS, other origins, speed, faults by chance and a gentle end; {@link Wire#PLAIN} by default. */
    public MockChatServerBuilder wire(Wire between) {
        wire = between;
        return this;
    }

    /**
     * Takes what people should hear of, such as a request that nothing matched. What comes again is counted, and passed on in
     * one line at the 10th, 100th and 1,000th time. The listener is called by the threads that serve, so it must not block; by
     * default nobody listens.
     */
    public MockChatServerBuilder notices(Consumer<String> listener) {
        return events(event -> listener.accept(event.message()));
    }

    /** As {@link #notices}, with what programs that read logs want to know; of the two the one that is called last counts. */
    public MockChatServerBuilder events(Consumer<ServerEvent> listener) {
        events = listener;
        return this;
    }

    /**
     * Takes an event for each request when it is over. The listener is called by the threads that serve, so it must not block;
     * by default nobody listens.
     */
    public MockChatServerBuilder accesses(Consumer<ServerEvent> listener) {
        accesses = listener;
        return this;
    }

    /**
     * Takes the sentence that a server ends with when a thread that it cannot do without has run out of memory. It is called
     * once, by that thread; by default {@link #notices} takes it, and the server answers no more.
     */
    public MockChatServerBuilder whenBroken(Consumer<String> listener) {
        whenBroken = listener;
        return this;
    }

    /** Answers by a function instead of contracts. */
    MockChatServerBuilder responder(Responder function) {
        responder = function;
        return this;
    }

    /**
     * Starts the server.
     *
     * @throws ServerStartException when it cannot, with the reason in one sentence
     */
    public MockChatServer start() {
        StoredCompletions stored = new StoredCompletions(MOST_STORED, BoundedCache.bytes(HEAVIEST_STORED));
        RateLimiter limiter = rateLimit == null ? null : new RateLimiter(rateLimit, System::nanoTime);
        Consumer<ServerEvent> counted = new CountedEvents(events);
        Gate gate = new Gate(new ApiKeys(apiKeys), limiter);
        ContractResponder answers =
                new ContractResponder(contracts, new Policy(profile, gate, isLenient, estimatesUsage, counted), stored);
        Identity shown = wire.identity(address.host()).orElse(null);
        AdminGuard guard = AdminGuard.of(address, adminToken);
        Journal remembered = new Journal(journal, answers::resetStored);
        Responder used = responder == null ? answers : responder;
        WarmUp.awaitJetty();
        Breakdown broken = new Breakdown(
                whenBroken == null
                        ? sentence -> counted.accept(ServerEvent.of(ServerEvent.Kind.FAILURE, sentence))
                        : whenBroken);
        FrontServer front = new FrontServer(address, shown, broken);
        WireMockHost host =
                new WireMockHost(front, stubs, remembered, new UnmatchedHandler(used, remembered, counted), counted);
        Engine engine = new Engine(
                used,
                remembered,
                Link.of(new Pacer(broken::by), bodies, wire.speed()),
                new FaultInjection(wire.chaos(), address.isLoopback()),
                host::hasStubs,
                counted,
                new AccessLog(accesses),
                new WarmUp());
        Scopes scopes = new Scopes(answers, engine);
        front.start(new ChatHandler(engine, guard, wire.cors(), scopes, host));
        URI root = address.root(shown == null ? "http" : "https", front.port());
        if (shown == null) {
            engine.warmUp().start(root);
        }
        return new MockChatServer(host, engine, answers, scopes, new MockChatServer.Ends(root, shown, wire.drain()));
    }
}
