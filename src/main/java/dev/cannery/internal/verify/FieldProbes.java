package dev.cannery.internal.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.rule.Excerpt;
import dev.cannery.internal.target.Reply;
import dev.cannery.internal.verify.check.ReplyContent;
import dev.cannery.internal.verify.probe.EchoedValue;
import dev.cannery.internal.verify.probe.FieldProbe;
import dev.cannery.internal.verify.probe.FieldVerdict;
import dev.cannery.internal.verify.probe.FieldVerdict.Treatment;
import dev.cannery.internal.verify.probe.ProbeReport;
import dev.cannery.internal.verify.result.Ending;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.FindingList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Tries every field of a request at one endpoint of a target. */
final class FieldProbes {
    private final Session session;
    private final ChatEndpoint endpoint;
    private final FindingList invalid = new FindingList();
    private JsonNode usual = MissingNode.getInstance();

    FieldProbes(Session session, ChatEndpoint endpoint) {
        this.session = session;
        this.endpoint = endpoint;
    }

    /**
     * Sends a request with nothing but a prompt. If it gets no completion, the probe of the endpoint ends, since a refusal of any
     * other request would prove nothing.
     */
    void requirePlainAnswer() {
        FindingList findings = new FindingList();
        put(FieldProbe.plain(endpoint), "plain", findings).ifPresent(answer -> {
            if (!answer.content.isAnswer() && session.end(endpoint).isEmpty()) {
                session.end(endpoint, "a plain request gets no completion: " + words(answer.content, findings));
                addFailures(answer.content.status() == 200 ? findings : new FindingList());
            }
            usual = answer.json();
        });
    }

    /** Tries each field, in the order of the schema. Fields that are not tried, because the probe has ended, are not passed on. */
    ProbeReport.OfEndpoint run(Consumer<FieldVerdict> tried) {
        List<FieldVerdict> verdicts = new ArrayList<>();
        for (FieldProbe probe : FieldProbe.all(endpoint)) {
            boolean isTried = session.end(endpoint).isEmpty();
            FieldVerdict verdict = verdict(probe);
            verdicts.add(verdict);
            if (isTried) {
                tried.accept(verdict);
            }
        }
        return new ProbeReport.OfEndpoint(
                endpoint, verdicts, invalid.findings(), session.end(endpoint).orElse(""));
    }

    private static String words(ReplyContent understood, FindingList findings) {
        return understood.status() < 400 && findings.hasFailure() ? sentence(findings) : refusal(understood);
    }

    /** Returns the first failure as a sentence. */
    private static String sentence(FindingList findings) {
        return findings.findings().stream()
                .filter(Finding::isFailure)
                .findFirst()
                .map(finding -> finding.mismatch().sentence())
                .orElse("");
    }

    private static String refusal(ReplyContent understood) {
        return (understood.status() + " " + understood.errorMessage()).strip();
    }

    private void addFailures(FindingList from) {
        from.findings().stream()
                .filter(Finding::isFailure)
                .forEach(finding -> invalid.add(finding.level(), finding.mismatch()));
    }

    /** Returns how the target treats a field. Other errors in the response that shows its effect make the probe fail. */
    private FieldVerdict verdict(FieldProbe probe) {
        FindingList findings = new FindingList();
        Optional<Answer> answer = put(probe.sent(), probe.field(), findings);
        if (answer.isEmpty()) {
            return untried(probe, session.end(endpoint).orElse(""));
        }
        if (!answer.get().content.isAnswer()) {
            return ofRefusal(probe, answer.get());
        }
        FieldVerdict verdict = ofAnswer(probe, answer.get(), findings);
        if (verdict.treatment() == Treatment.HONOURED || verdict.treatment() == Treatment.ECHOED) {
            addFailures(findings);
        }
        return verdict;
    }

    private static FieldVerdict untried(FieldProbe probe, String why) {
        return new FieldVerdict(probe.field(), Treatment.UNTRIED, why);
    }

    private FieldVerdict ofRefusal(FieldProbe probe, Answer answer) {
        boolean isRefused = answer.isRefusal() && session.end(endpoint).isEmpty();
        if (isRefused && probe.isReference() && isLookup(answer.content)) {
            return new FieldVerdict(
                    probe.field(), Treatment.HONOURED, "an unknown id is refused: " + refusal(answer.content));
        }
        return new FieldVerdict(
                probe.field(), isRefused ? Treatment.REFUSED : Treatment.UNTRIED, refusal(answer.content));
    }

