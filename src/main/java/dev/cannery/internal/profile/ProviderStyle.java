package dev.cannery.internal.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cannery.internal.chat.ApiError;
import dev.cannery.internal.chat.style.AnswerExtras;
import dev.cannery.internal.chat.style.AnswerHeaders;
import dev.cannery.internal.chat.style.AnswerStyle;
import dev.cannery.internal.chat.style.ErrorCatalogue;
import dev.cannery.internal.chat.style.ErrorForm;
import java.util.function.UnaryOperator;

/** The style of a profile's answers, as its data say. */
record ProviderStyle(
        ErrorShape shape,
        ErrorCatalogue errors,
        AnswerHeaders headers,
        AnswerExtras extras,
        UnaryOperator<String> snapshots)
        implements AnswerStyle {
    @Override
    public ObjectNode errorBody(ApiError error) {
        return shape.body(error);
    }

    @Override
    public String snapshotOf(String model) {
        return snapshots.apply(model);
    }

    /** Returns the same style of a provider with these names of models. */
    ProviderStyle naming(UnaryOperator<String> others) {
        return new ProviderStyle(shape, errors, headers, extras, others);
    }

    @Override
    public ErrorForm errorForm(int status) {
        return shape.form(status);
    }
}
