package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.chat.tokens.TokenCounter;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.contract.LoadedContract;
import dev.cannery.internal.contract.LoadedInteraction;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.Verification;
import dev.cannery.internal.contract.example.AssistantMessage;
import dev.cannery.internal.contract.example.ExampleRequest;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.matching.check.ContractWarning;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.wire.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks the canned responses of contracts against the {@code verify} rules of the same contracts. */
public final class CannedResponseCheck {
    private static final Set<String> OF_ERRORS = Set.of("status", "error");

    private final TokenCounter tokens = new TokenCounter();

    private CannedResponseCheck() {}

    /** Returns a warning for each interaction with a response that does not satisfy its {@code verify} rules. */
    public static List<ContractWarning> check(Collection<LoadedContract> contracts) {
        CannedResponseCheck answers = new CannedResponseCheck();
        List<ContractWarning> warnings = new ArrayList<>();
        for (LoadedContract contract : contracts) {
            contract.interactions().forEach(interaction -> answers.interaction(interaction, warnings));
        }
        return warnings;
    }

    private void interaction(LoadedInteraction interaction, List<ContractWarning> warnings) {
        Verification verification = interaction.verification();
        boolean mayBreak = verification.atLeast() < verification.repeat();
        if (!verification.isSent() || verification.rules().isEmpty() || mayBreak) {
            return;
        }
        int turn = interaction.turns().size() - 1;
        Turn last = interaction.turns().get(turn);
        for (CannedResponse response : last.responses()) {
            FindingList findings = new FindingList();
            new ExpectationCheck(tokens.forModel(ExampleRequest.MODEL), findings)
                    .rules(rulesFor(response, last, verification), contentOf(response, turn));
            if (!findings.findings().isEmpty()) {
                String which = last.responses().size() == 1
                        ? "its response"
                        : "response " + (last.responses().indexOf(response) + 1);
                String what = findings.findings().get(0).mismatch().sentence();
                String message = which + " does not satisfy its own 'verify' rules: " + what;
                warnings.add(
                        new ContractWarning(FindingId.OWN_ANSWER, interaction.source(), interaction.name(), message));
                return;
            }
        }
    }

    /** Returns the rules that apply to this response. Rules on errors do not apply to completions, and the other way round. */
    private static Verification rulesFor(CannedResponse response, Turn turn, Verification verification) {
        boolean isError = response instanceof CannedError;
        boolean isAlone = turn.responses().stream().allMatch(other -> isError == other instanceof CannedError);
        Map<String, Constraint> rules = new LinkedHashMap<>();
        verification.rules().forEach((part, rule) -> {
            boolean isOfKind = part.equals("status") ? isAlone : isAlone || isError == OF_ERRORS.contains(part);
            if (isOfKind && isKnown(part, response)) {
                rules.put(part, rule);
            }
        });
        return new Verification(true, rules, 1, 1, null, null);
    }

    /** Whether the contract states this part of the response. Counted or inferred parts depend on the request. */
    private static boolean isKnown(String part, CannedResponse response) {
        if (response instanceof CannedError) {
            return true;
        }
        if (!(response instanceof CannedCompletion completion) || !completion.isValid()) {
            return false;
        }
        boolean isReasonGiven = completion.choices().stream().allMatch(choice -> choice.finishReason() != null);
        return switch (part) {
            case "usage" -> completion.usage() != null;
            case "finish_reason" -> isReasonGiven;
            default -> true;
        };
    }

    private static ReplyContent contentOf(CannedResponse response, int turn) {
        MissingNode nothing = MissingNode.getInstance();
        if (response instanceof CannedError canned) {
            ApiError error = canned.error();
            ObjectNode body = Json.object().put("message", error.message()).put("type", error.type());
            body.put("param", error.param()).put("code", error.code());
            return new ReplyContent(error.status(), nothing, body, ReplyContent.NO_EVENTS);
        }
        if (!(response instanceof CannedCompletion completion)) {
            return new ReplyContent(0, nothing, nothing, ReplyContent.NO_EVENTS);
        }
        ObjectNode body = Json.object();
        ArrayNode choices = body.putArray("choices");
        for (CannedChoice choice : completion.choices()) {
            ObjectNode tree = choices.addObject();
            tree.set("message", AssistantMessage.of(choice, turn));
            if (choice.finishReason() != null) {
                tree.put("finish_reason", choice.finishReason().wire());
            }
        }
        if (completion.usage() != null) {
            body.set("usage", counts(completion.usage()));
        }
        return new ReplyContent(completion.head().status(), body, nothing, ReplyContent.NO_EVENTS);
    }

    private static ObjectNode counts(CannedUsage usage) {
        return Json.object()
                .put("prompt_tokens", usage.promptTokens())
                .put("completion_tokens", usage.completionTokens())
                .put("total_tokens", usage.promptTokens() + usage.completionTokens());
    }
}
