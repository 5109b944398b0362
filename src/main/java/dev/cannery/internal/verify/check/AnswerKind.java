package dev.cannery.internal.verify.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cannery.internal.contract.CannedChoice;
import dev.cannery.internal.contract.CannedCompletion;
import dev.cannery.internal.contract.CannedError;
import dev.cannery.internal.contract.CannedResponse;
import dev.cannery.internal.contract.CannedTemplate;
import java.util.EnumSet;
import java.util.Set;

/** The kind of a response, regardless of its content. */
public enum AnswerKind {
    TEXT("a text"),
    CALLS("tool calls"),
    REFUSAL("a refusal"),
    VOICE("audio"),
    ERROR("an error");

    private final String phrase;

    AnswerKind(String phrase) {
        this.phrase = phrase;
    }

    /** Returns the kind as a phrase, such as {@code a text}. */
    public String phrase() {
        return phrase;
    }

    /** Returns the kinds of a completion's choices. */
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

    /** Returns the kinds of a canned response; empty for raw bodies and faults. */
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
