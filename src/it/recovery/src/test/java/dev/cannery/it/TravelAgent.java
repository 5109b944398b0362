package dev.cannery.it;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.chat.completions.StructuredChatCompletionCreateParams;
import java.net.URI;
import java.util.Map;

/** Code under test: an agent that keeps a conversation, can look up the weather, and reads invoices. */
abstract class TravelAgent implements AutoCloseable {
    static final Map<String, String> WEATHER = Map.of("Paris", "18 degrees", "Rome", "21 degrees");

    final ChatCompletionCreateParams.Builder conversation =
            ChatCompletionCreateParams.builder().model("gpt-5.4-mini").addTool(GetWeather.class);
    final OpenAIClient client;

    TravelAgent(URI baseUrl) {
        client = OpenAIOkHttpClient.builder()
                .apiKey("any")
                .baseUrl(baseUrl.toString())
                .maxRetries(0)
                .build();
    }

    /** Returns the answer to a question, after all calls of tools. */
    abstract String ask(String question);

    /** Reads an invoice out of a text. */
    abstract Invoice read(String text);

    ChatCompletion complete() {
        return client.chat().completions().create(conversation.build());
    }

    static StructuredChatCompletionCreateParams<Invoice> reading(String prompt) {
        return ChatCompletionCreateParams.builder()
                .model("gpt-5.4-mini")
                .addUserMessage(prompt)
                .responseFormat(Invoice.class)
                .build();
    }

    void addResult(String call, String result) {
        conversation.addMessage(ChatCompletionToolMessageParam.builder()
                .toolCallId(call)
                .content(result)
                .build());
    }

    @Override
    public void close() {
        client.close();
    }

    @JsonTypeName("get_weather")
    @JsonClassDescription("The weather of a city")
    static class GetWeather {
        public String city;
    }

    static class Invoice {
        public String number;
        public double total;
    }
}
