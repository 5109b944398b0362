package dev.cannery.internal.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.contract.example.ExampleRequest;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.target.Target;
import dev.cannery.internal.verify.check.ReplyContent;
import dev.cannery.internal.verify.probe.FieldProbe;
import dev.cannery.internal.verify.probe.FieldVerdict;
import dev.cannery.internal.verify.probe.FieldVerdict.Treatment;
import dev.cannery.internal.verify.probe.ProbeReport;
import dev.cannery.internal.verify.request.PlannedRequest;
import dev.cannery.internal.verify.result.Ending;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.VerificationResults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Probes a provider without a contract: which requests it refuses, and how it treats each field of a request. */
public final class ConformanceProbe {

    private final Target target;
    private final Session session;

    /** Creates a probe of this target. It uses the timeouts, the budget and the recordings folder of the settings. */
    public ConformanceProbe(Target target, VerificationSettings settings) {
        this.target = target;
        this.session = new Session(target, settings);
    }

    /**
     * Sends the requests that the target must refuse, then tries every field of a request in the order of the schema. If the
     * target refuses even a request with nothing but a prompt, no field is tried, since a refusal would prove nothing.
     *
     * @param refused receives the result of the wrong requests as soon as it is known
     * @param tried receives the verdict on each field
     */
    public ProbeReport run(Consumer<InteractionResult> refused, Consumer<FieldVerdict> tried) {
        Instant startedAt = Instant.now();
        long start = System.nanoTime();
        InteractionResult errors = new ErrorProbes(session, ChatEndpoint.CHAT_COMPLETIONS).run();
        refused.accept(errors);
        List<FieldVerdict> verdicts = new ArrayList<>();
        FindingList invalid = new FindingList();
        requirePlainAnswer(invalid);
        for (FieldProbe probe : FieldProbe.all()) {
            boolean isTried = session.end(ChatEndpoint.CHAT_COMPLETIONS).isEmpty();
            FieldVerdict verdict = verdict(probe, invalid);
            verdicts.add(verdict);
            if (isTried) {
                tried.accept(verdict);
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        VerificationResults refusals = new VerificationResults(
                session.facts(),
                List.of(errors),
                startedAt,
                took,
                session.budget().requests(),
                session.ending());
        return new ProbeReport(
                refusals,
                verdicts,
                invalid.findings(),
                session.end(ChatEndpoint.CHAT_COMPLETIONS).orElse(""));
    }

    /** Ends the probe if a plain request gets no completion. Errors in a reply with status 200 are added to {@code invalid}. */
    private void requirePlainAnswer(FindingList invalid) {
        FieldProbe plain = FieldProbe.plain();
        FindingList findings = new FindingList();
        Optional<Reply> reply = put(plain.sent(), plain);
        if (reply.isPresent()) {
            ChatRequest request = ChatRequest.of(withModel(plain.sent()));
            ReplyContent understood = session.check().success(request, reply.get(), findings);
            Verdicts.endOf(findings).ifPresent(why -> session.end(ChatEndpoint.CHAT_COMPLETIONS, why));
            if (!understood.isAnswer()
                    && session.end(ChatEndpoint.CHAT_COMPLETIONS).isEmpty()) {
                session.end(
                        ChatEndpoint.CHAT_COMPLETIONS,
                        "a plain request gets no completion: " + words(understood, findings));
                addFailures(understood.status() == 200 ? findings : new FindingList(), invalid);
            }
        }
    }

    private static String words(ReplyContent understood, FindingList findings) {
        String words = (understood.status() + " " + understood.errorMessage()).strip();
        return findings.findings().stream()
                .filter(Finding::isFailure)
                .findFirst()
                .filter(finding -> understood.status() < 400)
                .map(finding -> finding.mismatch().sentence())
                .orElse(words);
    }

    private static void addFailures(FindingList from, FindingList to) {
        from.findings().stream()
                .filter(Finding::isFailure)
                .forEach(finding -> to.add(finding.level(), finding.mismatch()));
    }

    /** Returns how the target treats a field. Other errors in the response that shows its effect are added to {@code invalid}. */
    private FieldVerdict verdict(FieldProbe probe, FindingList invalid) {
        FindingList findings = new FindingList();
        FieldVerdict verdict = judged(probe, findings);
        if (verdict.treatment() == Treatment.HONOURED) {
            addFailures(findings, invalid);
        }
        return verdict;
    }

    private FieldVerdict judged(FieldProbe probe, FindingList findings) {
        Optional<Reply> sent = put(probe.sent(), probe);
        if (sent.isEmpty()) {
            return new FieldVerdict(
                    probe.field(),
                    Treatment.UNTRIED,
                    session.end(ChatEndpoint.CHAT_COMPLETIONS).orElse(""));
        }
        ChatRequest request = ChatRequest.of(withModel(probe.sent()));
        ReplyContent understood = session.check().success(request, sent.get(), findings);
        Verdicts.endOf(findings).ifPresent(why -> session.end(ChatEndpoint.CHAT_COMPLETIONS, why));
        if (!understood.isAnswer()) {
            boolean isRefused = understood.status() >= 400
                    && understood.status() < 500
                    && session.end(ChatEndpoint.CHAT_COMPLETIONS).isEmpty();
            String words = understood.status() + " " + understood.errorMessage();
            return new FieldVerdict(probe.field(), isRefused ? Treatment.REFUSED : Treatment.UNTRIED, words);
        }
        Optional<Finding> effect = findings.findings().stream()
                .filter(finding -> finding.isFailure() && probe.effects().contains(finding.code()))
                .findFirst();
        if (effect.isPresent()) {
            String words = effect.get().mismatch().sentence();
            return new FieldVerdict(probe.field(), Treatment.IGNORED, "its effect is missing: " + words);
        }
        return probe.effects().isEmpty()
                ? byWrongValue(probe)
                : new FieldVerdict(probe.field(), Treatment.HONOURED, "the response shows its effect");
    }

    private FieldVerdict byWrongValue(FieldProbe probe) {
        Optional<Reply> reply = put(probe.wrong(), probe);
        if (reply.isEmpty()) {
            return new FieldVerdict(
                    probe.field(),
                    Treatment.UNTRIED,
                    session.end(ChatEndpoint.CHAT_COMPLETIONS).orElse(""));
        }
        int status = reply.get().status();
        if (status == 0) {
            FindingList lost = new FindingList();
            session.check().success(ChatRequest.of(withModel(probe.wrong())), reply.get(), lost);
            Verdicts.endOf(lost).ifPresent(why -> session.end(ChatEndpoint.CHAT_COMPLETIONS, why));
            return new FieldVerdict(
                    probe.field(),
                    Treatment.UNTRIED,
                    session.end(ChatEndpoint.CHAT_COMPLETIONS).orElse("no response"));
        }
        String value = String.valueOf(probe.wrong().get(probe.field()));
        if (status >= 400 && status < 500 && status != 429) {
            return new FieldVerdict(probe.field(), Treatment.HONOURED, value + " is refused with status " + status);
        }
        return status == 200
                ? FieldVerdict.ofWrongValueTaken(probe.field(), value)
                : new FieldVerdict(probe.field(), Treatment.UNTRIED, value + " gets status " + status);
    }

    /** Sends a request. Returns empty if the probe has ended; an interrupted thread stays interrupted. */
    private Optional<Reply> put(ObjectNode body, FieldProbe probe) {
        if (session.end(ChatEndpoint.CHAT_COMPLETIONS).isPresent() || !session.take()) {
            return Optional.empty();
        }
        try {
            return Optional.of(session.send(PlannedRequest.of(withModel(body), "the probe"), false, probe.field()));
        } catch (InterruptedException e) {
            session.end(Ending.INTERRUPTED);
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private ObjectNode withModel(ObjectNode body) {
        if (body.has("model")) {
            return body;
        }
        return body.deepCopy().put("model", Objects.requireNonNullElse(target.model(), ExampleRequest.MODEL));
    }
}
