package dev.cannery.internal.profile.rule;

import dev.cannery.internal.chat.ChatEndpoint;
import dev.cannery.internal.chat.ChatRequest;
import dev.cannery.internal.profile.model.ModelCatalog;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The data that the rules of a profile share.
 *
 * @param endpoint the endpoint whose requests are checked
 * @param fields the fields that the provider knows
 * @param late the checks that are completed only after all others
 * @param models the provider's models
 * @param day the day whose rules and models apply
 * @param strict the limits of schemas with {@code strict: true}
 * @param tokens counts the tokens of a request's messages, null when the context length is not checked
 */
public record Setting(
        ChatEndpoint endpoint,
        KnownFields fields,
        List<FieldCheck> late,
        ModelCatalog models,
        LocalDate day,
        StrictSubset strict,
        @Nullable ToIntFunction<ChatRequest> tokens) {
    /** The setting of a provider of which nothing is known. */
    static final Setting NONE = unknownAt(ChatEndpoint.CHAT_COMPLETIONS);

    /** Returns the setting of a provider of which nothing is known but the endpoint. */
    static Setting unknownAt(ChatEndpoint endpoint) {
        return new Setting(
                endpoint,
                new KnownFields(Set.of(), List.of(), List.of(), Map.of()),
                List.of(),
                new ModelCatalog(List.of(), Set.of(), true),
                LocalDate.EPOCH,
                StrictSubset.OPEN,
                null);
    }

    /** Returns the same setting on another day. */
    public Setting asOf(LocalDate other) {
        return new Setting(endpoint, fields, late, models, other, strict, tokens);
    }

    /** Returns the same setting with other models. */
    public Setting serving(ModelCatalog others) {
        return new Setting(endpoint, fields, late, others, day, strict, tokens);
    }

    /** Returns the same setting with a token counter. */
    public Setting counting(ToIntFunction<ChatRequest> counter) {
        return new Setting(endpoint, fields, late, models, day, strict, counter);
    }
}
