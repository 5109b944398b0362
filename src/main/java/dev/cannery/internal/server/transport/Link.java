package dev.cannery.internal.server.transport;

import java.time.Duration;

/**
 * What all connections of one server share.
 *
 * @param pacer makes later things happen
 * @param longWork answers requests that take long
 * @param bodies what a request's body may be
 * @param memory what the bodies of requests under way may take together
 * @param parsed parses bodies
 * @param traffic counts the requests that are under way
 * @param speed how fast the time of answers goes by
 */
public record Link(
        Pacer pacer,
        LongWork longWork,
        BodyBounds bodies,
        MemoryBudget memory,
        ParsedBodies parsed,
        Traffic traffic,
        Speed speed)
        implements AutoCloseable {
    private static final int PERCENT = 12;

    /** What connections share that nobody else shares. */
    public static Link of(Pacer pacer, BodyBounds bodies, Speed speed) {
        return of(pacer, bodies, speed, Runtime.getRuntime().maxMemory());
    }

    /** The same where so many bytes are all the memory that the JVM may take. */
    public static Link of(Pacer pacer, BodyBounds bodies, Speed speed, long heap) {
        return new Link(
                pacer,
                new LongWork(heap),
                bodies,
                MemoryBudget.of(heap, PERCENT),
                new ParsedBodies(),
                new Traffic(),
                speed);
    }

    /** The same for requests whose number is counted by itself. */
    public Link another() {
        return new Link(pacer, longWork, bodies, memory, parsed, traffic.another(), speed);
    }

    /** Ends what was to happen later. */
    @Override
    public void close() {
        pacer.close();
        longWork.close();
    }

    /** The times of an answer whose request has been read now and is counted; slower by this for each other under way. */
    public Timeline timeline(long readAt, Duration perConcurrent) {
        Duration extra = perConcurrent.isZero()
                ? Duration.ZERO
                : perConcurrent.multipliedBy(Math.max(0, traffic.underWay() - 1));
        return new Timeline(readAt, extra, speed);
    }
}
