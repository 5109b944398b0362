package dev.cannery.junit;

import dev.cannery.ServerStartException;
import dev.cannery.internal.server.MockServer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A server that starts in parallel with the reading of its contracts, since the first start in a JVM takes as long. */
final class StartingServer implements AutoCloseable {
    private final FutureTask<MockServer> task =
            new FutureTask<>(() -> MockServer.builder().start());

    private StartingServer() {}

    static StartingServer start() {
        StartingServer starting = new StartingServer();
        Thread thread = new Thread(starting.task, "cannery-start");
        thread.setDaemon(true);
        thread.start();
        return starting;
    }

    /** Waits until the server listens, and returns it. An interrupt during the wait is preserved. */
    MockServer started() {
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    isInterrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Stops the server, if it has started. */
    @Override
    public void close() {
        try {
            started().close();
        } catch (ServerStartException e) {
            // the caller of started() got the exception
        }
    }
}
