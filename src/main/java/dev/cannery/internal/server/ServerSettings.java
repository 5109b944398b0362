package dev.cannery.internal.server;

import dev.cannery.Responder;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.server.limits.RateLimit;
import dev.cannery.internal.server.transport.BodyBounds;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a server is set up.
 *
 * @param contracts what it answers from, in this order
 * @param responder answers what no interaction matches, null for no such function
 * @param profile judges every request; null to let each contract's provider judge
 * @param apiKeys the API keys that are accepted; empty for any
 * @param rateLimit the rate limit, null for none
 * @param isLenient whether a response that does not fit its request is sent with a warning
 * @param estimatesUsage whether usage that a contract leaves open is estimated
 * @param address where it listens
 * @param transport TLS, origins, speed, random faults and the grace period
 * @param bodies limits the bodies of requests
 * @param journal how many exchanges it remembers
 * @param stubs the folder of WireMock's stubs, null for none
 * @param adminToken what the admin API asks for, null for nothing
 * @param listeners listeners that are notified of what happens
 * @param whenBroken takes the sentence with which a server ends that ran out of memory
 * @param scripted answers every request, for tests of the transport; null for contracts
 */
public record ServerSettings(
        List<LoadedContract> contracts,
        @Nullable Responder responder,
        @Nullable Profile profile,
        List<String> apiKeys,
        @Nullable RateLimit rateLimit,
        boolean isLenient,
        boolean estimatesUsage,
        BindAddress address,
        TransportOptions transport,
        BodyBounds bodies,
        Journal.Bounds journal,
        @Nullable Path stubs,
        @Nullable String adminToken,
        Memory.Listeners listeners,
        Consumer<String> whenBroken,
        @Nullable Function<ChatRequest, Answer> scripted) {}
