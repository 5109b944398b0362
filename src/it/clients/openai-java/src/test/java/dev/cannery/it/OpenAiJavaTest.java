package dev.cannery.it;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;

class OpenAiJavaTest extends AssistantTest {
    @Override
    protected Assistant connect(String baseUrl) {
        // region client
        OpenAIClient client =
                OpenAIOkHttpClient.builder().apiKey("any").baseUrl(baseUrl).build();
        // endregion
        return new OpenAiJavaAssistant(client);
    }

    /** The function that is offered, as the client derives it from a class. */
    @JsonTypeName("get_weather")
    @JsonClassDescription("The weather of a city")
    static class GetWeather {
        public String city;
    }

    /** The form that the answer is asked for in; the client derives its schema from it. */
    static class InvoiceForm {
        public String number;
        public double total;
    }

    private record OpenAiJavaAssistant(OpenAIClient client) implements Assistant {
        @Override
        public String whole(String prompt, double temperature) {
            return text(client.chat().completions().create(params(prompt, temperature)).validate());
        }

        @Override
        public String streamed(String prompt, double temperature) {
            ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
            try (StreamResponse<ChatCompletionChunk> chunks =
                    client.chat().completions().createStreaming(params(prompt, temperature))) {
                chunks.stream().forEach(accumulator::accumulate);
            }
            return text(accumulator.chatCompletion());
        }

        @Override
        public String withTheWeatherTool(String prompt) {
            ChatCompletionCreateParams.Builder conversation = ChatCompletionCreateParams.builder()
                    .model(MODEL)
                    .addTool(GetWeather.class)
                    .addUserMessage(prompt);
            ChatCompletionMessage message = client.chat()
                    .completions()
                    .create(conversation.build())
                    .choices()
                    .get(0)
                    .message();
            conversation.addMessage(message);
            for (ChatCompletionMessageToolCall toolCall : message.toolCalls().orElseThrow()) {
                ChatCompletionMessageFunctionToolCall call = toolCall.asFunction();
                if (!call.function().arguments(GetWeather.class).city.isEmpty()) {
                    conversation.addMessage(ChatCompletionToolMessageParam.builder()
                            .toolCallId(call.id())
                            .content(WEATHER)
                            .build());
                }
            }
            return text(client.chat().completions().create(conversation.build()));
        }

        @Override
        public Invoice invoice(String prompt) {
            InvoiceForm form = client.chat()
                    .completions()
                    .create(ChatCompletionCreateParams.builder()
                            .model(MODEL)
                            .addUserMessage(prompt)
                            .responseFormat(InvoiceForm.class)
                            .build())
                    .choices()
                    .get(0)
                    .message()
                    .content()
                    .orElseThrow();
            return new Invoice(form.number, form.total);
        }

        @Override
        public void close() {
            client.close();
        }

        private static ChatCompletionCreateParams params(String prompt, double temperature) {
            return ChatCompletionCreateParams.builder()
                    .model(MODEL)
                    .temperature(temperature)
                    .addUserMessage(prompt)
                    .build();
        }

        private static String text(ChatCompletion completion) {
            return completion.choices().get(0).message().content().orElseThrow();
        }
    }
}
