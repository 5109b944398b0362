package dev.cannery.internal.server;

import dev.cannery.Contract;
import dev.cannery.Responder;
import dev.cannery.ServerStartException;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.profile.Profile;
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
    private @Nullable Profile profile;
    private List<String> apiKeys = List.of();
    private boolean isLenient;
    private boolean estimatesUsage;
    private TransportOptions transport = TransportOptions.PLAIN;
    private @Nullable RateLimit rateLimit;

    MockServerBuilder() {}

    /** What to answer from, in this order: the first interaction that matches answers. */
    public MockServerBuilder contracts(List<? extends Contract> contracts) {
        this.contracts = contracts.stream().map(LoadedContract::of).toList();
        return this;
    }

    /** The port; 0, the default, takes any that is free. */
    public MockServerBuilder port(int port) {
        address = new BindAddress(address.host(), port);
        return this;
    }

    /** The name or address to listen on, 127.0.0.1 by default; any that others can reach requires an admin token. */
    public MockServerBuilder bindAddress(String host) {
        address = new BindAddress(host, address.port());
        return this;
    }

    /** A folder of WireMock stubs, with {@code mappings} and {@code __files} in it; none by default. */
    public MockServerBuilder stubs(Path folder) {
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
    public MockServerBuilder journal(int entries, long bytes) {
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
    public MockServerBuilder bodies(int bytes, Duration timeout) {
        bodies = new BodyBounds(bytes, timeout);
        return this;
    }

    /** What the admin API then asks for, as {@code Authorization: Bearer} or {@code x-cannery-token}. */
    public MockServerBuilder adminToken(String token) {
        if (token.isBlank()) {
            throw new IllegalArgumentException("admin token must not be blank");
        }
        adminToken = token;
        return this;
    }

    /** Judges every request by this profile, whatever provider its contract names; by default each contract's own judges. */
    public MockServerBuilder profile(Profile provider) {
        profile = provider;
        return this;
    }

    /** Answers only requests that carry one of these keys, as a bearer token or as {@code api-key}; by default any will do. */
    public MockServerBuilder apiKeys(List<String> keys) {
        apiKeys = List.copyOf(keys);
        return this;
    }

    /**
     * Answers no more requests than this, and the others with 429 as the provider does; the headers report what is left
     * of every answer. By default any number is answered.
     */
    public MockServerBuilder rateLimit(RateLimit limit) {
        rateLimit = limit;
        return this;
    }

    /**
     * Serves answers that do not fit their request with a notice, such as a call of a tool that was not offered; by default
     * they are answered with status 500, because they are a defect of the contract.
     */
    public MockServerBuilder lenient() {
        isLenient = true;
        return this;
    }

    /**
     * Reports a token for each four characters where a contract gives no usage, and limits rates by the same; for load tests
     * whose prompts all differ. By default tokens are counted.
     */
    public MockServerBuilder estimatesUsage() {
        estimatesUsage = true;
        return this;
    }

    /** Sets TLS, allowed origins, speed, random faults and the grace period at the end; {@link TransportOptions#PLAIN} by default. */
    public MockServerBuilder transport(TransportOptions options) {
        transport = options;
        return this;
    }

    /**
     * Receives what users should know, such as a request that nothing matched. Repetitions are counted, and passed on in
     * one line at the 10th, 100th and 1,000th time. The listener is called by the threads that serve, so it must not block; by
     * default nobody listens.
     */
    public MockServerBuilder notices(Consumer<String> listener) {
        return events(event -> listener.accept(event.message()));
    }

    /** As {@link #notices}, with what programs that read logs want to know; of the two the one that is called last counts. */
    public MockServerBuilder events(Consumer<ServerEvent> listener) {
        events = listener;
        return this;
    }

    /**
     * Takes an event for each request when it is over. The listener is called by the threads that serve, so it must not block;
     * by default nobody listens.
     */
    public MockServerBuilder accesses(Consumer<ServerEvent> listener) {
        accesses = listener;
        return this;
    }

    /**
     * Takes the sentence that a server ends with when a thread that it cannot do without has run out of memory. It is called
     * once, by that thread; by default {@link #notices} takes it, and the server answers no more.
     */
    public MockServerBuilder whenBroken(Consumer<String> listener) {
        whenBroken = listener;
        return this;
    }

    /**
     * Sets a function that answers requests which no interaction matches; WireMock's stubs are asked after it. By default there
     * is none.
     */
    public MockServerBuilder responder(Responder function) {
        responder = function;
        return this;
    }

    /** Answers every request by a function, for tests of the transport. */
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
        return new MockServer(RunningServer.start(new ServerSettings(
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
                scripted)));
    }
}
