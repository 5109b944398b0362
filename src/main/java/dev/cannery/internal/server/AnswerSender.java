package dev.cannery.internal.server;

import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.cannery.internal.response.RenderedResponse;
import dev.cannery.internal.server.answer.Answer;
import dev.cannery.internal.server.answer.ServerEvent;
import dev.cannery.internal.server.journal.JournalEntry;
import dev.cannery.internal.server.provider.Provider;
import dev.cannery.internal.server.provider.ServerError;
import dev.cannery.internal.server.sending.Delivery;
import dev.cannery.internal.server.sending.Sender;
import dev.cannery.internal.server.sending.Speed;
import dev.cannery.internal.server.sending.Timeline;
import dev.cannery.internal.source.OneLine;
import java.time.Duration;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Reports, records and sends the answer to a call. If it cannot be sent, sends and records the failure instead. */
final class AnswerSender {
    private final Call call;
    private final Memory memory;

    AnswerSender(Call call, Memory memory) {
        this.call = call;
        this.memory = memory;
    }

    /** Reports, records and sends the answer. */
    void conclude(Answer answer, Provider provider) {
        send(record(report(answer, provider)));
    }

    /** Reports the notice of the answer, if there is one. Returns the answer, or a failure if the listener throws. */
    private Answer report(Answer answer, Provider provider) {
        try {
            if (answer.notice() != null) {
                memory.report(answer.notice());
            }
            return answer;
        } catch (Exception | Error e) {
            return failure(e, provider);
        }
    }

    /**
     * Records the answer in the journal before it is sent, so that a client that has received it finds the entry.
     *
     * @return the journal's entry of the answer
     */
    JournalEntry record(Answer answer) {
        call.visit().answeredBy(answer);
        RenderedResponse rendered = answer.response();
        long worked = Math.max(
                System.nanoTime() - call.readAt(), rendered.delay().fixed().toNanos());
        answer.headers().addTo(call.response().getHeaders(), worked);
        ServeEvent stubbed = answer.stubbed();
        JournalEntry entry = new JournalEntry(
                stubbed == null ? memory.journal().nextId() : stubbed.getId(),
                call.received(
                        stubbed == null ? call.body() : stubbed.getRequest().getBody()),
                answer,
                call.response().getHeaders().asImmutable(),
                timeline(answer));
        memory.journal().add(entry);
        return entry;
    }

    private Timeline timeline(Answer answer) {
        if (answer.stubbed() != null) {
            // delays of stubs are not scaled like those of a contract
            return new Timeline(call.readAt(), Duration.ZERO, Speed.REAL);
        }
        Duration perConcurrent = answer.response().delay().perConcurrent();
        Duration extra =
                perConcurrent.multipliedBy(Math.max(0, memory.underWay().get() - 1L));
        return new Timeline(call.readAt(), extra, call.transport().speed());
    }

    /** Sends the recorded answer; the first byte leaves when its delay has passed. */
    private void send(JournalEntry entry) {
        Sender.send(entry, call.transport().pacer(), call.response(), new Callback.Nested(call.done()) {
            @Override
            public void failed(Throwable failure) {
                if (failure instanceof Delivery.Fault fault) {
                    giveUp(entry, failure(fault.getCause(), call.provider()));
                } else {
                    if (failure instanceof HttpException) {
                        // Jetty cannot send this answer, for example because it has too many headers, and sends an
                        // error instead
                        replace(entry, failure(failure, call.provider()));
                    }
                    super.failed(failure);
                }
            }
        });
    }

    private void replace(JournalEntry entry, Answer failure) {
        call.visit().answeredBy(failure);
        memory.journal().replace(entry.answeredBy(failure));
    }

    /** Sends the failure instead of the answer. If part of the answer has been sent already, closes the connection. */
    private void giveUp(JournalEntry entry, Answer failure) {
        if (call.response().isCommitted()) {
            Sender.breakOff(call.response(), call.transport().pacer(), call.done());
        } else {
            call.response().reset();
            replace(entry, failure);
            Sender.sendWhole(failure.response(), call.response(), call.done());
        }
    }

    /** Reports that the server failed, and returns the answer that says so. */
    Answer failure(@Nullable Throwable fault, Provider provider) {
        String sentence = OneLine.of("The mock server failed: " + fault);
        try {
            memory.report(ServerEvent.of(ServerEvent.Kind.FAILURE, sentence));
        } catch (Exception | Error e) {
            sentence += "; this could not be reported: " + e;
        }
        return Answer.refusal(ServerError.failure(500, sentence), provider);
    }
}
