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

/** Checks a request against the rules of one turn. */
public final class RuleChecker {
    private static final FieldPath NOWHERE = FieldPath.of("");

    private final Function<String, Tokenizer> tokenizers;

    /** Creates a checker that counts tokens with the tokenizer of the requested model. */
    public RuleChecker(Function<String, Tokenizer> tokenizers) {
        this.tokenizers = tokenizers;
    }

    /** Whether a rule holds for a value of the request; creates no text. */
    boolean holds(FieldRule rule, JsonNode value, ChatRequest request) {
        Findings findings = Findings.testing(tokenizerFor(request));
        rule.constraint().check(value, NOWHERE, findings);
        return findings.isEmpty();
    }

    /** Returns the verdict on the request, with every mismatch. */
    public Verdict check(RequestPattern pattern, ChatRequest request) {
        List<Mismatch> mismatches = new ArrayList<>();
        explain(pattern, request).forEach(outcome -> mismatches.addAll(outcome.mismatches()));
        return new Verdict(mismatches);
    }

    /**
     * Returns each rule with its outcome, in the contract's order, followed by fields that a strict pattern does not mention. Fields
     * are named as the client sent them.
     */
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
        return outcomes.stream().map(outcome -> outcome.asSentIn(request)).toList();
    }

    /** Whether a part may be secret: headers and query parameters may contain a secret under any name. */
    private static boolean isSecret(RequestPart part, JsonNode value) {
        return part.outerName()
                .filter(name -> Secrets.isHeader(name, value.asText()))
                .isPresent();
    }

    private Tokenizer tokenizerFor(ChatRequest request) {
        // looked up only on demand, because few rules are on tokens
        return value -> tokenizers.apply(request.model()).count(value);
    }

    private static List<Mismatch> unmentioned(RequestPattern pattern, ChatRequest request) {
        Set<String> mentioned =
                pattern.rules().stream().map(rule -> rule.part().field()).collect(Collectors.toSet());
        List<Mismatch> mismatches = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : request.fieldsOnce().properties()) {
            if (!mentioned.contains(field.getKey())) {
                mismatches.add(new Mismatch(
                        FindingId.UNMENTIONED,
                        FieldPath.of(field.getKey()),
                        "no such field, because the interaction is strict",
                        field.getValue()));
            }
        }
        return mismatches;
    }
}
