package dev.cannery.it;

import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Takes the model at its word. */
final class NaiveAgent extends TravelAgent {
    private final Map<String, Function<GetWeather, String>> tools =
            Map.of("get_weather", arguments -> "" + WEATHER.get(arguments.city));

    NaiveAgent(URI baseUrl) {
        super(baseUrl);
    }

    @Override
    String ask(String question) {
        conversation.addUserMessage(question);
        while (true) {
            ChatCompletion.Choice choice = complete().choices().get(0);
            ChatCompletionMessage message = choice.message();
            conversation.addMessage(message);
            if (!choice.finishReason().equals(ChatCompletion.Choice.FinishReason.TOOL_CALLS)) {
                return message.content().orElse("");
            }
            results(message.toolCalls().orElse(List.of())).forEach(this::addResult);
        }
    }

    /** Runs the tools, and skips the calls that fail. */
    private Map<String, String> results(List<ChatCompletionMessageToolCall> calls) {
        Map<String, String> results = new LinkedHashMap<>();
        for (ChatCompletionMessageToolCall each : calls) {
            ChatCompletionMessageFunctionToolCall call = each.asFunction();
            try {
                GetWeather arguments = call.function().arguments(GetWeather.class);
                results.put(call.id(), tools.get(call.function().name()).apply(arguments));
            } catch (RuntimeException e) {
                System.out.println("the call " + call.id() + " failed: " + e);
            }
        }
        return results;
    }

    @Override
    Invoice read(String text) {
        return client.chat()
                .completions()
                .create(reading(text))
                .choices()
                .get(0)
                .message()
                .content()
                .orElseThrow();
    }
}
