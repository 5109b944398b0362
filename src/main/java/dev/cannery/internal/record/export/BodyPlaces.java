package dev.cannery.internal.record.export;

import dev.cannery.internal.chat.ChatEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The places of the parts of a chat request in the body that clients send to an endpoint, as JSONPath expressions. A part with several places is in one of them.
 *
 * @param prompt the texts of the user
 * @param system the instructions
 * @param answer the texts of earlier responses
 * @param result the results of tools
 * @param call the calls of a tool with the name {@code %s}
 * @param tool the tool with the name {@code %s}, below the list of tools
 */
record BodyPlaces(
        ChatEndpoint endpoint,
        List<String> prompt,
        List<String> system,
        List<String> answer,
        List<String> result,
        String call,
        String tool) {
    private static final BodyPlaces CHAT = new BodyPlaces(
            ChatEndpoint.CHAT_COMPLETIONS,
            List.of("$.messages[?(@.role == 'user')].content"),
            List.of("$.messages[?(@.role == 'system' || @.role == 'developer')].content"),
            List.of("$.messages[?(@.role == 'assistant')].content"),
            List.of("$.messages[?(@.role == 'tool')].content"),
            "$.messages[*].tool_calls[?(@.function.name == '%s')]",
            "[?(@.function.name == '%1$s' || @.custom.name == '%1$s')]");
    private static final BodyPlaces RESPONSES = new BodyPlaces(
            ChatEndpoint.RESPONSES,
            List.of(
                    "$.input",
                    "$.input[?(@.role == 'user')].content",
                    "$.input[?(@.role == 'user')].content[?(@.type == 'input_text')].text"),
            List.of(
                    "$.instructions",
                    "$.input[?(@.role == 'system' || @.role == 'developer')].content",
                    "$.input[?(@.role == 'system' || @.role == 'developer')].content[*].text"),
            List.of(
                    "$.input[?(@.role == 'assistant')].content",
                    "$.input[?(@.role == 'assistant')].content[?(@.type == 'output_text')].text"),
            List.of(
                    "$.input[?(@.type == 'function_call_output' || @.type == 'custom_tool_call_output')].output",
                    "$.input[?(@.type == 'function_call_output')].output[*].text"),
            "$.input[?((@.type == 'function_call' || @.type == 'custom_tool_call') && @.name == '%s')]",
            "[?(@.name == '%1$s')]");

    /** The fields of a chat request that have another name in a request to {@code /responses}. */
    private static final Map<String, String> RENAMED = Map.of(
            "max_completion_tokens", "max_output_tokens",
            "reasoning_effort", "reasoning.effort",
            "response_format", "text.format",
            "verbosity", "text.verbosity");

    /** The fields without a place that a JSONPath expression names. */
    private static final List<String> NOWHERE = List.of("messages", "logprobs");

    static BodyPlaces of(ChatEndpoint endpoint) {
        return endpoint == ChatEndpoint.RESPONSES ? RESPONSES : CHAT;
    }

    /** Whether requests are sent here in another form than that of a chat completion. */
    boolean isTranslated() {
        return endpoint == ChatEndpoint.RESPONSES;
    }

    /** Whether a text is at a place. */
    boolean isText(String place) {
        return Stream.of(prompt, system, answer, result).anyMatch(places -> places.contains(place));
    }

    /** Returns the place of a field of a chat request; empty if it has none. */
    Optional<String> field(String name) {
        if (!isTranslated()) {
            return Optional.of("$." + name);
        }
        return NOWHERE.contains(name) ? Optional.empty() : Optional.of("$." + RENAMED.getOrDefault(name, name));
    }
}
