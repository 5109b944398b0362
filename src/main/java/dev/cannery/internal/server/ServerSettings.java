package dev.cannery.internal.server;

import dev.cannery.Responder;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.profile.Profile;
import dev.cannery.internal.server.answer.Answer;
import dev.cannery.internal.server.host.BindAddress;
import dev.cannery.internal.server.journal.Journal;
import dev.cannery.internal.server.limits.RateLimit;
import dev.cannery.internal.server.transport.BodyBounds;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a server.
 *
 * @param contracts the contracts, by precedence
 * @param responder answers what no interaction matches; null for none
 * @param profile checks every request; null for the profile of each contract
 * @param apiKeys the API keys that are accepted; empty for any
 * @param rateLimit the rate limit, null for none
 * @param isLenient whether a response that does not fit its request is sent with a warning
 * @param estimatesUsage whether usage that a contract does not state is estimated
 * @param address the address to listen on
 * @param transport TLS, origins, speed, random faults and the grace period
 * @param bodies the limits of request bodies
 * @param journal the bounds of the journal
 * @param stubs the folder of WireMock's stubs; null for none
 * @param adminToken the token that the admin API requires; null for none
 * @param listeners listeners that are notified of what happens
 * @param whenBroken notified, with a message, when the server stops because it ran out of memory
 * @param scripted answers every request, for tests of the transport; null to answer from contracts
 * @param upstream the provider to which requests are forwarded; null for none
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
        @Nullable Function<ChatRequest, Answer> scripted,
        @Nullable Upstream upstream) {}
