package dev.cannery.internal.server;

import dev.cannery.internal.server.transport.Transport;
import java.time.Duration;

/** Stops a server: responses in progress get the grace period, then all connections are closed. */
record Shutdown(Transport transport, WireMockHost wireMock, Duration grace) implements Runnable {
    @Override
    public void run() {
        transport.traffic().drain(grace);
        transport.close();
        wireMock.stop();
    }
}
