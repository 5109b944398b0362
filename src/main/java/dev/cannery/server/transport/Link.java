package dev.cannery.server.transport;

import java.time.Duration;

/**
 * What all connections of one server share.
 *
 * @param pacer makes later things happen
 * @param bodies what a request's body may be
 * @param traffic counts the requests that are under way
 * @param speed how fast the time of answers goes by
 */
public record Link(Pacer pacer, BodyReader.Bounds bodies, Traffic traffic, Speed speed) {
    /** The times of an answer whose request has been read now and is counted; slower by this for each other under way. */
    public Timeline timeline(long readAt, Duration perConcurrent) {
        Duration extra = perConcurrent.isZero()
                ? Duration.ZERO
                : perConcurrent.multipliedBy(Math.max(0, traffic.underWay() - 1));
        return new Timeline(readAt, extra, speed);
    }
}
