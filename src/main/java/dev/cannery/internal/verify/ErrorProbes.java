package dev.cannery.internal.verify;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.contract.example.ExampleRequest;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.check.RefusalCheck;
import dev.cannery.internal.verify.probe.ErrorProbe;
import dev.cannery.internal.verify.result.Attempt;
import dev.cannery.internal.verify.result.Ending;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.InteractionResult.Score;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Sends the wrong requests that an endpoint of a target must refuse, and checks the refusals. */
final class ErrorProbes {
    private final Session session;
    private final ChatEndpoint endpoint;

    ErrorProbes(Session session, ChatEndpoint endpoint) {
        this.session = session;
        this.endpoint = endpoint;
    }

    /** Returns the subject of the result. Its name does not contain the number of requests, since CI systems track tests by name. */
    static Subject subject(ChatEndpoint endpoint) {
        return Subject.ofTarget("refuses wrong requests", endpoint);
    }

    /** Sends the requests. If this thread is interrupted, returns the result so far, and the thread stays interrupted. */
    InteractionResult run() {
        String model = Objects.requireNonNullElse(session.target().model(), ExampleRequest.MODEL);
        boolean hasKey = session.target().endpoint().key() != null;
        List<Attempt> attempts = new ArrayList<>();
        List<ErrorProbe> probes = ErrorProbe.of(session.target().profile(), endpoint, model, hasKey);
        Subject subject = subject(endpoint);
        for (ErrorProbe probe : probes) {
            if (session.end(endpoint).isPresent() || !session.take()) {
                break;
            }
            try {
                attempts.add(put(probe));
            } catch (InterruptedException e) {
                session.end(Ending.INTERRUPTED);
                Thread.currentThread().interrupt();
            }
        }
        if (attempts.isEmpty()) {
            return session.end(endpoint)
                    .map(why -> InteractionResult.cutOff(subject, why))
                    .orElse(InteractionResult.skipped(subject, "the profile refuses none of them"));
        }
        int passed = (int) attempts.stream().filter(Attempt::hasPassed).count();
        Score score = new Score(passed, attempts.size(), probes.size());
        boolean isCutOff = attempts.size() < probes.size();
        return session.judged(new InteractionResult(subject, statusOf(attempts), "", isCutOff, score, attempts));
    }

    private static Status statusOf(List<Attempt> attempts) {
        if (attempts.stream().anyMatch(attempt -> !attempt.hasPassed())) {
            return Status.FAIL;
        }
        return attempts.stream().allMatch(attempt -> attempt.findings().isEmpty()) ? Status.PASS : Status.WARN;
    }

    private Attempt put(ErrorProbe probe) throws InterruptedException {
        Reply reply = session.send(probe);
        FindingList findings = new FindingList();
        if (!session.isForeign(endpoint, reply, findings)) {
            RefusalCheck.check(session.check(endpoint), probe.expected(), reply, findings);
        }
        Verdicts.endOf(findings).ifPresent(why -> session.end(endpoint, why));
        Attempt.Sent sent =
                new Attempt.Sent(probe.name(), probe.shown(), probe.hasWrongKey() ? ErrorProbe.WRONG_KEY : "");
        return new Attempt(1, sent, AnswerExcerpt.of(reply, List.of()), findings.findings());
    }
}
