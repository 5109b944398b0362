package dev.cannery.internal.server.sending;

import dev.cannery.internal.response.Body;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.response.SseFrame;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Sends responses without blocking a thread: a whole response in one write, a stream frame by frame. */
public final class Sender {
    private final Delivery delivery;
    private final RenderedResponse answer;
    private final Pacer pacer;
    private final Response response;
    private final Callback done;

    private Sender(Delivery delivery, Pacer pacer, Response response, Callback done) {
        this.delivery = delivery;
        this.answer = delivery.response();
        this.pacer = pacer;
        this.response = response;
        this.done = done;
    }

    /**
     * Sends a response. Delays are measured from the time the request was read.
     *
     * @param delivery the response
     * @param pacer schedules the frames
     * @param response the connection's response
     * @param done called once, when the last byte has been sent or cannot be sent
     */
    public static void send(Delivery delivery, Pacer pacer, Response response, Callback done) {
        Sender writer = new Sender(delivery, pacer, response, done);
        writer.guarded(writer::send);
    }

    /** Runs a step of sending, on any thread. If the server itself fails, the client must not be left waiting. */
    private void guarded(Runnable sending) {
        try {
            sending.run();
        } catch (Exception | Error e) {
            delivery.end();
            done.failed(new Delivery.Fault(e));
        }
    }

    private void send() {
        Duration delay = answer.delay().fixed();
        if (!answer.headerTime().isZero() && isHttp1(response)) {
            sendHeadersSlowly(delay);
        } else {
            // HTTP/2 sends all headers together, so they are delayed as a whole
            send(delay.plus(answer.headerTime()));
        }
    }

    private void send(Duration delay) {
        if (answer.body() instanceof Body.Framed framed) {
            play(framed.frames(), null, delay);
        } else if (answer.body() instanceof Body.Broken broken && broken.frames() != null) {
            play(broken.frames(), new BrokenEnding(broken.ending(), pacer, response), delay);
        } else if (answer.body() instanceof Body.Broken broken) {
            later(delay, () -> {
                delivery.end();
                new BrokenEnding(broken.ending(), pacer, response).happen(quietly(response, done));
            });
        } else if (isDue(delay)) {
            sendWhole();
        } else {
            later(delay, this::sendWhole);
        }
    }

    private boolean isDue(Duration delay) {
        return delivery.momentOf(delay) - System.nanoTime() <= 0;
    }

    private void sendWhole() {
        delivery.end();
        sendWhole(answer, response, done);
    }

    private void later(Duration delay, Runnable sending) {
        surviveIdleness();
        DisconnectWatch watch = DisconnectWatch.watch(response, this::abandon);
        pacer.at(delivery.momentOf(delay), () -> {
            if (watch.end()) {
                guarded(sending);
            }
        });
    }

    private void abandon() {
        delivery.end();
        breakOff(response, pacer, done);
    }

    /** Breaks off a response, whether or not part of it has been sent. */
    public static void breakOff(Response response, Pacer pacer, Callback done) {
        new BrokenEnding(Body.Ending.CLOSE, pacer, response).happen(quietly(response, done));
    }

    private void play(List<SseFrame> frames, @Nullable BrokenEnding ending, Duration delay) {
        PacedStream stream = new PacedStream(delivery, frames, ending, pacer, response::write, done);
        Runnable start = () -> {
            prepare(answer, response);
            response.getRequest().addFailureListener(stream::failed);
            stream.start(delay);
        };
        if (isDue(delay)) {
            surviveIdleness();
            start.run();
        } else {
            later(delay, start);
        }
    }

    private static boolean isHttp1(Response response) {
        return response.getRequest().getConnectionMetaData().getHttpVersion().getVersion() <= 11;
    }

    /** Writes below HTTP, where headers are plain bytes; so the connection ends with the response. */
    private void sendHeadersSlowly(Duration delay) {
        prepare(answer, response);
        surviveIdleness();
        BrokenEnding ending = new BrokenEnding(Body.Ending.CLOSE, pacer, response);
        EndPoint connection = ending.endPoint();
        PacedStream.Sink sink = (isLast, bytes, written) -> connection.write(written, bytes);
        Callback ended = Callback.from(done::succeeded, failure -> {
            if (failure instanceof Delivery.Fault) {
                connection.close();
                done.failed(failure);
            } else {
                done.succeeded();
            }
        });
        new PacedStream(delivery, SlowHeaders.frames(answer, response.getHeaders()), ending, pacer, sink, ended)
                .start(delay);
    }

    /**
     * Returns a callback that succeeds on failure over HTTP/1.1, where Jetty would log a warning for an intended fault
     * and try to send a 500. Over HTTP/2 a failure is what resets the stream.
     */
    private static Callback quietly(Response response, Callback done) {
        return !isHttp1(response) ? done : Callback.from(done::succeeded, failure -> done.succeeded());
    }

    /** Sends a response at once, with a Content-Length. */
    public static void sendWhole(RenderedResponse answer, Response response, Callback done) {
        if (!(answer.body() instanceof Body.Whole whole)) {
            throw new IllegalArgumentException("not a whole response: " + answer);
        }
        prepare(answer, response);
        response.write(true, whole.bytes().duplicate(), done);
    }

    /** Disables the idle timeout of the connection, because the response is delayed on purpose. */
    private void surviveIdleness() {
        response.getRequest().addIdleTimeoutListener(timeout -> false);
    }

    private static void prepare(RenderedResponse answer, Response response) {
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
    }
}
