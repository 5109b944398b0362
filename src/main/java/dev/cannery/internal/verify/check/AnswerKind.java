package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedTemplate;
import java.util.EnumSet;
import java.util.Set;

/** What an answer is, whatever it says. */
public enum AnswerKind {
    TEXT("a text"),
    CALLS("tool calls"),
    REFUSAL("a refusal"),
    VOICE("a voice"),
    ERROR("an error");

    private final String phrase;

    AnswerKind(String phrase) {
        this.phrase = phrase;
    }

    /** The kind with its article. */
    public String phrase() {
        return phrase;
    }

    /** The kinds of the choices of a completion. */
    public static Set<AnswerKind> of(JsonNode completion) {
        Set<AnswerKind> kinds = EnumSet.noneOf(AnswerKind.class);
        for (RepliedChoice choice : RepliedChoice.of(completion)) {
            if (choice.hasCalls()) {
                kinds.add(CALLS);
            } else if (choice.isSpoken()) {
                kinds.add(VOICE);
            } else if (!choice.refusal().isEmpty()) {
                kinds.add(REFUSAL);
            } else if (!choice.text().isEmpty()) {
                kinds.add(TEXT);
            }
        }
        return kinds;
    }

    /** The kinds that a canned answer promises; none of bytes and faults. */
    public static Set<AnswerKind> of(CannedResponse response) {
        if (response instanceof CannedError) {
            return EnumSet.of(ERROR);
        }
        if (response instanceof CannedTemplate template) {
            return of(template.written());
        }
        Set<AnswerKind> kinds = EnumSet.noneOf(AnswerKind.class);
        if (response instanceof CannedCompletion completion) {
            completion.choices().forEach(choice -> kinds.add(of(choice)));
        }
        return kinds;
    }

    private static AnswerKind of(CannedChoice choice) {
        if (!choice.toolCalls().isEmpty() || choice.message().functionCall() != null) {
            return CALLS;
        }
        if (choice.message().audio() != null) {
            return VOICE;
        }
        return choice.content() == null ? REFUSAL : TEXT;
    }
}
