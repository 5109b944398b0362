package dev.cannery.internal.verify.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.contract.rule.Excerpt;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.verify.result.Attempt;
import dev.cannery.internal.verify.result.Finding;
import dev.cannery.internal.verify.result.InteractionResult;
import dev.cannery.internal.verify.result.Status;
import dev.cannery.internal.verify.result.VerificationResults;
import dev.cannery.internal.verify.trait.Traits;
import dev.cannery.internal.wire.Json;
import dev.cannery.internal.wire.Words;
import java.nio.charset.StandardCharsets;

/** Writes the report as JSON, which {@code verification.schema.json} describes. */
public final class JsonReport {
    /** The version of the format. It changes if a reader of an older version would misread a newer report. */
    static final int FORMAT = 1;

    private JsonReport() {}

    /** Returns the whole report as indented JSON. */
    public static String of(VerificationResults report) {
        return new String(Json.prettyBytes(tree(report)), StandardCharsets.UTF_8) + "\n";
    }

    static ObjectNode tree(VerificationResults report) {
        ObjectNode root = Json.object().put("format", FORMAT);
        VerificationResults.TargetFacts target = report.target();
        ObjectNode described = root.putObject("target");
        described
                .put("name", target.name())
                .put("address", target.addresses().get(target.addresses().firstKey()));
        ObjectNode addresses = described.putObject("addresses");
        target.addresses().forEach((endpoint, address) -> addresses.put(endpoint.word(), address));
        described
                .put("profile", target.profile())
                .put("model", target.model())
                .put("api_key_env", target.keyName())
                .put("looks_like", target.looksLike());
        described.set("traits", tree(target.traits()));
        root.put("started_at", report.startedAt().toString());
        root.put("took_ms", report.took().toMillis());
        root.put("requests", report.requests());
        root.put("outcome", Words.of(report.outcome()));
        root.put("exit_code", report.outcome().exitCode());
        root.put("complete", report.incomplete().isEmpty());
        root.put("summary", report.summary());
        ObjectNode counts = root.putObject("counts");
        for (Status status : Status.values()) {
            counts.put(Words.of(status), report.count(status));
        }
        ArrayNode results = root.putArray("results");
        report.results().forEach(result -> add(result, results.addObject()));
        return root;
    }

    private static ObjectNode tree(Traits traits) {
        ObjectNode tree = Json.object()
                .put("profile", traits.profile())
                .put("alike", traits.alike())
                .put("measured", traits.measured());
        tree.set("differences", Json.treeOf(traits.differences()));
        tree.set("breaks", Json.treeOf(traits.breaks()));
        return tree.put("draft", traits.yaml());
    }

    private static void add(InteractionResult result, ObjectNode to) {
        to.put("contract", result.subject().contract())
                .put("interaction", result.subject().interaction())
                .put("form", result.subject().form().word())
                .put("source", result.subject().source().fileAndLine())
                .put("status", Words.of(result.status()))
                .put("reason", result.reason());
        to.putObject("score")
                .put("passed", result.score().passed())
                .put("tried", result.score().tried())
                .put("needed", result.score().needed());
        ArrayNode attempts = to.putArray("attempts");
        result.attempts().forEach(attempt -> add(attempt, attempts.addObject()));
    }

    private static void add(Attempt attempt, ObjectNode to) {
        Attempt.Answer answer = attempt.answer();
        to.put("turn", attempt.turn())
                .put("name", attempt.sent().name())
                .put("status", answer.status())
                .put("elapsed_ms", answer.elapsed().toMillis())
                .put("request_id", answer.requestId());
        to.set("request", attempt.sent().body());
        if (!attempt.findings().isEmpty()) {
            to.put("answer", answer.excerpt());
        }
        ArrayNode events = to.putArray("events_ms");
        answer.events().forEach(at -> events.add(at.toMillis()));
        ArrayNode findings = to.putArray("findings");
        attempt.findings().forEach(finding -> add(finding, findings.addObject()));
    }

    static void add(Finding finding, ObjectNode to) {
        Mismatch mismatch = finding.mismatch();
        to.put("id", finding.code())
                .put("level", Words.of(finding.level()))
                .put("path", mismatch.path().toString())
                .put("expected", mismatch.expected())
                .put("actual", Excerpt.of(mismatch.actual()));
    }
}
