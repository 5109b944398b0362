package dev.cannery.it;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.service.AiServices;
import java.util.concurrent.CompletableFuture;

class LangChain4jTest extends AssistantTest {
    @Override
    protected Assistant connect(String baseUrl) {
        return new LangChain4jAssistant(
                OpenAiChatModel.builder()
                        .apiKey("any")
                        .baseUrl(baseUrl)
                        .modelName(Assistant.MODEL)
                        .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                        .strictJsonSchema(true)
                        .build(),
                OpenAiStreamingChatModel.builder()
                        .apiKey("any")
                        .baseUrl(baseUrl)
                        .modelName(Assistant.MODEL)
                        .build());
    }

    interface Agent {
        String chat(String prompt);
    }

    interface InvoiceReader {
        Assistant.Invoice read(String prompt);
    }

    static class Weather {
        @Tool(name = "get_weather", value = "The weather of a city")
        String weather(@P("The city") String city) {
            return city.isEmpty() ? "" : Assistant.WEATHER;
        }
    }

    private record LangChain4jAssistant(OpenAiChatModel model, OpenAiStreamingChatModel streaming)
            implements Assistant {
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
            return text.join();
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
}
