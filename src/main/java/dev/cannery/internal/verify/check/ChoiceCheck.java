package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.contract.rule.Mismatch;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.verify.result.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the number and indexes of choices, and whether each has content. */
final class ChoiceCheck {
    private ChoiceCheck() {}

    static void check(ChatRequest request, JsonNode completion, FindingList findings) {
        List<RepliedChoice> choices = RepliedChoice.of(completion);
        int wanted = Math.max(1, request.field("n").asInt(1));
        FieldPath at = FieldPath.of("choices");
        if (completion.path("choices").isArray() && choices.size() != wanted) {
            String expected = wanted == 1 ? "one choice" : wanted + " choices, as n requests";
            findings.fail(FindingId.CHOICE_COUNT, at, expected, IntNode.valueOf(choices.size()));
        }
        Set<Integer> seen = new HashSet<>();
        for (RepliedChoice choice : choices) {
            JsonNode index = choice.json().path("index");
            boolean isSound = index.isInt()
                    && index.intValue() >= 0
                    && index.intValue() < choices.size()
                    && seen.add(index.intValue());
            if (!isSound && index.isNumber()) {
                findings.fail(FindingId.CHOICE_INDEX, choice.at().member("index"), "indexes that count from 0", index);
            }
            message(choice, findings);
        }
    }

    private static void message(RepliedChoice choice, FindingList findings) {
        boolean hasContent = !choice.text().isEmpty() || choice.hasCalls() || choice.isSpoken();
        if (!choice.refusal().isEmpty() && hasContent) {
            FieldPath at = choice.messageAt().member("refusal");
            findings.fail(FindingId.REFUSAL_ANSWERS, at, "only a refusal", choice.message());
        }
        if (choice.refusal().isEmpty() && !hasContent) {
            // a response that was cut off before its first word is not wrong, but proves nothing about the contract
            Level level = choice.isCutShort() ? Level.WARN : Level.FAIL;
            String expected = "a text, a call, a refusal or audio";
            findings.add(level, new Mismatch(FindingId.EMPTY_ANSWER, choice.messageAt(), expected, choice.message()));
        }
    }
}
