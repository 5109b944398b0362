package dev.cannery.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.chat.ChatRequest;
import dev.cannery.verify.check.Understood;
import dev.cannery.verify.exchange.Reply;
import dev.cannery.verify.probe.FieldProbe;
import dev.cannery.verify.probe.FieldVerdict;
import dev.cannery.verify.probe.FieldVerdict.Treatment;
import dev.cannery.verify.result.Finding;
import dev.cannery.verify.result.FindingList;
import dev.cannery.verify.result.InteractionResult;
import dev.cannery.verify.targets.Target;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Finds out what a provider does, without any contract: what it refuses, and what it does with each field of a request. */
public final class ConformanceProbe {
    private static final String MODEL = "gpt-4o-mini";

    private final Target target;
    private final Session session;

    /** A probe of this target; of the settings it keeps the patience, the budget and the recordings. */
    public ConformanceProbe(Target target, VerificationSettings settings) {
        this.target = target;
        this.session = new Session(target, settings);
    }

    /** How the target refuses what it must refuse. */
    public InteractionResult errors() throws InterruptedException {
        return new ErrorProbes(session).run();
    }

    /**
     * Tries every field of a request, in the order of the schema; none where a request with nothing but a prompt is refused,
     * for then a refusal tells nothing of a field.
     *
     * @param found told of each field and of what its sound answer showed
     */
    public void fields(FieldListener found) throws InterruptedException {
        requirePlainAnswer();
        for (FieldProbe probe : FieldProbe.all()) {
            FindingList findings = new FindingList();
            FieldVerdict verdict = verdict(probe, findings);
            found.took(verdict, findings);
        }
    }

    /** Why nothing more was sent; empty when all was. */
    public Optional<String> end() {
        return session.end();
    }

    /** How many requests were sent. */
    public int requests() {
        return session.budget().requests();
    }

    private void requirePlainAnswer() throws InterruptedException {
        FieldProbe plain = FieldProbe.plain();
        FindingList findings = new FindingList();
        Optional<Reply> reply = put(plain.sent(), plain);
        if (reply.isPresent()) {
            ChatRequest request = ChatRequest.of(withModel(plain.sent()));
            Understood understood = session.check().success(request, reply.get(), findings);
            Verdicts.endOf(findings).ifPresent(session::end);
            if (!understood.isAnswer() && session.end().isEmpty()) {
                session.end(
                        "a plain request is answered with " + understood.status() + ": " + understood.errorMessage());
            }
        }
    }

    private FieldVerdict verdict(FieldProbe probe, FindingList findings) throws InterruptedException {
        Optional<Reply> sent = put(probe.sent(), probe);
        if (sent.isEmpty()) {
            return new FieldVerdict(
                    probe.field(), Treatment.UNTRIED, session.end().orElse(""));
        }
        ChatRequest request = ChatRequest.of(withModel(probe.sent()));
        Understood understood = session.check().success(request, sent.get(), findings);
        Verdicts.endOf(findings).ifPresent(session::end);
        if (!understood.isAnswer()) {
            boolean isRefused = understood.status() >= 400
                    && understood.status() < 500
                    && session.end().isEmpty();
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
                : new FieldVerdict(probe.field(), Treatment.HONOURED, "the answer shows its effect");
    }

    private FieldVerdict byWrongValue(FieldProbe probe) throws InterruptedException {
        Optional<Reply> reply = put(probe.wrong(), probe);
        if (reply.isEmpty()) {
            return new FieldVerdict(
                    probe.field(), Treatment.UNTRIED, session.end().orElse(""));
        }
        int status = reply.get().status();
        String value = String.valueOf(probe.wrong().get(probe.field()));
        if (status >= 400 && status < 500 && status != 429) {
            return new FieldVerdict(probe.field(), Treatment.HONOURED, value + " is refused with " + status);
        }
        return status == 200
                ? new FieldVerdict(probe.field(), Treatment.IGNORED, value + " is taken without a word")
                : new FieldVerdict(probe.field(), Treatment.UNTRIED, value + " is answered with " + status);
    }

    private Optional<Reply> put(ObjectNode body, FieldProbe probe) throws InterruptedException {
        if (session.end().isPresent() || !session.take()) {
            return Optional.empty();
        }
        return Optional.of(session.send(withModel(body), Map.of(), false, probe.field()));
    }

    private ObjectNode withModel(ObjectNode body) {
        if (body.has("model")) {
            return body;
        }
        return body.deepCopy().put("model", Objects.requireNonNullElse(target.model(), MODEL));
    }

    /** Takes what was found out of a field. */
    @FunctionalInterface
    public interface FieldListener {
        /** Takes the verdict, and what was found in the answer to the sound request. */
        void took(FieldVerdict verdict, FindingList findings);
    }
}
