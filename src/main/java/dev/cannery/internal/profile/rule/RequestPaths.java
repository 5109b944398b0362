package dev.cannery.internal.profile.rule;

import dev.cannery.internal.chat.ChatEndpoint;
import java.util.List;

/**
 * The paths of the parts of a request that rules of both endpoints read.
 *
 * @param messages the field of the conversation
 * @param effort the path of the reasoning effort
 * @param verbosity the path of the verbosity
 * @param format the path of the response's format
 * @param schema the member of the format that holds the name and the schema; empty if they are in the format itself
 * @param tool the member of a tool that holds the function; empty if the tool itself describes it
 * @param limits the fields that limit the length of the response, the first that is sent counts
 */
record RequestPaths(
        String messages,
        List<String> effort,
        List<String> verbosity,
        List<String> format,
        String schema,
        String tool,
        List<String> limits) {
    private static final RequestPaths CHAT = new RequestPaths(
            "messages",
            List.of("reasoning_effort"),
            List.of("verbosity"),
            List.of("response_format"),
            "json_schema",
            "function",
            List.of("max_tokens", "max_completion_tokens"));

    private static final RequestPaths RESPONSES = new RequestPaths(
            "input",
            List.of("reasoning", "effort"),
            List.of("text", "verbosity"),
            List.of("text", "format"),
            "",
            "",
            List.of("max_output_tokens"));

    static RequestPaths of(ChatEndpoint endpoint) {
        return endpoint == ChatEndpoint.RESPONSES ? RESPONSES : CHAT;
    }

    /** Returns the place of the response's format. */
    String formatPlace() {
        return String.join(".", format);
    }
}
