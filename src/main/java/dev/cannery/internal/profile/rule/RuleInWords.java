package dev.cannery.internal.profile.rule;

import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.style.MessageTemplate;
import dev.cannery.internal.profile.shape.Inspection;
import dev.cannery.internal.source.Fields;
import dev.cannery.internal.source.SourceValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule whose refusals a profile puts in other words.
 *
 * @param rule the rule
 * @param words what is different in its refusals
 */
public record RuleInWords(NamedRule rule, Words words) implements NamedRule {
    /**
     * What is different in a refusal; null keeps what the rule has.
     *
     * @param code the error's code
     * @param param the place
     * @param message the message, which may contain {@code {message}}
     */
    public record Words(
            @Nullable String code,
            @Nullable String param,
            @Nullable String message) {
        /** Reads the words of a rule. */
        public static Words read(SourceValue value) {
            Fields fields = value.fields("the words of a rule");
            Words words = new Words(fields.text("code"), fields.text("param"), fields.text("message"));
            fields.end();
            return words;
        }

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

    @Override
    public void apply(ReviewedRequest subject, Inspection inspection) {
        inspection.inWords(words::of, () -> rule.apply(subject, inspection));
    }

    @Override
    public String name() {
        return rule.name();
    }

    @Override
    public String meaning() {
        return rule.meaning();
    }

    @Override
    public String from() {
        return rule.from();
    }
}
