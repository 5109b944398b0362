package dev.cannery.internal.contract.dsl;

import dev.cannery.internal.chat.Suggestion;
import dev.cannery.internal.profile.RequestFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules on the parts of a request: the common fields by their names, every other by {@link #field}. To be imported
 * statically.
 */
public final class RequestRules {
    private RequestRules() {}

    /**
     * The rule on a top-level field of the API's request.
     *
     * @throws IllegalArgumentException when the API has no such field
     */
    public static RequestRule field(String name, @Nullable Object rule) {
        if (!RequestFields.names().contains(name)) {
            String suggestion = Suggestion.sentence(name, RequestFields.names());
            throw new IllegalArgumentException("unknown field '" + name + "'."
                    + (suggestion.isEmpty()
                            ? " What is no field of CreateChatCompletionRequest is reached by jsonPath(…, …)"
                            : suggestion));
        }
        return RequestRule.at(Trees.of(rule), name);
    }

    /** The rule on the text of the last user message. */
    public static RequestRule prompt(@Nullable Object rule) {
        return RequestRule.at(Trees.of(rule), "prompt");
    }

    /** The rule on the text of the system and developer messages. */
    public static RequestRule system(@Nullable Object rule) {
        return RequestRule.at(Trees.of(rule), "system");
    }

    /** The rule on the model; {@code *} in a plain text stands for any characters. */
    public static RequestRule model(Object rule) {
        return field("model", rule);
    }

    /** The rule on the messages. */
    public static RequestRule messages(Object rule) {
        return field("messages", rule);
    }

    /** The rule on the temperature. */
    public static RequestRule temperature(@Nullable Object rule) {
        return field("temperature", rule);
    }

    /** Just the tools of these names are offered, in any order. */
    public static RequestRule tools(String... names) {
        return field("tools", List.of(names));
    }

    /** The rule on the tools that are offered. */
    public static RequestRule tools(Rule rule) {
        return field("tools", rule);
    }

    /** The rule on the format that the answer must have. */
    public static RequestRule responseFormat(@Nullable Object rule) {
        return field("response_format", rule);
    }

    /** Whether the answer is to be streamed. */
    public static RequestRule stream(Object rule) {
        return field("stream", rule);
    }

    /** The rule on the message that answers the last call of this tool. */
    public static RequestRule toolResult(String tool, @Nullable Object rule) {
        return RequestRule.at(Trees.of(rule), "tool_results", tool);
    }

    /** The rule on a header. */
    public static RequestRule header(String name, @Nullable Object rule) {
        return RequestRule.at(Trees.of(rule), "headers", name);
    }

    /** The rule on a parameter of the query, as {@code api-version}. */
    public static RequestRule query(String name, @Nullable Object rule) {
        return RequestRule.at(Trees.of(rule), "query", name);
    }

    /** The rule on the path. */
    public static RequestRule path(Object rule) {
        return RequestRule.at(Trees.of(rule), "path");
    }

    /** The rule on the value at a JSONPath, for what the rest cannot say. */
    public static RequestRule jsonPath(String expression, @Nullable Object rule) {
        return RequestRule.at(Trees.of(rule), "jsonpath", expression);
    }
}
