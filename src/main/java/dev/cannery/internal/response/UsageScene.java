package dev.cannery.internal.response;

import dev.cannery.internal.chat.style.AnswerForm;
import dev.cannery.internal.chat.style.Condition;
import dev.cannery.internal.chat.style.Scene;
import dev.cannery.internal.chat.style.Slot;
import dev.cannery.internal.contract.CannedUsage;
import dev.cannery.internal.response.derived.TokenCounts;
import dev.cannery.internal.wire.Json;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The token counts of a response.
 *
 * @param outer the values of the enclosing object
 * @param usage the counts
 * @param form the form of the response
 */
record UsageScene(Scene outer, CannedUsage usage, AnswerForm form) implements Scene {
    /** Returns the {@code usage} object. */
    Json.Writing writing() {
        return out -> form.whole().usage().write(out, this);
    }

    @Override
    public @Nullable Object value(Slot slot) {
        return switch (slot) {
            case PROMPT_TOKENS_DETAILS -> details(form.traits().promptDetails(), usage.promptTokens());
            case COMPLETION_TOKENS_DETAILS -> details(form.traits().completionDetails(), usage.completionTokens());
            default -> {
                OptionalLong count = TokenCounts.of(slot, usage);
                yield count.isPresent() ? count.getAsLong() : outer.value(slot);
            }
        };
    }

    @Override
    public boolean holds(Condition condition) {
        return (condition == Condition.REASONING && usage.reasoningTokens() > 0) || outer.holds(condition);
    }

    private Json.Writing details(List<String> names, int tokens) {
        return out -> {
            out.writeStartObject();
            for (String name : names) {
                out.writeNumberField(name, detail(name, tokens));
            }
            out.writeEndObject();
        };
    }

    private int detail(String name, int tokens) {
        return switch (name) {
            case "cached_tokens" -> usage.cachedTokens();
            case "reasoning_tokens" -> usage.reasoningTokens();
            case "text_tokens" -> tokens;
            default -> 0;
        };
    }
}
