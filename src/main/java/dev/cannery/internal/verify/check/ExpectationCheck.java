package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cannery.internal.chat.FieldPath;
import dev.cannery.internal.chat.FindingId;
import dev.cannery.internal.chat.tokens.Tokenizer;
import dev.cannery.internal.contract.Turn;
import dev.cannery.internal.contract.Verification;
import dev.cannery.internal.contract.rule.Constraint;
import dev.cannery.internal.contract.rule.Findings;
import dev.cannery.internal.contract.rule.ToolNames;
import dev.cannery.internal.verify.result.FindingList;
import dev.cannery.internal.verify.result.Level;
import dev.cannery.internal.verify.stream.StreamCheck;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks what the contract itself expects of a response: its kind, and the rules of {@code verify}. */
public final class ExpectationCheck {
    private static final FieldPath MESSAGE = FieldPath.of("message");

    private final Tokenizer tokens;
    private final FindingList findings;

    /** Creates a check that adds to these findings and counts tokens with this tokenizer. */
    public ExpectationCheck(Tokenizer tokens, FindingList findings) {
        this.tokens = tokens;
        this.findings = findings;
    }

    /** Reports a response of another kind than the contract's. Faults and raw bodies have no kind. */
    public void kind(Turn turn, ReplyContent reply) {
        Set<AnswerKind> promised = new TreeSet<>();
        turn.responses().forEach(response -> promised.addAll(AnswerKind.of(response)));
        boolean isError = !reply.isAnswer() && reply.status() >= 400;
        Set<AnswerKind> given = isError ? Set.of(AnswerKind.ERROR) : AnswerKind.of(reply.completion());
        for (AnswerKind kind : given) {
            if (!promised.isEmpty() && !promised.contains(kind)) {
                String expected = promised.stream().map(AnswerKind::phrase).collect(Collectors.joining(" or "));
                findings.fail(FindingId.KIND, MESSAGE, expected, TextNode.valueOf(kind.phrase()));
            }
        }
    }

    /** Reports every rule of {@code verify} that the response does not satisfy. */
    public void rules(Verification verification, ReplyContent reply) {
        verification.rules().forEach((part, constraint) -> rule(part, constraint, reply));
        StreamCheck.checkTimes(reply.transcript(), verification.firstWithin(), verification.gapWithin(), findings);
    }

    private void rule(String part, Constraint constraint, ReplyContent reply) {
        switch (part) {
            case "status" -> judge(constraint, IntNode.valueOf(reply.status()), FieldPath.of(part));
            case "error" -> judge(constraint, reply.error(), FieldPath.of(part));
            case "usage" -> judge(constraint, reply.completion().path(part), FieldPath.of(part));
            default -> {
                List<RepliedChoice> choices = RepliedChoice.of(reply.completion());
                if (choices.isEmpty()) {
                    judge(constraint, MissingNode.getInstance(), MESSAGE.member(part));
                }
                choices.forEach(choice -> judge(constraint, valueOf(part, choice), placeOf(part, choice)));
            }
        }
    }

    private static FieldPath placeOf(String part, RepliedChoice choice) {
        return part.equals("finish_reason")
                ? choice.at().member(part)
                : choice.messageAt().member(part);
    }

    private static JsonNode valueOf(String part, RepliedChoice choice) {
        return switch (part) {
            case "finish_reason" -> choice.json().path(part);
            case "json" -> parsed(choice.text());
            case "tool_calls" -> named(choice.calls());
            default -> choice.message().path(part);
        };
    }

    private static JsonNode parsed(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** Returns each call as sent, with its arguments added under the tool's name, as a contract writes a call. */
    private static JsonNode named(JsonNode calls) {
        if (!calls.isArray()) {
            return calls;
        }
        ArrayNode named = Json.object().arrayNode();
        for (JsonNode call : calls) {
            ObjectNode copy = call.isObject() ? call.deepCopy() : Json.object();
            JsonNode arguments = parsed(call.path("function").path("arguments").asText(""));
            copy.set(ToolNames.nameOf(call), arguments.isMissingNode() ? copy.nullNode() : arguments);
            named.add(copy);
        }
        return named;
    }

    private void judge(Constraint constraint, JsonNode value, FieldPath at) {
        Findings found = Findings.collecting(tokens);
        constraint.check(value, at, found);
        found.mismatches().forEach(mismatch -> findings.add(Level.FAIL, mismatch));
    }
}
