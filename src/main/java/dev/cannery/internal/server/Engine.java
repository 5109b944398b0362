package dev.cannery.internal.server;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.transport.Link;
import dev.cannery.internal.server.transport.Pacer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What every request of one server shares.
 *
 * @param responder answers requests
 * @param journal remembers exchanges
 * @param link what all connections share
 * @param faults makes sound answers go wrong
 * @param hasStubs whether WireMock has any stub that could answer in place of a miss
 * @param events takes what people should hear of
 * @param accesses reports each request
 * @param warmUp the server's request to itself
 */
record Engine(
        Responder responder,
        Journal journal,
        Link link,
        FaultInjection faults,
        BooleanSupplier hasStubs,
        Consumer<ServerEvent> events,
        AccessLog accesses,
        WarmUp warmUp) {
    /** Makes later things happen. */
    Pacer pacer() {
        return link.pacer();
    }

    /** The same engine with answers, memories and counts of its own, to which no stub adds. */
    Engine scoped(Responder own, Journal memories) {
        return new Engine(own, memories, link.another(), faults.another(), () -> false, events, accesses, warmUp);
    }

    /** The same engine, in whose place stubs may answer what it would refuse. */
    Engine stubbedBy(BooleanSupplier stubs) {
        return new Engine(responder, journal, link, faults, stubs, events, accesses, warmUp);
    }

    /** The same engine, which remembers nothing of what it serves, and does not count what is no request. */
    Engine unrecorded() {
        Journal none = new Journal(new Journal.Bounds(0, 0));
        Responder uncounted = new Responder() {
            @Override
            public Reply respond(ChatRequest request) {
                return responder.respond(request);
            }

            @Override
            public Provider providerAt(String path) {
                return responder.providerAt(path);
            }
        };
        return new Engine(uncounted, none, link.another(), faults, hasStubs, events, accesses, warmUp);
    }
}
