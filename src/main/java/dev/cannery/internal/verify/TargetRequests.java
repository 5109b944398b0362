package dev.cannery.internal.verify;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.verify.result.Attempt;
import dev.cannery.internal.verify.result.Ending;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.InteractionResult.Score;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.Subject;
import java.util.ArrayList;
import java.util.List;

/** Requests that belong to a target and to no contract, with one result for all of them. */
final class TargetRequests<T> {
    private final Session session;
    private final Subject subject;
    private final List<T> requests;

    TargetRequests(Session session, Subject subject, List<T> requests) {
        this.session = session;
        this.subject = subject;
        this.requests = List.copyOf(requests);
    }

    /**
     * Sends the requests. If this thread is interrupted, returns the result so far, and the thread stays interrupted.
     *
     * @param whyNone the reason if there are none
     */
    InteractionResult run(Sending<T> sending, String whyNone) {
        ChatEndpoint endpoint = subject.form().endpoint();
        List<Attempt> attempts = new ArrayList<>();
        for (T request : requests) {
            if (session.end(endpoint).isPresent() || !session.take()) {
                break;
            }
            try {
                attempts.add(sending.send(request));
            } catch (InterruptedException e) {
                session.end(Ending.INTERRUPTED);
                Thread.currentThread().interrupt();
            }
        }
        if (attempts.isEmpty()) {
            return session.end(endpoint)
                    .map(why -> InteractionResult.cutOff(subject, why))
                    .orElse(InteractionResult.skipped(subject, whyNone));
        }
        int passed = (int) attempts.stream().filter(Attempt::hasPassed).count();
        Score score = new Score(passed, attempts.size(), requests.size());
        boolean isCutOff = attempts.size() < requests.size();
        return session.judged(new InteractionResult(subject, statusOf(attempts), "", isCutOff, score, attempts));
    }

    private static Status statusOf(List<Attempt> attempts) {
        if (attempts.stream().anyMatch(attempt -> !attempt.hasPassed())) {
            return Status.FAIL;
        }
        return attempts.stream().allMatch(attempt -> attempt.findings().isEmpty()) ? Status.PASS : Status.WARN;
    }

    /** Sends one request, after it was taken from the budget, and checks the response. */
    @FunctionalInterface
    interface Sending<T> {
        Attempt send(T request) throws InterruptedException;
    }
}
