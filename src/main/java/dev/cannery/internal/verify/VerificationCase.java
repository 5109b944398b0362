package dev.cannery.internal.verify;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.check.InteractionCheck;
import dev.cannery.internal.verify.check.ReplyContent;
import dev.cannery.internal.verify.check.UnsupportedCapability;
import dev.cannery.internal.verify.request.PlannedRequest;
import dev.cannery.internal.verify.request.RequestPlan;
import dev.cannery.internal.verify.result.Attempt;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Level;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.Subject;
import dev.cannery.internal.verify.stream.StreamEvent;
import dev.cannery.internal.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One interaction in one form, ready to be sent to the target. */
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

    /** Returns the interaction and form. */
    public Subject subject() {
        return subject;
    }

    /** Returns the requests to send, one for each turn; each is repeated as often as the contract requires. */
    public List<PlannedRequest> requests() {
        return plan.requests();
    }

    /** Returns why no request can be built; empty if one can. */
    public String problem() {
        return plan.problem();
    }

    /** Returns how often each request will be sent. */
    public int repeat() {
        return interaction.verification().repeat();
    }

    /** Returns why nothing will be sent; empty if something will. */
    public Optional<String> skipReason() {
        Optional<String> need =
                session.target().declared().lacking(interaction.prerequisites().needs());
        if (need.isPresent()) {
            return need.map(word -> "needs " + word + ", which the target does not declare");
        }
        Optional<String> state =
                session.target().declared().missing(interaction.prerequisites().given());
        if (state.isPresent()) {
            return state.map(words -> "given that " + words + ", which the target does not declare");
        }
        if (!interaction.verification().isSent()) {
            return Optional.of("verify: false in the contract");
        }
        Optional<String> onlyOfMock = interaction.onlyOfMock();
        if (onlyOfMock.isPresent()) {
            return onlyOfMock.map(what -> "only the mock can give " + what);
        }
        if (!plan.unsuited().isEmpty()) {
            return Optional.of(plan.unsuited());
        }
        boolean isUnsent = plan.problem().isEmpty() && plan.requests().isEmpty();
        return isUnsent ? Optional.of("the contract does not request this form") : Optional.empty();
    }

    /** Whether the requests lack the last turn, to which the contract's rules on the response apply. */
    private boolean lacksLastTurn() {
        int last = interaction.turns().size() - 1;
        return plan.requests().stream().noneMatch(planned -> planned.turn() == last);
    }

    /** Sends the requests and checks the responses. */
    public InteractionResult run() throws InterruptedException {
        Optional<String> skip = skipReason();
        if (skip.isPresent()) {
            return InteractionResult.skipped(subject, skip.get());
        }
        if (!plan.problem().isEmpty()) {
            return Verdicts.of(interaction, subject, List.of(unsendable()), 0);
        }
        List<Attempt> attempts = new ArrayList<>();
        int passed = 0;
        for (int i = 0; i < repeat(); i++) {
            boolean isPassed = true;
            for (PlannedRequest planned : plan.requests()) {
                if (session.end(planned.endpoint()).isPresent() || !session.take()) {
                    return Verdicts.cutOff(
                            interaction,
                            subject,
                            attempts,
                            session.end(planned.endpoint()).orElse(""));
                }
                Outcome outcome = put(planned);
                if (outcome.unsupported.isPresent()) {
                    return InteractionResult.skipped(subject, outcome.unsupported.get());
                }
                attempts.add(outcome.attempt);
                isPassed &= outcome.attempt.hasPassed();
            }
            passed += isPassed ? 1 : 0;
        }
        InteractionResult result = session.judged(Verdicts.of(interaction, subject, attempts, passed));
        return result.hasPassed() && lacksLastTurn()
                ? result.as(Status.SKIP, "the contract does not request its last turn in this form")
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
        if (session.isForeign(planned.endpoint(), reply, findings)) {
            Verdicts.endOf(findings).ifPresent(why -> session.end(planned.endpoint(), why));
            return new Outcome(attempt(planned, reply, List.of(), findings), Optional.empty());
        }
        ChatRequest request = planned.toChatRequest();
        ReplyContent understood = new InteractionCheck(session.check(planned.endpoint()), session.tokens())
                .check(interaction, planned.turn(), request, reply, findings);
        session.budget().spend(understood.tokens());
        Optional<String> unsupported = UnsupportedCapability.reasonOf(
                understood, interaction.prerequisites().needs(), subject.form().isStream());
        Verdicts.endOf(findings).ifPresent(why -> session.end(planned.endpoint(), why));
        List<Duration> events =
                understood.transcript().events().stream().map(StreamEvent::at).toList();
        return new Outcome(attempt(planned, reply, events, findings), unsupported);
    }

    private static Attempt attempt(PlannedRequest planned, Reply reply, List<Duration> events, FindingList findings) {
        return new Attempt(
                planned.turn() + 1,
                Attempt.Sent.of(planned.sentBody()),
                AnswerExcerpt.of(reply, events),
                findings.findings());
    }

    private record Outcome(Attempt attempt, Optional<String> unsupported) {}
}
