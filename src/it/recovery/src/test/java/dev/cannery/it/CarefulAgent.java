package dev.cannery.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks what the model says, and asks again within limits. */
final class CarefulAgent extends TravelAgent {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern THOUGHTS = Pattern.compile("(?s)^\\s*(<think>)?.*?</think>\\s*");
    private static final Pattern MARKUP = Pattern.compile("<tool_call>|<function=|<\\|python_tag\\|>|\\[TOOL_CALLS]");
    private static final Pattern FENCE = Pattern.compile("(?s)^\\s*```[a-z]*\\s*(.*?)\\s*```\\s*$");
    private static final Set<String> TOOLS = Set.of("get_weather");
    private static final int MOST_REQUESTS = 4;

    private int calls;

    CarefulAgent(URI baseUrl) {
        super(baseUrl);
    }

    @Override
    String ask(String question) {
        conversation.addUserMessage(question);
        for (int request = 0; request < MOST_REQUESTS; request++) {
            ChatCompletionMessage message = complete().choices().get(0).message();
            List<ChatCompletionMessageToolCall> toolCalls = message.toolCalls().orElse(List.of());
            String text = THOUGHTS.matcher(message.content().orElse("")).replaceFirst("");
            // by the calls, not by the finish reason
            if (!toolCalls.isEmpty()) {
                answerCalls(toolCalls);
            } else if (MARKUP.matcher(text).find()) {
                conversation.addAssistantMessage(text);
                conversation.addUserMessage("Error: this was a text. Call the tool instead. " + question);
            } else if (!text.isBlank()) {
                conversation.addAssistantMessage(text);
                return text;
            }
            // an empty message is not kept; the next request asks the same again
        }
        throw new IllegalStateException("no answer after " + MOST_REQUESTS + " requests");
    }

    /** Answers each call, gives it an id of its own, and keeps arguments that are not JSON out of the history. */
    private void answerCalls(List<ChatCompletionMessageToolCall> toolCalls) {
        ChatCompletionAssistantMessageParam.Builder message = ChatCompletionAssistantMessageParam.builder();
        Map<String, String> results = new LinkedHashMap<>();
        for (ChatCompletionMessageToolCall each : toolCalls) {
            ChatCompletionMessageFunctionToolCall.Function function = each.asFunction().function();
            JsonNode arguments = objectOrNull(function.arguments());
            String id = "call_" + ++calls;
            message.addToolCall(ChatCompletionMessageFunctionToolCall.builder()
                    .id(id)
                    .function(ChatCompletionMessageFunctionToolCall.Function.builder()
                            .name(function.name())
                            .arguments(arguments == null ? "{}" : function.arguments())
                            .build())
                    .build());
            results.put(id, result(function.name(), arguments));
        }
        conversation.addMessage(message.build());
        results.forEach(this::addResult);
    }

    private static String result(String tool, JsonNode arguments) {
        if (!TOOLS.contains(tool)) {
            return "Error: there is no tool '" + tool + "', only " + TOOLS;
        }
        if (arguments == null) {
            return "Error: the arguments are not a JSON object";
        }
        String weather = WEATHER.get(arguments.path("city").asText());
        return weather == null ? "Error: 'city' must be one of " + WEATHER.keySet() : weather;
    }

    @Override
    Invoice read(String text) {
        String error = "";
        String prompt = text;
        for (int request = 0; request < MOST_REQUESTS; request++) {
            String answer = client.chat()
                    .completions()
                    .create(reading(prompt).rawParams())
                    .choices()
                    .get(0)
                    .message()
                    .content()
                    .orElse("");
            try {
                return JSON.readValue(FENCE.matcher(answer).replaceFirst("$1"), Invoice.class);
            } catch (JsonProcessingException e) {
                error = e.getOriginalMessage();
                prompt = "Error: the last answer was not JSON (" + error + "). " + text;
            }
        }
        throw new IllegalStateException("no JSON after " + MOST_REQUESTS + " requests: " + error);
    }

    private static JsonNode objectOrNull(String arguments) {
        try {
            JsonNode node = JSON.readTree(arguments);
            return node.isObject() ? node : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
