package dev.cannery.internal.server.transport;

import dev.cannery.internal.server.sending.Pacer;
import dev.cannery.internal.server.sending.Speed;

/**
 * What all connections of a server share.
 *
 * @param pacer runs delayed tasks
 * @param providers the connections to the providers to which requests are forwarded
 * @param longWork answers requests that take long
 * @param bodies the limits of request bodies
 * @param memory the memory budget for the bodies of requests in progress
 * @param parsed parses bodies
 * @param traffic counts the requests in progress
 * @param speed divides all delays
 */
public record Transport(
        Pacer pacer,
        ProviderConnections providers,
        LongWork longWork,
        BodyBounds bodies,
        MemoryBudget memory,
        ParsedBodies parsed,
        Traffic traffic,
        Speed speed)
        implements AutoCloseable {
    private static final int PERCENT = 12;

    /**
     * Creates what the connections of a server share.
     *
     * @param heap the maximum heap size in bytes
     */
    public static Transport of(Pacer pacer, BodyBounds bodies, Speed speed, long heap) {
        return new Transport(
                pacer,
                new ProviderConnections(pacer),
                new LongWork(heap),
                bodies,
                MemoryBudget.of(heap, PERCENT),
                new ParsedBodies(),
                new Traffic(),
                speed);
    }

    /** Stops all scheduled work. */
    @Override
    public void close() {
        providers.close();
        pacer.close();
        longWork.close();
    }
}
