package dev.cannery.verify;

import dev.cannery.verify.check.ForeignReply;
import dev.cannery.verify.check.RefusalCheck;
import dev.cannery.verify.exchange.Reply;
import dev.cannery.verify.probe.ErrorProbe;
import dev.cannery.verify.result.Attempt;
import dev.cannery.verify.result.Finding;
import dev.cannery.verify.result.FindingList;
import dev.cannery.verify.result.InteractionResult;
import dev.cannery.verify.result.InteractionResult.Score;
import dev.cannery.verify.result.Status;
import dev.cannery.verify.result.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Asks a target for what it must refuse, and looks at how it does. */
final class ErrorProbes {
    private static final String MODEL = "gpt-4o-mini";

    private final Session session;

    ErrorProbes(Session session) {
        this.session = session;
    }

    InteractionResult run() throws InterruptedException {
        String model = Objects.requireNonNullElse(session.target().model(), MODEL);
        boolean hasKey = session.target().endpoint().key() != null;
        List<Attempt> attempts = new ArrayList<>();
        List<ErrorProbe> probes = ErrorProbe.of(session.target().profile(), model, hasKey);
        Subject subject = Subject.ofTarget("refuses " + probes.size() + " wrong requests");
        for (ErrorProbe probe : probes) {
            if (session.end().isPresent() || !session.take()) {
                break;
            }
            attempts.add(put(probe));
        }
        if (attempts.isEmpty()) {
            return InteractionResult.cutOff(subject, session.end().orElse("no probe applies"));
        }
        int kept = (int) attempts.stream().filter(Attempt::isKept).count();
        Score score = new Score(kept, attempts.size(), probes.size());
        return new InteractionResult(subject, statusOf(attempts), "", false, score, attempts);
    }

    private static Status statusOf(List<Attempt> attempts) {
        if (attempts.stream().anyMatch(attempt -> !attempt.isKept())) {
            return Status.FAIL;
        }
        List<Finding> findings = attempts.stream()
                .flatMap(attempt -> attempt.findings().stream())
                .toList();
        return findings.isEmpty() ? Status.PASS : Status.WARN;
    }

    private Attempt put(ErrorProbe probe) throws InterruptedException {
        Reply reply = session.send(probe);
        FindingList findings = new FindingList();
        if (session.isForeign(reply)) {
            ForeignReply.report(reply, session.facts().address(), findings);
        } else {
            RefusalCheck.check(session.check(), probe.expected(), reply, findings);
        }
        Verdicts.endOf(findings).ifPresent(session::end);
        return new Attempt(1, probe.shown(), reply.status(), reply.elapsed(), List.of(), findings.findings());
    }
}
