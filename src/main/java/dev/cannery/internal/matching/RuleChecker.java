package dev.cannery.internal.matching;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.chat.tokens.Tokenizer;
import dev.cannery.internal.contract.FieldRule;
import dev.cannery.internal.contract.RequestPart;
import dev.cannery.internal.contract.RequestPattern;
import dev.cannery.internal.contract.rule.Findings;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.wire.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Judges a request by the rules of one turn. */
public final class RuleChecker {
    private static final FieldPath NOWHERE = FieldPath.of("");

    private final Function<String, Tokenizer> tokenizers;

    /** A checker that counts tokens by the tokenizer of the model that is asked for. */
    public RuleChecker(Function<String, Tokenizer> tokenizers) {
        this.tokenizers = tokenizers;
    }

    /** Whether a rule holds of the value that it judges in the request; builds no text. */
    boolean holds(FieldRule rule, JsonNode value, ChatRequest request) {
        Findings findings = Findings.counting(tokenizerFor(request));
        rule.constraint().check(value, NOWHERE, findings);
        return findings.isEmpty();
    }

    /** The verdict on the request, with every mismatch. */
    public Verdict check(RequestPattern pattern, ChatRequest request) {
        List<Mismatch> mismatches = new ArrayList<>();
        explain(pattern, request).forEach(outcome -> mismatches.addAll(outcome.mismatches()));
        return new Verdict(mismatches);
    }

    /** Each rule with what it found, in the contract's order; fields that a strict pattern leaves out come last. */
    public List<RuleOutcome> explain(RequestPattern pattern, ChatRequest request) {
        Tokenizer tokenizer = tokenizerFor(request);
        List<RuleOutcome> outcomes = new ArrayList<>();
        for (FieldRule rule : pattern.rules()) {
            Findings findings = Findings.collecting(tokenizer);
            rule.check(request, findings);
            RuleOutcome outcome = new RuleOutcome(rule.part().label(), rule.valueIn(request), findings.mismatches());
            outcomes.add(isSecret(rule.part(), outcome.actual()) ? outcome.redacted() : outcome);
        }
        if (pattern.isStrict()) {
            unmentioned(pattern, request)
                    .forEach(mismatch -> outcomes.add(
                            new RuleOutcome(mismatch.path().toString(), mismatch.actual(), List.of(mismatch))));
        }
        return outcomes;
    }

    /** A header or a parameter may hold a secret under any name. */
    private static boolean isSecret(RequestPart part, JsonNode value) {
        return part.outerName()
                .filter(name -> Secrets.isHeader(name, value.asText()))
                .isPresent();
    }

    private Tokenizer tokenizerFor(ChatRequest request) {
        // only the few rules on tokens ask, so the model is looked up when they do
        return value -> tokenizers.apply(request.model()).count(value);
    }

    private static List<Mismatch> unmentioned(RequestPattern pattern, ChatRequest request) {
        Set<String> mentioned =
                pattern.rules().stream().map(rule -> rule.part().field()).collect(Collectors.toSet());
        List<Mismatch> mismatches = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : request.body().properties()) {
            if (!mentioned.contains(field.getKey())) {
                mismatches.add(new Mismatch(
                        FindingId.UNMENTIONED,
                        FieldPath.of(field.getKey()),
                        "no such field, the interaction is strict",
                        field.getValue()));
            }
        }
        return mismatches;
    }
}
