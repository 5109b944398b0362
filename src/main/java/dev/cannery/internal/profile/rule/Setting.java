package dev.cannery.internal.profile.rule;

import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.profile.model.ModelCatalog;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The data that the rules of a profile share.
 *
 * @param fields the names of the fields that the provider knows
 * @param required the names of the required fields
 * @param late the checks that are completed only after all others
 * @param models the provider's models
 * @param day the day whose rules and models apply
 * @param strict the limits of schemas with {@code strict: true}
 * @param tokens counts the tokens of a request's messages, null when the context length is not checked
 */
public record Setting(
        Set<String> fields,
        List<String> required,
        List<FieldCheck> late,
        ModelCatalog models,
        LocalDate day,
        StrictSubset strict,
        @Nullable ToIntFunction<ChatRequest> tokens) {
    /** The setting of a provider of which nothing is known. */
    static final Setting NONE = new Setting(
            Set.of(),
            List.of(),
            List.of(),
            new ModelCatalog(List.of(), Set.of(), true),
            LocalDate.EPOCH,
            StrictSubset.OPEN,
            null);

    /** Returns the same setting on another day. */
    public Setting asOf(LocalDate other) {
        return new Setting(fields, required, late, models, other, strict, tokens);
    }

    /** Returns the same setting with other models. */
    public Setting serving(ModelCatalog others) {
        return new Setting(fields, required, late, others, day, strict, tokens);
    }

    /** Returns the same setting with a token counter. */
    public Setting counting(ToIntFunction<ChatRequest> counter) {
        return new Setting(fields, required, late, models, day, strict, counter);
    }
}
