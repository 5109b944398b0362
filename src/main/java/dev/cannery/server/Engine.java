package dev.cannery.server;

import dev.cannery.server.transport.BodyReader;
import dev.cannery.server.transport.Pacer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What every request of one server shares.
 *
 * @param responder answers requests
 * @param journal remembers exchanges
 * @param pacer makes later things happen
 * @param bodies what a request's body may be
 * @param hasStubs whether WireMock has any stub that could answer in place of a miss
 * @param notices takes sentences for people
 * @param warmUp the server's request to itself
 */
record Engine(
        Responder responder,
        Journal journal,
        Pacer pacer,
        BodyReader.Bounds bodies,
        BooleanSupplier hasStubs,
        Consumer<String> notices,
        WarmUp warmUp) {
    /** The same engine, which remembers nothing of what it serves. */
    Engine unrecorded() {
        Journal none = new Journal(new Journal.Bounds(0, 0));
        return new Engine(responder, none, pacer, bodies, hasStubs, notices, warmUp);
    }
}
