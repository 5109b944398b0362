package dev.cannery;

import dev.cannery.internal.profile.ProfileReader;
import dev.cannery.internal.server.MockServer;
import dev.cannery.internal.server.MockServerBuilder;
import dev.cannery.internal.server.TransportOptions;
import dev.cannery.internal.server.limits.RateLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Configures and starts a {@link MockChatServer}. */
public final class MockChatServerBuilder {
    private final MockServerBuilder server = MockServer.builder();
    private TransportOptions transport = TransportOptions.PLAIN;

    MockChatServerBuilder() {}

    /** Sets the contracts. The first interaction that matches a request responds. */
    public MockChatServerBuilder contracts(List<? extends Contract> contracts) {
        server.contracts(contracts);
        return this;
    }

    /** Sets the contracts. The first interaction that matches a request responds. */
    public MockChatServerBuilder contracts(Contract... contracts) {
        return contracts(List.of(contracts));
    }

    /** Sets the function that responds if no interaction matches. */
    public MockChatServerBuilder responder(Responder responder) {
        server.responder(responder);
        return this;
    }

    /** Sets the port; 0, the default, selects a free one. */
    public MockChatServerBuilder port(int port) {
        server.port(port);
        return this;
    }

    /** Sets the address to listen on, by default 127.0.0.1. An address other than loopback requires an admin token. */
    public MockChatServerBuilder bindAddress(String host) {
        server.bindAddress(host);
        return this;
    }

    /** Sets a folder of WireMock stubs, with the subfolders {@code mappings} and {@code __files}. */
    public MockChatServerBuilder stubs(Path folder) {
        server.stubs(folder);
        return this;
    }

    /** Limits the number of recorded exchanges and, approximately, their memory in bytes. The defaults are 10,000 and 64 MiB. */
    public MockChatServerBuilder journal(int entries, long bytes) {
        server.journal(entries, bytes);
        return this;
    }

    /** Limits the size of a request body in bytes and the time to send it. The defaults are 32 MiB and 30 seconds. */
    public MockChatServerBuilder bodies(int bytes, Duration timeout) {
        server.bodies(bytes, timeout);
        return this;
    }

    /** Sets the token that the admin API requires, in {@code Authorization: Bearer} or {@code x-cannery-token}. */
    public MockChatServerBuilder adminToken(String token) {
        server.adminToken(token);
        return this;
    }

    /**
     * Sets the profile that reviews every request, by name or file; by default it is that of each contract's provider.
     *
     * @throws InvalidFilesException if there is no such profile, or its file has errors
     */
    public MockChatServerBuilder profile(String nameOrFile) {
        server.profile(ProfileReader.find(nameOrFile));
        return this;
    }

    /** Accepts only requests with one of these API keys; by default every key is accepted. */
    public MockChatServerBuilder apiKeys(String... keys) {
        return apiKeys(List.of(keys));
    }

    /** Accepts only requests with one of these API keys; by default every key is accepted. */
    public MockChatServerBuilder apiKeys(List<String> keys) {
        server.apiKeys(keys);
        return this;
    }

    /**
     * Limits the rate of requests, for example to {@code 60rpm} or {@code 60rpm,10000tpm}. Requests beyond it get status 429.
     *
     * @throws IllegalArgumentException if the text is not a rate limit
     */
    public MockChatServerBuilder rateLimit(String limit) {
        server.rateLimit(RateLimit.parse(limit));
        return this;
    }

    /** Sends responses that do not fit their request, with a notice; by default such requests get status 500. */
    public MockChatServerBuilder lenient() {
        server.lenient();
        return this;
    }

    /** Serves HTTPS (HTTP/1.1 and HTTP/2) with a certificate for localhost, which is generated at each start. */
    public MockChatServerBuilder tls() {
        return transport(transport.tls());
    }

    /** Serves HTTPS with the key and certificate in a PKCS12 or PEM file. */
    public MockChatServerBuilder tls(Path keystore, String password) {
        return transport(transport.tls(keystore, password));
    }

    /** Allows web pages of these origins to call the server; {@code *} allows all. */
    public MockChatServerBuilder cors(String... origins) {
        return transport(transport.cors(List.of(origins)));
    }

    /** Divides every delay by a factor such as {@code 10x} or {@code 0.5x}, or drops all delays: {@code instant}. */
    public MockChatServerBuilder speed(String factor) {
        return transport(transport.speed(factor));
    }

    /** Injects random faults, such as {@code 429=0.05,stall after 3=0.01}. The same seed gives the same faults. */
    public MockChatServerBuilder chaos(String faults, long seed) {
        return transport(transport.chaos(faults, seed));
    }

    /** Sets how long responses in progress may take when the server closes. */
    public MockChatServerBuilder drain(Duration patience) {
        return transport(transport.drain(patience));
    }

    private MockChatServerBuilder transport(TransportOptions options) {
        transport = options;
        server.transport(options);
        return this;
    }

    /** Sets a listener for messages to the user, such as an unmatched request. Server threads call it, so it must not block. */
    public MockChatServerBuilder notices(Consumer<String> listener) {
        server.notices(listener);
        return this;
    }

    /**
     * Starts the server.
     *
     * @throws InvalidFilesException when a contract names a provider that does not exist
     * @throws ServerStartException if it cannot start; the message is one sentence
     */
    public MockChatServer start() {
        return new MockChatServer(server.start());
    }
}
