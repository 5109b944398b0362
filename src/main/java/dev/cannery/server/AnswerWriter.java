package dev.cannery.server;

import dev.cannery.response.Body;
import dev.cannery.response.RenderedResponse;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends answers: a whole one in one write, a stream frame by frame, neither with a thread that waits. */
final class AnswerWriter {
    private AnswerWriter() {}

    /**
     * Sends the answer of an exchange; its delays count from the moment the request was read.
     *
     * @param exchange what is told when the answer has left
     * @param pacer what waits for the moment of a frame
     * @param response where the answer goes
     * @param done called once, when the last byte was taken or cannot be
     */
    static void send(ChatExchange exchange, Pacer pacer, Response response, Callback done) {
        RenderedResponse answer = exchange.reply().response();
        long delay = answer.delay().toNanos();
        if (answer.body() instanceof Body.Framed framed) {
            prepare(answer, response);
            new PacedStream(exchange, framed.frames(), null, pacer, response, done).start(delay);
        } else if (answer.body() instanceof Body.Broken broken) {
            sendBroken(broken, exchange, pacer, response, done);
        } else if (delay == 0) {
            exchange.end();
            sendWhole(answer, response, done);
        } else {
            surviveIdleness(response);
            pacer.at(exchange.request().nanoTime() + delay, () -> {
                exchange.end();
                sendWhole(answer, response, done);
            });
        }
    }

    private static void sendBroken(
            Body.Broken broken, ChatExchange exchange, Pacer pacer, Response response, Callback done) {
        RenderedResponse answer = exchange.reply().response();
        BrokenEnding ending = new BrokenEnding(broken.ending(), pacer, response);
        if (broken.frames() != null) {
            prepare(answer, response);
            new PacedStream(exchange, broken.frames(), ending, pacer, response, done)
                    .start(answer.delay().toNanos());
            return;
        }
        surviveIdleness(response);
        pacer.at(exchange.request().nanoTime() + answer.delay().toNanos(), () -> {
            exchange.end();
            // to fail would log a warning for what was asked for, and try to answer with status 500
            ending.happen(Callback.from(done::succeeded, failure -> done.succeeded()));
        });
    }

    /** Sends an answer at once, its length announced. */
    static void sendWhole(RenderedResponse answer, Response response, Callback done) {
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
