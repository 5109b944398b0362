package dev.cannery.internal.response;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cannery.internal.chat.style.AnswerForm;
import dev.cannery.internal.contract.CannedUsage;
import java.io.IOException;

/** Writes the {@code usage} object, both for whole completions and for streams. */
final class UsageJson {
    private UsageJson() {}

    static void write(JsonGenerator out, CannedUsage usage, AnswerForm form) throws IOException {
        out.writeStartObject();
        out.writeNumberField("prompt_tokens", usage.promptTokens());
        out.writeNumberField("completion_tokens", usage.completionTokens());
        out.writeNumberField("total_tokens", (long) usage.promptTokens() + usage.completionTokens());
        out.writeObjectFieldStart("prompt_tokens_details");
        for (String name : form.promptDetails()) {
            out.writeNumberField(name, promptDetail(name, usage));
        }
        out.writeEndObject();
        out.writeObjectFieldStart("completion_tokens_details");
        for (String name : form.completionDetails()) {
            out.writeNumberField(name, completionDetail(name, usage));
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private static int promptDetail(String name, CannedUsage usage) {
        return switch (name) {
            case "cached_tokens" -> usage.cachedTokens();
            case "text_tokens" -> usage.promptTokens();
            default -> 0;
        };
    }

    private static int completionDetail(String name, CannedUsage usage) {
        return switch (name) {
            case "reasoning_tokens" -> usage.reasoningTokens();
            case "text_tokens" -> usage.completionTokens();
            default -> 0;
        };
    }
}
