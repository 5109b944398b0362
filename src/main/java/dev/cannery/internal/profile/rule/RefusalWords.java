package dev.cannery.internal.profile.rule;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.style.MessageTemplate;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of a provider for the refusals of a rule. A part that is null stays as the rule has it.
 *
 * @param code the error's code
 * @param param the field that the error names
 * @param message the message, which may contain {@code {message}} for that of the rule
 */
public record RefusalWords(
        @Nullable String code,
        @Nullable String param,
        @Nullable String message) {
    /** Reads the words of a rule. */
    public static RefusalWords read(SourceValue value) {
        Fields fields = value.fields("the words of a rule");
        RefusalWords words = new RefusalWords(fields.text("code"), fields.text("param"), fields.text("message"));
        fields.end();
        return words;
    }

    /** Returns the error in these words. */
    ApiError of(ApiError error) {
        ApiError changed = new ApiError(
                error.status(),
                error.type(),
                code == null ? error.code() : code,
                param == null ? error.param() : param,
                message == null ? "{message}" : message);
        return MessageTemplate.filled(changed, Map.of("message", error.message()));
    }
}
