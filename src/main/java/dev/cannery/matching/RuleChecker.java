package dev.cannery.matching;

import dev.cannery.chat.ChatRequest;
import dev.cannery.contract.RequestPattern;
import dev.cannery.contract.rule.Findings;

/** Judges a request by the rules of an interaction. */
public final class RuleChecker {
    private RuleChecker() {}

    /** The verdict on the request, with every mismatch. */
    public static Verdict check(RequestPattern pattern, ChatRequest request) {
        Findings findings = Findings.collecting();
        pattern.rules().forEach(rule -> rule.check(request, findings));
        return new Verdict(findings.mismatches());
    }
}
