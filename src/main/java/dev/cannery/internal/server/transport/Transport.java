package dev.cannery.internal.server.transport;

import dev.cannery.internal.server.sending.Pacer;
import dev.cannery.internal.server.sending.Speed;

/**
 * What all connections of one server share.
 *
 * @param pacer makes later things happen
 * @param longWork answers requests that take long
 * @param bodies limits the bodies of requests
 * @param memory what the bodies of requests under way may take together
 * @param parsed parses bodies
 * @param traffic counts the requests that are under way
 * @param speed how fast the time of responses passes
 */
public record Transport(
        Pacer pacer,
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
     * @param heap how many bytes the JVM may take
     */
    public static Transport of(Pacer pacer, BodyBounds bodies, Speed speed, long heap) {
        return new Transport(
                pacer,
                new LongWork(heap),
                bodies,
                MemoryBudget.of(heap, PERCENT),
                new ParsedBodies(),
                new Traffic(),
                speed);
    }

    /** Ends what was to happen later. */
    @Override
    public void close() {
        pacer.close();
        longWork.close();
    }
}
