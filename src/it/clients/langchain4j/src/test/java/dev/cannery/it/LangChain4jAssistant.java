package dev.cannery.it;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.service.AiServices;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An application of LangChain4j, which is the same for each kind of model. */
record LangChain4jAssistant(ChatModel model, StreamingChatModel streaming) implements Assistant {
    private static final int LONGEST_SECONDS = 3;

    interface Agent {
        String chat(String prompt);
    }

    interface InvoiceReader {
        Invoice read(String prompt);
    }

    static class Weather {
        @Tool(name = "get_weather", value = "The weather of a city")
        String weather(@P("The city") String city) {
            return city.isEmpty() ? "" : WEATHER;
        }
    }

    @Override
    public String whole(String prompt, double temperature) {
        return model.chat(request(prompt, temperature)).aiMessage().text();
    }

    @Override
    public String streamed(String prompt, double temperature) {
        CompletableFuture<String> text = new CompletableFuture<>();
        streaming.chat(request(prompt, temperature), new StreamingChatResponseHandler() {
            @Override
            public void onCompleteResponse(ChatResponse response) {
                text.complete(response.aiMessage().text());
            }

            @Override
            public void onError(Throwable error) {
                text.completeExceptionally(error);
            }
        });
        return text.orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public String withTheWeatherTool(String prompt) {
        return AiServices.builder(Agent.class)
                .chatModel(model)
                .tools(new Weather())
                .build()
                .chat(prompt);
    }

    @Override
    public Invoice invoice(String prompt) {
        return AiServices.create(InvoiceReader.class, model).read(prompt);
    }

    private static ChatRequest request(String prompt, double temperature) {
        return ChatRequest.builder()
                .messages(UserMessage.from(prompt))
                .temperature(temperature)
                .build();
    }
}
