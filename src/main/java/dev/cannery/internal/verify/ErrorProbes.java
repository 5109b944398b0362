package dev.cannery.internal.verify;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.check.RefusalCheck;
import dev.cannery.internal.verify.probe.ErrorProbe;
import dev.cannery.internal.verify.result.Attempt;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Subject;
import java.util.List;

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
        boolean hasKey = session.target().endpoint().key() != null;
        List<ErrorProbe> probes = ErrorProbe.of(session.target().profile(), endpoint, session.model(), hasKey);
        return new TargetRequests<>(session, subject(endpoint), probes)
                .run(this::put, "the profile refuses none of them");
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
