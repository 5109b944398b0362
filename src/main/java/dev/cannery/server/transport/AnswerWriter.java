package dev.cannery.server.transport;

import dev.cannery.response.Body;
import dev.cannery.response.RenderedResponse;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends answers: a whole one in one write, a stream frame by frame, neither with a thread that waits. */
public final class AnswerWriter {
    private AnswerWriter() {}

    /**
     * Sends an answer; its delays count from the moment the request was read.
     *
     * @param delivery the answer
     * @param pacer what waits for the moment of a frame
     * @param response where the answer goes
     * @param done called once, when the last byte was taken or cannot be
     */
    public static void send(Delivery delivery, Pacer pacer, Response response, Callback done) {
        RenderedResponse answer = delivery.answer();
        if (answer.body() instanceof Body.Framed framed) {
            prepare(answer, response);
            new PacedStream(delivery, framed.frames(), null, pacer, response, done).start(answer.delay());
        } else if (answer.body() instanceof Body.Broken broken) {
            sendBroken(broken, delivery, pacer, response, done);
        } else if (answer.delay().isZero()) {
            delivery.end();
            sendWhole(answer, response, done);
        } else {
            surviveIdleness(response);
            pacer.at(delivery.momentOf(answer.delay()), () -> {
                delivery.end();
                sendWhole(answer, response, done);
            });
        }
    }

    private static void sendBroken(
            Body.Broken broken, Delivery delivery, Pacer pacer, Response response, Callback done) {
        RenderedResponse answer = delivery.answer();
        BrokenEnding ending = new BrokenEnding(broken.ending(), pacer, response);
        if (broken.frames() != null) {
            prepare(answer, response);
            new PacedStream(delivery, broken.frames(), ending, pacer, response, done).start(answer.delay());
            return;
        }
        surviveIdleness(response);
        pacer.at(delivery.momentOf(answer.delay()), () -> {
            delivery.end();
            // to fail would log a warning for what was asked for, and try to answer with status 500
            ending.happen(Callback.from(done::succeeded, failure -> done.succeeded()));
        });
    }

    /** Sends an answer at once, its length announced. */
    public static void sendWhole(RenderedResponse answer, Response response, Callback done) {
        if (!(answer.body() instanceof Body.Whole whole)) {
            throw new IllegalArgumentException("not a whole answer: " + answer);
        }
        prepare(answer, response);
        response.write(true, whole.bytes().duplicate(), done);
    }

    /** Keeps a connection on which nothing happens, because the answer is meant to be late. */
    static void surviveIdleness(Response response) {
        response.getRequest().addIdleTimeoutListener(timeout -> false);
    }

    private static void prepare(RenderedResponse answer, Response response) {
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
    }
}
