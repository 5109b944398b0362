package dev.cannery.internal.verify;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.verify.check.ForeignReply;
import dev.cannery.internal.verify.check.InteractionCheck;
import dev.cannery.internal.verify.check.PlainRefusal;
import dev.cannery.internal.verify.check.ReplyContent;
import dev.cannery.internal.verify.exchange.Reply;
import dev.cannery.internal.verify.request.PlannedRequest;
import dev.cannery.internal.verify.request.RequestPlan;
import dev.cannery.internal.verify.result.Attempt;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Level;
import dev.cannery.internal.verify.result.RequestedForm;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.Subject;
import dev.cannery.internal.verify.stream.StreamEvent;
import dev.cannery.internal.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One interaction in one form, ready to be put to the target. */
public final class VerificationCase {
    private final Session session;
    private final Subject subject;
    private final LoadedInteraction interaction;
    private final RequestPlan plan;

    VerificationCase(Session session, Subject subject, LoadedInteraction interaction, RequestPlan plan) {
        this.session = session;
        this.subject = subject;
        this.interaction = interaction;
        this.plan = plan;
    }

    /** What is verified. */
    public Subject subject() {
        return subject;
    }

    /** The requests that will be sent, each as often as the contract says. */
    public List<PlannedRequest> requests() {
        return plan.requests();
    }

    /** Why no request can be built; empty when one can. */
    public String problem() {
        return plan.problem();
    }

    /** How often each request will be sent. */
    public int repeat() {
        return interaction.verification().repeat();
    }

    /** Why nothing will be sent; empty when something will. */
    public Optional<String> skipReason() {
        Optional<String> need =
                session.target().offers().lacking(interaction.demands().needs());
        if (need.isPresent()) {
            return need.map(word -> "needs " + word + ", which the target does not declare");
        }
        Optional<String> state =
                session.target().offers().missing(interaction.demands().given());
        if (state.isPresent()) {
            return state.map(words -> "given that " + words + ", which the target does not declare");
        }
        if (!interaction.verification().isSent()) {
            return Optional.of("the contract says verify: false");
        }
        Optional<String> onlyOfMock = interaction.onlyOfMock();
        if (onlyOfMock.isPresent()) {
            return onlyOfMock.map(what -> "it answers with " + what + ", which only the mock can give");
        }
        boolean isUnsent = plan.problem().isEmpty() && plan.requests().isEmpty();
        return isUnsent ? Optional.of("not asked for in this form") : Optional.empty();
    }

    /** Whether the turn that the contract's rules on the answer are about is not among the requests. */
    private boolean lacksLastTurn() {
        int last = interaction.turns().size() - 1;
        return plan.requests().stream().noneMatch(planned -> planned.turn() == last);
    }

    /** Puts it to the target and judges the answers. */
    public InteractionResult run() throws InterruptedException {
        Optional<String> skip = skipReason();
        if (skip.isPresent()) {
            return InteractionResult.skipped(subject, skip.get());
        }
        if (!plan.problem().isEmpty()) {
            return Verdicts.of(interaction, subject, List.of(unsendable()), 0);
        }
        List<Attempt> attempts = new ArrayList<>();
        int kept = 0;
        for (int i = 0; i < repeat(); i++) {
            boolean isKept = true;
            for (PlannedRequest planned : plan.requests()) {
                if (session.end().isPresent() || !session.take()) {
                    return Verdicts.cutOff(
                            interaction, subject, attempts, session.end().orElse(""));
                }
                Outcome outcome = put(planned);
                if (outcome.unsupported.isPresent()) {
                    return InteractionResult.skipped(subject, outcome.unsupported.get());
                }
                attempts.add(outcome.attempt);
                isKept &= outcome.attempt.isKept();
            }
            kept += isKept ? 1 : 0;
        }
        InteractionResult result = session.judged(Verdicts.of(interaction, subject, attempts, kept));
        return result.isKept() && lacksLastTurn()
                ? result.as(Status.SKIP, "its last turn is not asked for in this form")
                : result;
    }

    private Attempt unsendable() {
        Mismatch lack = new Mismatch(
                FindingId.NO_EXAMPLE, FieldPath.of("request"), "a request to send", TextNode.valueOf(plan.problem()));
        return new Attempt(
                1, Attempt.Sent.of(Json.object()), Attempt.Answer.NONE, List.of(new Finding(Level.FAIL, lack)));
    }

    private Outcome put(PlannedRequest planned) throws InterruptedException {
        boolean wantsError = InteractionCheck.wantsError(interaction, planned.turn());
        Reply reply = session.send(planned, wantsError, subject.title());
        FindingList findings = new FindingList();
        if (session.isForeign(reply)) {
            ForeignReply.report(reply, session.facts().address(), findings);
            Verdicts.endOf(findings).ifPresent(session::end);
            return new Outcome(attempt(planned, reply, List.of(), findings), Optional.empty());
        }
        ChatRequest request = planned.toChatRequest();
        ReplyContent understood = new InteractionCheck(session.check(), session.tokens())
                .check(interaction, planned.turn(), request, reply, findings);
        session.budget().spend(understood.tokens());
        Optional<String> unsupported = PlainRefusal.reasonOf(
                understood, interaction.demands().needs(), subject.form() == RequestedForm.STREAM);
        Verdicts.endOf(findings).ifPresent(session::end);
        List<Duration> events =
                understood.transcript().events().stream().map(StreamEvent::at).toList();
        return new Outcome(attempt(planned, reply, events, findings), unsupported);
    }

    private static Attempt attempt(PlannedRequest planned, Reply reply, List<Duration> events, FindingList findings) {
        return new Attempt(
                planned.turn() + 1,
                Attempt.Sent.of(planned.body()),
                AnswerExcerpt.of(reply, events),
                findings.findings());
    }

    private record Outcome(Attempt attempt, Optional<String> unsupported) {}
}