    /** Whether the target looked for what a field names, rather than refusing the field. */
    private static boolean isLookup(ReplyContent refusal) {
        String words =
                (refusal.error().path("code").asText("") + " " + refusal.errorMessage()).toLowerCase(Locale.ROOT);
        return refusal.status() == 404 || words.contains("not_found") || words.contains("not found");
    }

    private FieldVerdict ofAnswer(FieldProbe probe, Answer answer, FindingList findings) {
        String field = probe.field();
        JsonNode sent = probe.sent().path(field);
        boolean isEchoed = EchoedValue.proves(sent, answer.json().path(field), usual.path(field));
        String repeated = isEchoed ? ", although the response repeats " + Excerpt.of(sent) : "";
        Optional<Finding> missing = findings.findings().stream()
                .filter(finding -> finding.isFailure()
                        && (probe.effects().contains(finding.code()) || contradicts(field, finding)))
                .findFirst();
        if (missing.isPresent()) {
            String words = missing.get().mismatch().sentence();
            return new FieldVerdict(field, Treatment.IGNORED, "its effect is missing: " + words + repeated);
        }
        boolean isShown =
                !probe.shownIn().isEmpty() && !(isEchoed && probe.shownIn().equals(field));
        if (isShown && answer.json().path(probe.shownIn()).equals(usual.path(probe.shownIn()))) {
            String value = probe.shownIn() + " is " + Excerpt.of(usual.path(probe.shownIn()));
            return new FieldVerdict(
                    field, Treatment.IGNORED, "its effect is missing: " + value + " as without it" + repeated);
        }
        return isShown || !probe.effects().isEmpty()
                ? new FieldVerdict(field, Treatment.HONOURED, "the response shows its effect")
                : byWrongValue(probe, isEchoed);
    }

    /** Whether a response repeats another value of the field than the request has. */
    private static boolean contradicts(String field, Finding finding) {
        return finding.mismatch().id() == FindingId.ECHO
                && finding.mismatch().path().toString().equals(field);
    }

    /** Returns the verdict on a field without a visible effect. */
    private FieldVerdict byWrongValue(FieldProbe probe, boolean isEchoed) {
        String field = probe.field();
        String echo = "the response repeats " + Excerpt.of(probe.sent().path(field));
        if (probe.isReference()) {
            return isEchoed
                    ? new FieldVerdict(field, Treatment.ECHOED, echo + ", although no such id was given")
                    : FieldVerdict.ofWrongValueTaken(field, "an unknown id");
        }
        ObjectNode wrong = probe.wrong();
        if (wrong == null) {
            return isEchoed
                    ? new FieldVerdict(field, Treatment.ECHOED, echo)
                    : untried(probe, "it is accepted, but nothing shows whether it is used");
        }
        String value = String.valueOf(wrong.get(field));
        Optional<Answer> answer = put(wrong, field, new FindingList());
        int status = answer.map(any -> any.content.status()).orElse(0);
        if (status == 0) {
            return untried(probe, session.end(endpoint).orElse("no response"));
        }
        if (answer.get().isRefusal()) {
            return new FieldVerdict(field, Treatment.HONOURED, value + " is refused with status " + status);
        }
        if (status != 200) {
            return untried(probe, value + " gets status " + status);
        }
        return isEchoed
                ? new FieldVerdict(field, Treatment.ECHOED, echo + ", but " + value + " is accepted, too")
                : FieldVerdict.ofWrongValueTaken(field, value);
    }

    /** Sends a request. Returns empty if the probe has ended; an interrupted thread stays interrupted. */
    private Optional<Answer> put(ObjectNode body, String name, FindingList findings) {
        if (session.end(endpoint).isPresent() || !session.take()) {
            return Optional.empty();
        }
        ObjectNode asked = body.has("model") ? body : body.deepCopy().put("model", session.model());
        ChatRequest request = ChatRequest.of("/v1" + endpoint.path(), Map.of(), asked);
        try {
            Reply reply = session.send(request, name);
            if (session.isForeign(endpoint, reply, findings)) {
                session.end(endpoint, "the target cannot be used: " + sentence(findings));
            }
            ReplyContent content = session.check(endpoint).success(request, reply, findings);
            session.budget().spend(content.tokens());
            Verdicts.endOf(findings).ifPresent(why -> session.end(endpoint, why));
            return Optional.of(new Answer(reply, content));
        } catch (InterruptedException e) {
            session.end(Ending.INTERRUPTED);
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private record Answer(Reply reply, ReplyContent content) {
        JsonNode json() {
            return content.asReceived(reply);
        }

        /** Whether the request is refused, and not the number of requests. */
        boolean isRefusal() {
            return content.status() >= 400 && content.status() < 500 && content.status() != 429;
        }
    }
}
