package dev.cannery.response;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cannery.contract.CannedUsage;
import java.io.IOException;

/** Writes the {@code usage} object, the same in a whole answer and in a stream. */
final class UsageJson {
    private UsageJson() {}

    static void write(JsonGenerator out, CannedUsage usage) throws IOException {
        out.writeStartObject();
        out.writeNumberField("prompt_tokens", usage.promptTokens());
        out.writeNumberField("completion_tokens", usage.completionTokens());
        out.writeNumberField("total_tokens", (long) usage.promptTokens() + usage.completionTokens());
        out.writeObjectFieldStart("prompt_tokens_details");
        out.writeNumberField("cached_tokens", usage.cachedTokens());
        out.writeNumberField("audio_tokens", 0);
        out.writeEndObject();
        out.writeObjectFieldStart("completion_tokens_details");
        out.writeNumberField("reasoning_tokens", usage.reasoningTokens());
        out.writeNumberField("audio_tokens", 0);
        out.writeNumberField("accepted_prediction_tokens", 0);
        out.writeNumberField("rejected_prediction_tokens", 0);
        out.writeEndObject();
        out.writeEndObject();
    }
}
